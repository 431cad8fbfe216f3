"""How records are written in files: one class a format, found by its name."""

from __future__ import annotations

from etl.formats.contract import Format, Input
from etl.formats.registry import format_names, get_format, register_format
from etl.formats.saving import Output
from etl.formats.unsupported import UNSUPPORTED

__all__ = ["UNSUPPORTED", "Format", "Input", "Output", "format_names", "get_format", "register_format"]
