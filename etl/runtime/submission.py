"""How Spark is started for a job: its settings, from the job's parameters and what a local run needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from etl.runtime.parameters import Parameters
from etl.runtime.provisions import Provisions

_LOG_SETTINGS = Path(__file__).with_name("log4j2.properties")
_LISTS = ("spark.jars", "spark.files", "spark.submit.pyFiles")
_DRIVER_JAVA = "spark.driver.extraJavaOptions"
_VERBOSE_LOG = ("level=warn", "tasks=warn", "own=info")


@dataclass(frozen=True)
class Submission:
    """What a job brings to Spark.

    Attributes:
        name: The job's name.
        parameters: Its special parameters.
        master: Where Spark runs; empty for what `--conf` or Spark's own settings say.
        provisions: The files that it brings.
        packages: Spark's settings for what it must fetch before.
        is_verbose: Whether Spark's log shows warnings, and all that it says of failing tasks.
    """

    name: str
    parameters: Parameters
    master: str = ""
    provisions: Provisions = field(default_factory=lambda: Provisions([], [], []))
    packages: Mapping[str, str] = field(default_factory=dict)
    is_verbose: bool = False

    def spark_settings(self) -> dict[str, str]:
        """Return Spark's settings; what the job sets itself by `--conf` comes before what is set here."""
        settings = self._defaults() | self._of_parameters() | dict(self.parameters.conf)
        for key, value in [*self._lists().items(), *self.packages.items()]:
            settings[key] = ",".join(filter(None, [settings.get(key, ""), value]))
        settings[_DRIVER_JAVA] = " ".join([*self._java_options(), settings.get(_DRIVER_JAVA, "")]).strip()
        return {key: value for key, value in settings.items() if value}

    def _defaults(self) -> dict[str, str]:
        settings = {
            "spark.app.name": self.name,
            "spark.master": self.master,
            "spark.ui.enabled": str(self.parameters.is_on("enable-spark-ui")).lower(),
            "spark.ui.showConsoleProgress": "false",
            "spark.sql.maxMetadataStringLength": "1000",  # the summary shows whole paths
        }
        return settings | (_ON_THIS_MACHINE if self._is_local() else {})

    def _of_parameters(self) -> dict[str, str]:
        settings = {f"spark.executorEnv.{key}": value for key, value in self.executor_environment().items()}
        if self.parameters.is_on("user-jars-first"):
            settings |= {"spark.driver.userClassPathFirst": "true", "spark.executor.userClassPathFirst": "true"}
        logs = self.parameters.values.get("spark-event-logs-path", "")
        if logs and self.parameters.is_on("enable-spark-ui"):
            settings |= {"spark.eventLog.enabled": "true", "spark.eventLog.dir": logs}
        return settings

    def driver_environment(self) -> Mapping[str, str]:
        """Return the variables that `--customer-driver-env-vars` sets."""
        return self._environment("customer-driver-env-vars")

    def executor_environment(self) -> Mapping[str, str]:
        """Return the variables that `--customer-executor-env-vars` sets."""
        return self._environment("customer-executor-env-vars")

    def _environment(self, parameter: str) -> dict[str, str]:
        pairs = (item.partition("=") for item in self.parameters.listed(parameter))
        return {key: value.strip('"') for key, _, value in pairs if key.startswith("CUSTOMER_")}

    def _is_local(self) -> bool:
        return self.parameters.conf.get("spark.master", self.master or "local").startswith("local")

    def _lists(self) -> dict[str, str]:
        brought = self.provisions
        listed = zip(_LISTS, (brought.jars, brought.files, brought.modules), strict=True)
        return {key: ",".join(str(path) for path in paths) for key, paths in listed}

    def _java_options(self) -> list[str]:
        levels = _VERBOSE_LOG if self.is_verbose else ()
        return [
            f"-Dlog4j2.configurationFile={_LOG_SETTINGS.as_uri()}",
            *(f"-Dlocalglue.log.{level}" for level in levels),
        ]


_ON_THIS_MACHINE = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.python.daemon.module": "etl.runtime.worker_daemon",
}
"""Whatever name and network the machine has: nothing else needs to reach a local run, and its workers have our code."""
