"""How a script ended."""

from __future__ import annotations

from dataclasses import dataclass

INTERRUPTED = 130
"""The exit code of a run that Ctrl-C ended."""


@dataclass(frozen=True)
class Ending:
    """How a script ended.

    Attributes:
        code: The exit code.
        failure: What to show of its failure, with the script's lines; "" if it ended itself.
        message: What went wrong, in a few words; "" if nothing did.
    """

    code: int = 0
    failure: str = ""
    message: str = ""
