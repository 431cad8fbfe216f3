"""Brings the Java classes of this package into a JVM: the driver's class loader and every executor."""

from __future__ import annotations

import weakref
from pathlib import Path
from typing import Any

from pyspark import SparkContext

from etl.errors import EnvironmentMismatchError
from etl.jvm import cache, compiler

_served: weakref.WeakSet[SparkContext] = weakref.WeakSet()
_jars: dict[str, Path] = {}
_own_loaders: dict[int, Any] = {}  # by gateway, for drivers whose own class loader takes no more jars


def ensure_loaded(sc: SparkContext | None = None) -> None:
    """Make the classes of package `localglue` known to the JVM and, given a context, to its executors.

    It may be called at any time and any number of times: before there is a context, for one that a script made,
    and for another one in the same JVM. Without a JVM it starts the gateway's.

    Raises:
        EnvironmentMismatchError: The classes do not fit this Spark, or others of the same names are loaded.
    """
    SparkContext._ensure_initialized()
    gateway = SparkContext._gateway if sc is None else sc._gateway
    loader = _driver_loader(gateway)
    if sc is not None and sc not in _served:
        _serve(sc, loader)
        _served.add(sc)


def jar_file(gateway: Any) -> Path:
    """Return the jar of the compiled classes for the Spark of this JVM; it is compiled when there is none."""
    name = _jar_name(gateway.jvm)
    if name not in _jars or not _jars[name].exists():
        _jars[name] = cache.stored(name, lambda: compiler.compiled_jar(gateway))
    return _jars[name]


def _jar_name(jvm: Any) -> str:
    spark = getattr(getattr(jvm.org.apache.spark, "package$"), "MODULE$").SPARK_VERSION()
    scala = jvm.scala.util.Properties.versionNumberString()
    return f"classes-spark{spark}-scala{scala}-{compiler.fingerprint()}.jar"


def _context_loader(gateway: Any) -> Any:
    return gateway.jvm.java.lang.Thread.currentThread().getContextClassLoader()


def _driver_loader(gateway: Any) -> Any:
    loader = _context_loader(gateway)
    if _knows(loader):
        return loader
    if loader.getResource("localglue/LocalS3.class") is not None:
        raise EnvironmentMismatchError(
            "Java classes of another version of local-glue are loaded in this JVM.",
            "Restart the Python process (in a notebook: the kernel).",
        )
    if gateway.jvm.org.apache.spark.util.MutableURLClassLoader._java_lang_class.isInstance(loader):
        loader.addURL(_url(gateway))
        return loader
    return _own_loader(gateway, loader)


def _knows(loader: Any) -> bool:
    return loader.getResource(compiler.marker()) is not None


def _url(gateway: Any) -> Any:
    return gateway.jvm.java.io.File(str(jar_file(gateway))).toURI().toURL()


def _own_loader(gateway: Any, parent: Any) -> Any:
    if id(gateway) not in _own_loaders:
        urls = gateway.new_array(gateway.jvm.java.net.URL, 1)
        urls[0] = _url(gateway)
        _own_loaders[id(gateway)] = gateway.jvm.org.apache.spark.util.MutableURLClassLoader(urls, parent)
    loader = _own_loaders[id(gateway)]
    gateway.jvm.java.lang.Thread.currentThread().setContextClassLoader(loader)
    return loader


def _serve(sc: SparkContext, loader: Any) -> None:
    hadoop = sc._jsc.hadoopConfiguration()
    if not _knows(hadoop.getClassLoader()):
        hadoop.setClassLoader(loader)
    jar = jar_file(sc._gateway)
    if jar.name not in sc._jsc.sc().listJars().mkString("\n"):
        sc._jsc.addJar(jar.as_uri())
