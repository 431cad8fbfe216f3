"""The project's own tests use the plugin that it ships."""

from __future__ import annotations

import os
import sys

_plugin = "etl.testing.plugin"
pytest_plugins = ["pytester"] if _plugin in sys.modules else ["pytester", _plugin]

os.environ["JDK_JAVA_OPTIONS"] = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""Many tests start a JVM that lives for seconds: the quick compiler only, and the collector that needs no threads."""
