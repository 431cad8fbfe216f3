"""How commands tell what they have found or done: in lines for people, or as JSON for programs."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Any

from etl.cli.settings_flags import add_settings

if TYPE_CHECKING:
    from etl.told import Told


def add_action(actions: Any, name: str, promise: str, *, is_optional: bool = False) -> argparse.ArgumentParser:
    """Add an action to a command, with the flags that all actions have.

    Args:
        actions: The actions of the command.
        name: The action's name.
        promise: What it does.
        is_optional: Whether the command can do without an action; then flags may stand before it, too.
    """
    action: argparse.ArgumentParser = actions.add_parser(
        name,
        help=promise,
        description=f"{promise[0].upper()}{promise[1:]}.",
        allow_abbrev=False,
        argument_default=argparse.SUPPRESS if is_optional else None,
    )
    add_output(action)
    add_settings(action)
    return action


def add_output(parser: argparse.ArgumentParser) -> None:
    """Add the flag for the way of telling."""
    default = parser.argument_default or "text"
    parser.add_argument("--output", choices=["text", "json"], default=default, help="how it is told")


def print_told(told: Told, output: str) -> None:
    """Print what a command tells; `output` is `text` or `json`."""
    if output == "json":
        print(json.dumps(told.data(), indent=2, ensure_ascii=False, default=datetime.isoformat))  # noqa: T201
        return
    for line in told.lines:
        print(line, flush=True)  # noqa: T201


def tell_warning(message: Warning | str, *_: Any, **__: Any) -> None:
    """Print a warning as a command does, which has no line of the user's to point at: for `warnings.showwarning`."""
    print(f"etl: {message}", file=sys.stderr)  # noqa: T201
