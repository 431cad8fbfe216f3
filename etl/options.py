"""Options of formats and connections: declared as data, then read from what a script gives."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from etl.errors import OptionError, UnsupportedFeatureError
from etl.notice import warn

Options = Mapping[str, Any]
"""Options by name, as a script gives them or as `read_options` returns them."""

Converter = Callable[[str, Any], Any]
"""From an option's name and the value given to the value meant; raises OptionError."""


def text(option: str, value: Any) -> str:
    """Return a text as it is."""
    if not isinstance(value, str):
        raise OptionError(option, value, "expected a text")
    return value


def flag(option: str, value: Any) -> bool:
    """Return True for true, "true" and "True", False for the same forms of false."""
    named = {"true": True, "false": False}
    if isinstance(value, bool):
        return value
    if not isinstance(value, str) or value.strip().lower() not in named:
        raise OptionError(option, value, "expected true or false")
    return named[value.strip().lower()]


def whole_number(option: str, value: Any) -> int:
    """Return a number that is not negative, given as a number or as its digits."""
    number = _whole(value)
    if number < 0:
        raise OptionError(option, value, "expected a whole number, 0 or more")
    return number


def positive_number(option: str, value: Any) -> int:
    """Return a whole number that is 1 or more, given as a number or as its digits."""
    number = _whole(value)
    if number < 1:
        raise OptionError(option, value, "expected a whole number, 1 or more")
    return number


def _whole(value: Any) -> int:
    try:
        return -1 if isinstance(value, bool | float) else int(value)
    except (TypeError, ValueError):
        return -1


def probability(option: str, value: Any) -> float:
    """Return a number from 0 to 1."""
    try:
        number = -1.0 if isinstance(value, bool) else float(value)
    except (TypeError, ValueError):
        number = -1.0
    if not 0 <= number <= 1:
        raise OptionError(option, value, "expected a number from 0 to 1")
    return number


def names(option: str, value: Any) -> list[str]:
    """Return a list of texts; one text alone is a list of one."""
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list | tuple) or not all(isinstance(item, str) for item in listed):
        raise OptionError(option, value, "expected a list of texts")
    return list(listed)


def one_of(*allowed: str) -> Converter:
    """Return a converter of one of a few words, whatever their case."""
    folded = [word.lower() for word in allowed]

    def convert(option: str, value: Any) -> str:
        if not isinstance(value, str) or value.lower() not in folded:
            raise OptionError(option, value, f"expected one of {', '.join(allowed)}")
        return value.lower()

    return convert


@dataclass(frozen=True)
class Option:
    """An option that Glue documents.

    Attributes:
        name: Its name in Glue.
        meaning: What it does, for messages and the documentation.
        default: Its value where none is given.
        convert: Reads a value that is given.
        aliases: Other spellings that Glue takes.
        unsupported: What to do instead, where local-glue lacks the option: only its default is accepted then.
        spark: The name of the option of Spark's that says the same.
    """

    name: str
    meaning: str
    default: Any = None
    convert: Converter = text
    aliases: tuple[str, ...] = ()
    unsupported: str = ""
    spark: str = ""

    def read(self, given: Options) -> Any:
        """Return the value among `given`, or the default."""
        spelling = next((name for name in (self.name, *self.aliases) if given.get(name) is not None), None)
        if spelling is None:
            return self.default
        value = self.convert(spelling, given[spelling])
        if self.unsupported and value != self.default:
            raise UnsupportedFeatureError(f"The option {spelling!r}", self.unsupported)
        return value


def read_options(
    declared: Sequence[Option], given: Options, place: str, elsewhere: Mapping[str, Sequence[Option]] | None = None
) -> Options:
    """Return the value of each declared option; what Glue does not know is ignored with a warning.

    Args:
        place: Where the options were given, for messages: "format_options of csv", say.
        elsewhere: Options of other places, by the place: the warning about a misplaced one says where it belongs.

    Raises:
        OptionError: A value that cannot be used.
        UnsupportedFeatureError: An option that local-glue lacks, with a value that matters.
    """
    if not isinstance(given, Mapping):
        raise OptionError(place, given, "expected a dict of options")
    for name in given:
        if name not in spellings(declared):
            warn(f"{place}: {name!r} is ignored{_why(str(name), declared, elsewhere or {})}")
    return {option.name: option.read(given) for option in declared}


def spark_options(declared: Sequence[Option], values: Options) -> dict[str, str]:
    """Return Spark's options that say the same as `values`."""
    named = {option.spark: values[option.name] for option in declared if option.spark}
    return {name: _as_text(value) for name, value in named.items() if value is not None}


def passed_on(names: Sequence[str], given: Options) -> dict[str, str]:
    """Return those of the options given that Spark itself is to have, as texts.

    Args:
        names: Their names; one that ends in a dot is what their names begin with.
        given: All options that a script gives.
    """
    if not names or not isinstance(given, Mapping):
        return {}
    beginnings = tuple(name for name in names if name.endswith("."))
    return {n: _as_text(v) for n, v in given.items() if n in names or str(n).startswith(beginnings)}


def _as_text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def spellings(declared: Iterable[Option]) -> set[str]:
    """Return the names of options, and their other spellings."""
    return {spelling for option in declared for spelling in (option.name, *option.aliases)}


def _why(name: str, declared: Sequence[Option], elsewhere: Mapping[str, Sequence[Option]]) -> str:
    for place, others in elsewhere.items():
        if name in spellings(others):
            return f": it belongs in {place}."
    folded = {spelling.lower(): spelling for spelling in spellings(declared)}
    near = difflib.get_close_matches(name.lower(), folded, n=1)
    return ", as AWS Glue does: it knows no such option." + (f" Did you mean {folded[near[0]]!r}?" if near else "")
