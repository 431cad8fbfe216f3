"""Secrets in texts that are shown or kept: how they are told from other texts, and what stands in their place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from etl.secret_addresses import masked_address

HIDDEN = "***"
"""What stands in the place of a secret."""

_WORD = re.compile(r"[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*")
_TELLING = re.compile(
    r"(db|user)?pass|pwd?|pw|auth|authorization|signature|.*(password|passwd|passphrase|credential).*|.*(secret|token)s?\d*"
)
_HARMLESS_KEYS = (
    "", "business", "foreign", "group", "hash", "join", "merge", "natural", "object", "partition", "primary", "public",
    "range", "s3", "sort", "surrogate", "unique",
)  # fmt: skip
"""What may stand before `key`, so that it opens nothing; `key` alone is mostly that of an object."""

_REFERENCES = re.compile(r".*\b(arn|kms|url|secrets? (id|name))\b.*")
"""In words: names of what leads to a secret that is kept elsewhere."""

_IN_ADDRESS = re.compile(r"(://[^:/?@\s]*:|:thin:[^/@\s]+/|https?://)([^/?;:\s]+)(?=@)", re.IGNORECASE)
"""A password between a user and a host, or a token in the place of both."""

_BEARER = re.compile(r"(\b(?:bearer|basic)\s+)[\w.~+/=-]{8,}", re.IGNORECASE)
"""A token as HTTP has it."""

_IS_ADDRESS = re.compile(r"\S*(://|:thin:)\S*")
"""A text that is nothing but an address."""

_NAME = re.compile(r"""(?<![\w.-])([\w.-]++)["']?\s*[=:]\s*""")
"""A name that a value follows."""

_VALUE = re.compile(r"""(\{[^{}]*\})|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|((?:(?!,\s*[\w.-]+=)[^\s&;"'])+)""")
"""A value in quotes or without, up to what must be the next one."""

_LONG = 8
"""From how many characters on a secret is recognized in the middle of a word, too."""


def names_secret(name: str) -> bool:
    """Return whether the value of that name is a secret: a password, a token, a key; what refers to one is none.

    Example:
        >>> names_secret("db_password"), names_secret("fs.s3a.secret.key"), names_secret("apiKey")
        (True, True, True)
        >>> names_secret("SECRET_ID"), names_secret("partition_key"), names_secret("max_records")
        (False, False, False)
    """
    words = [word.lower() for word in _WORD.findall(name)]
    if _REFERENCES.fullmatch(" ".join(words)):
        return False
    return any(map(_TELLING.fullmatch, words)) or any(map(_is_key, words, ["", *words]))


def masked(text: str) -> str:
    """Return a text with `***` in the place of the secrets that addresses, and values after their names, show.

    Example:
        >>> masked("jdbc:mysql://h/d?user=u&password=p")
        'jdbc:mysql://h/d?user=u&password=***'
        >>> masked("mongodb://u:p@h:27017/d")
        'mongodb://u:***@h:27017/d'
    """
    if _IS_ADDRESS.fullmatch(text):
        return masked_address(text)
    return _IN_ADDRESS.sub(rf"\1{HIDDEN}", _without_values(_BEARER.sub(rf"\1{HIDDEN}", text)))


class Secrets:
    """Secrets that are known, for texts in which nothing but their values gives them away.

    Args:
        values: The secrets.
    """

    def __init__(self, values: Iterable[str]) -> None:
        forms = {form for value in values if value.strip() for form in _forms(value)}
        self._values = sorted(forms, key=len, reverse=True)

    @classmethod
    def among(cls, named: Mapping[str, str]) -> Secrets:
        """Return the secrets among values by name, and those that the other values hold."""
        return cls(secret for name, value in named.items() for secret in _secrets(name, value))

    def masked(self, text: str) -> str:
        """Return a text with `***` in the place of these secrets, and of those that `masked` finds."""
        for value in self._values:
            pattern = re.escape(value) if len(value) >= _LONG else rf"(?<!\w){re.escape(value)}(?!\w)"
            text = re.sub(pattern, HIDDEN, text)
        return masked(text)


def _forms(value: str) -> set[str]:
    """Return the forms in which a secret may stand in a message."""
    return {value, unquote(value), _read(value), repr(value)[1:-1], json.dumps(value)[1:-1]}


def _read(value: str) -> str:
    """Return what a part of a text of JSON stands for; what is none, as it is."""
    try:
        return str(json.loads(f'"{value}"'))
    except ValueError:
        return value


def _is_key(word: str, before: str) -> bool:
    if word == "key":
        return before not in _HARMLESS_KEYS
    return word.endswith("key") and word.removesuffix("key") not in _HARMLESS_KEYS


def _without_values(text: str) -> str:
    parts, end = [], 0
    for start, stop in _named_values(text):
        parts += [text[end:start], HIDDEN]
        end = stop
    return "".join([*parts, text[end:]])


def _named_values(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the values are in a text that stand after the name of a secret."""
    end = 0
    for name in _NAME.finditer(text):
        value = _VALUE.match(text, name.end())
        if value is not None and name.start() >= end and names_secret(name[1]):
            start, end = value.span(value.lastindex or 0)
            yield start, end


def _secrets(name: str, value: str) -> Iterator[str]:
    if names_secret(name):
        yield value
    yield from (found[2] for found in _IN_ADDRESS.finditer(value))
    yield from (value[start:end] for start, end in _named_values(value))
