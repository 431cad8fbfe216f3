"""Compiles the Java sources of this package in the running JVM, by the compiler that Spark ships (Janino)."""

from __future__ import annotations

import functools
import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from py4j.protocol import Py4JJavaError

from etl.errors import EnvironmentMismatchError
from etl.jvm.cache import SEAL_LENGTH, sealed

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same sources make the same jar, whenever they are compiled


@functools.cache
def sources() -> Mapping[str, str]:
    """Return the text of every Java source and resource of this package, by its path below `java/`."""
    return dict(sorted(_texts(files("etl.jvm").joinpath("java"), "")))


@functools.cache
def fingerprint() -> str:
    """Return a text that differs when any source differs."""
    return hashlib.sha256(repr(list(sources().items())).encode()).hexdigest()[:16]


def marker() -> str:
    """Return the name of the resource by which a class loader shows that it has the classes of these very sources."""
    return f"localglue/{fingerprint()}.sources"


def compiled_jar(gateway: Any) -> bytes:
    """Return a sealed jar with the compiled sources, their resources and the marker.

    Args:
        gateway: The py4j gateway to the JVM that compiles.

    Raises:
        EnvironmentMismatchError: The sources do not fit this JVM's Spark.
    """
    content = {name: text.encode() for name, text in sources().items() if not name.endswith(".java")}
    content |= _classes(gateway)
    content[marker()] = b""
    return _archive(content)


def _texts(folder: Traversable, prefix: str) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _texts(entry, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, entry.read_text(encoding="utf-8")


def _classes(gateway: Any) -> dict[str, bytes]:
    jvm = gateway.jvm
    resource = jvm.org.codehaus.commons.compiler.util.resource
    made = resource.MapResourceCreator()
    loader = jvm.java.lang.Class.forName("org.apache.spark.SparkContext").getClassLoader()  # one without these classes
    compiler = jvm.org.codehaus.janino.Compiler()
    compiler.setIClassLoader(jvm.org.codehaus.janino.ClassLoaderIClassLoader(loader))
    compiler.setClassFileFinder(resource.ResourceFinder.EMPTY_RESOURCE_FINDER)
    compiler.setClassFileCreator(made)
    compiler.setDebugLines(True)
    compiler.setDebugSource(True)
    try:
        compiler.compile(_resources(gateway, resource))
    except Py4JJavaError as error:
        raise EnvironmentMismatchError(
            f"The Java classes of local-glue do not compile here: {error.java_exception.getMessage()}.",
            "They are made for Spark 3.5.4 to 4.1: install pyspark of such a version.",
        ) from None
    classes = made.getMap()
    return {name: bytes(classes[name]) for name in classes}


def _resources(gateway: Any, resource: Any) -> Any:
    java = {name: text for name, text in sources().items() if name.endswith(".java")}
    array = gateway.new_array(resource.Resource, len(java))
    for i, (name, text) in enumerate(java.items()):
        array[i] = resource.StringResource(name, text)
    return array


def _archive(content: Mapping[str, bytes]) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = b"0" * SEAL_LENGTH
        for name, data in sorted(content.items()):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), data)
    return sealed(memory.getvalue()[:-SEAL_LENGTH])
