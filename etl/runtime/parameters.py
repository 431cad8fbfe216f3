"""The special parameters of a Glue job, as a command line gives them, and what each means here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from etl.errors import OptionError

HONOURED = (
    "TempDir",
    "additional-python-modules",
    "conf",
    "customer-driver-env-vars",
    "customer-executor-env-vars",
    "enable-spark-ui",
    "extra-files",
    "extra-jars",
    "extra-py-files",
    "python-modules-installer-option",
    "spark-event-logs-path",
    "user-jars-first",
)
"""Parameters that do here what they do on Glue."""

WITHOUT_EFFECT = (
    "auto-scale-within-microbatch",
    "continuous-log-conversionPattern",
    "continuous-log-logGroup",
    "continuous-log-logStreamPrefix",
    "disable-proxy-v2",
    "enable-auto-scaling",
    "enable-continuous-cloudwatch-log",
    "enable-continuous-log-filter",
    "enable-data-lineage",
    "enable-glue-datacatalog",
    "enable-glue-di-transforms",
    "enable-job-insights",
    "enable-lakeformation-fine-grained-access",
    "enable-metrics",
    "enable-observability-metrics",
    "enable-rename-algorithm-v2",
    "enable-s3-parquet-optimized-committer",
    "encryption-type",
    "executor-cores",
    "python-virtual-env",
    "scriptLocation",
    "use-postgres-driver",
    "write-shuffle-files-to-s3",
    "write-shuffle-spills-to-s3",
)
"""Parameters that ask Glue for something that one machine has not, or has in any case."""

_TABLE_FORMATS = {  # what Spark calls each table format's package, by Spark line
    ("iceberg", "3.5"): "org.apache.iceberg:iceberg-spark-runtime-3.5_2.12:1.10.0",
    ("iceberg", "4.1"): "org.apache.iceberg:iceberg-spark-runtime-4.1_2.13:1.11.0",
    ("delta", "3.5"): "io.delta:delta-spark_2.12:3.3.2",
    ("delta", "4.1"): "io.delta:delta-spark_4.1_2.13:4.1.0",
}


@dataclass(frozen=True)
class Parameters:
    """The special parameters among a job's arguments.

    Attributes:
        values: Each parameter's value by its name without dashes; "" for one without value, the last one counts.
        conf: The settings of Spark, from all `--conf`.
    """

    values: Mapping[str, str]
    conf: Mapping[str, str]

    def listed(self, name: str) -> list[str]:
        """Return the items of a parameter that is a list with commas."""
        return [item.strip() for item in self.values.get(name, "").split(",") if item.strip()]

    def is_on(self, name: str) -> bool:
        """Tell whether a parameter that is a switch is there, and not false."""
        return self.values.get(name, "false").lower() != "false"


def parse(arguments: Sequence[str]) -> Parameters:
    """Return the special parameters among `arguments`; all else is the script's.

    Raises:
        OptionError: A `--conf` that is no `key=value`.
    """
    given = list(_pairs(arguments))
    conf = dict(setting for name, value in given if name == "conf" for setting in parse_conf(value))
    return Parameters({name: value for name, value in given if name != "conf"}, conf)


def parse_conf(value: str) -> Iterable[tuple[str, str]]:
    """Yield the settings in the value of a `--conf`, which may hold more than one, each after another ` --conf `.

    Example:
        >>> dict(parse_conf("spark.a=1 --conf spark.b=x=y"))
        {'spark.a': '1', 'spark.b': 'x=y'}
    """
    for setting in re.split(r"\s+--conf[\s=]+", value.strip()):
        key, equals, text = setting.partition("=")
        if not equals or not key.strip():
            raise OptionError("--conf", setting, "expected key=value, as in spark.sql.shuffle.partitions=8")
        yield key.strip(), text.strip()


def remarks(parameters: Parameters, spark_line: str) -> list[str]:
    """Return one line for each thing to know about parameters that do not do here what they do on Glue."""
    ignored = [f"--{name}" for name in WITHOUT_EFFECT if name in parameters.values]
    lines = [f"without effect here: {', '.join(ignored)}"] if ignored else []
    if parameters.values.get("job-language", "python").lower() != "python":
        lines.append("--job-language: the script is run as Python, whatever this says")
    return lines + _missing_table_formats(parameters, spark_line)


def _pairs(arguments: Sequence[str]) -> Iterable[tuple[str, str]]:
    for place, argument in enumerate(arguments):
        if not argument.startswith("--"):
            continue
        name, equals, value = argument[2:].partition("=")
        following = arguments[place + 1] if place + 1 < len(arguments) else "--"
        yield name, value if equals or following.startswith("--") else following


def _missing_table_formats(parameters: Parameters, spark_line: str) -> list[str]:
    jars = " ".join([*parameters.conf.values(), *parameters.listed("extra-jars")])
    return [
        f"--datalake-formats {name}: Spark needs its package, with --conf spark.jars.packages="
        + _TABLE_FORMATS.get((name, spark_line), f"<the {name} package for Spark {spark_line}>")
        for name in parameters.listed("datalake-formats")
        if name not in jars
    ]
