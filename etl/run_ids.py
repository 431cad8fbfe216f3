"""Identifiers of runs, which tell their attempts: `jr_1` is the first one, `jr_1_attempt_1` the first retry."""

from __future__ import annotations

import re
from collections.abc import Sequence

_RETRY = re.compile(r"(.+)_attempt_([1-9]\d*)", re.DOTALL)
_OF_GLUE = re.compile(r"(jr_[0-9a-f]{8})[0-9a-f]{56}")


def attempt_of(run_id: str) -> int:
    """Return how many attempts came before this one.

    Example:
        >>> attempt_of("jr_1"), attempt_of("jr_1_attempt_2")
        (0, 2)
    """
    found = _RETRY.fullmatch(run_id)
    return int(found[2]) if found else 0


def first_run_id(run_id: str) -> str:
    """Return the identifier of the first attempt."""
    found = _RETRY.fullmatch(run_id)
    return found[1] if found else run_id


def previous_run_id(run_id: str) -> str | None:
    """Return the identifier of the attempt before this one; None for the first.

    Example:
        >>> previous_run_id("jr_1"), previous_run_id("jr_1_attempt_1"), previous_run_id("jr_1_attempt_2")
        (None, 'jr_1', 'jr_1_attempt_1')
    """
    attempt = attempt_of(run_id)
    return _run_id(first_run_id(run_id), attempt - 1) if attempt else None


def next_run_id(run_id: str) -> str:
    """Return the identifier of the attempt after this one."""
    return _run_id(first_run_id(run_id), attempt_of(run_id) + 1)


def short_id(run_id: str) -> str:
    """Return an identifier as people can read it, if it is long because Glue's are.

    Example:
        >>> short_id("jr_" + 8 * "01234567" + "_attempt_1"), short_id("monday")
        ('jr_01234567_attempt_1', 'monday')
    """
    found = _OF_GLUE.fullmatch(first_run_id(run_id))
    return _run_id(found[1], attempt_of(run_id)) if found else run_id


def abbreviated(beginning: str, ids: Sequence[str]) -> list[str]:
    """Return the identifiers that `beginning` stands for: itself, those of its attempt, or else of any.

    Example:
        >>> ids = ["jr_12", "jr_12_attempt_1"]
        >>> abbreviated("jr_1", ids), abbreviated("jr_1_attempt_1", ids)
        (['jr_12'], ['jr_12_attempt_1'])
    """
    if beginning in ids:
        return [beginning]
    first, attempt = first_run_id(beginning), attempt_of(beginning)
    same = [one for one in ids if one.startswith(first) and attempt_of(one) == attempt]
    return same or [one for one in ids if one.startswith(beginning)]


def _run_id(first: str, attempt: int) -> str:
    return f"{first}_attempt_{attempt}" if attempt else first
