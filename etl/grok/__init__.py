"""Grok: patterns of lines, whose named parts are fields."""

from etl.grok.pattern import GrokPattern

__all__ = ["GrokPattern"]
