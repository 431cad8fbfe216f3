"""Versions of AWS Glue, what each runs on, and which of them the installed Spark is."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib.metadata import version as installed_version

from etl.errors import EnvironmentMismatchError, UnknownNameError


@dataclass(frozen=True)
class GlueVersion:
    """A version of Glue and the versions of what it runs on."""

    name: str
    spark: str
    python: str
    java: str

    @property
    def spark_line(self) -> str:
        """Return the Spark version without its last number: what must be the same here."""
        return self.spark.rpartition(".")[0]

    @property
    def abbreviates_options(self) -> bool:
        """Tell whether getResolvedOptions takes the beginning of an option's name for the option."""
        return self.name.startswith("5.")


GLUE_VERSIONS = {
    version.name: version
    for version in (
        GlueVersion("5.0", spark="3.5.4", python="3.11", java="17"),
        GlueVersion("5.1", spark="3.5.6", python="3.11", java="17"),
        GlueVersion("6.0", spark="4.1.1", python="3.13", java="17"),
    )
}


def resolve(asked: str = "", spark: str | None = None) -> GlueVersion:
    """Return the version of Glue that is asked for, or the newest that fits the installed Spark.

    Args:
        asked: A version such as "6.0"; empty for none.
        spark: The version of Spark; by default that of the pyspark that is installed.

    Raises:
        UnknownNameError: No such version is known here.
        EnvironmentMismatchError: The installed Spark is of another line.
    """
    spark = spark or installed_version("pyspark")
    if asked and asked not in GLUE_VERSIONS:
        raise UnknownNameError("Glue version", asked, GLUE_VERSIONS)
    candidates = [GLUE_VERSIONS[asked]] if asked else reversed(GLUE_VERSIONS.values())
    fitting = next((glue for glue in candidates if spark.startswith(glue.spark_line + ".")), None)
    if fitting is None:
        raise _mismatch(asked, spark)
    return fitting


def differences(glue: GlueVersion, spark: str | None = None, python: tuple[int, int] | None = None) -> str:
    """Return one sentence on how this installation differs from that version of Glue; empty if it does not."""
    spark = spark or installed_version("pyspark")
    here = ".".join(map(str, python or sys.version_info[:2]))
    if (spark, here) == (glue.spark, glue.python):
        return ""
    return f"Glue {glue.name} runs Spark {glue.spark} on Python {glue.python}; here: Spark {spark}, Python {here}."


def _mismatch(asked: str, spark: str) -> EnvironmentMismatchError:
    if not asked:
        wanted = ", ".join(f'"pyspark=={glue.spark}" (Glue {glue.name})' for glue in GLUE_VERSIONS.values())
        return EnvironmentMismatchError(f"No version of Glue runs Spark {spark}.", f"Install one of: {wanted}.")
    glue = GLUE_VERSIONS[asked]
    what = f"Glue {asked} runs Spark {glue.spark}, and Spark {spark} is installed."
    other = next((g.name for g in reversed(GLUE_VERSIONS.values()) if spark.startswith(g.spark_line + ".")), "")
    alternative = f", or ask for Glue {other}" if other else ""
    return EnvironmentMismatchError(what, f'Run: {sys.executable} -m pip install "pyspark=={glue.spark}"{alternative}.')
