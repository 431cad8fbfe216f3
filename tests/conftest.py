"""The project's own tests use the plugin that it ships."""

from __future__ import annotations

import sys

_plugin = "etl.testing.plugin"
pytest_plugins = ["pytester"] if _plugin in sys.modules else ["pytester", _plugin]
