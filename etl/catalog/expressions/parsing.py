"""From the text of a condition to its tree.

The grammar is that of a WHERE clause, as Glue's GetPartitions takes it:
https://docs.aws.amazon.com/glue/latest/webapi/API_GetPartitions.html
"""

from __future__ import annotations

from etl.catalog.errors import InvalidInputException
from etl.catalog.expressions.nodes import All, Any, Comparison, IsNull, Literal, Maybe, Node, Not
from etl.catalog.expressions.tokens import Token, tokens_of

_OPERATORS = {"=": "=", "==": "=", "<>": "<>", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_MIRRORED = {"=": "=", "<>": "<>", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_TYPED = ("DATE", "TIMESTAMP")
_WORDS = ("AND", "OR", "NOT", "IN", "BETWEEN", "LIKE", "IS", "NULL", "TRUE", "FALSE")
_UNREADABLE_WORDS = ("CASE", "SELECT", "EXISTS", "->")
"""Words behind which `AND` may mean something else."""

_UNREADABLE_SIGNS = ("--", "/*", "\\")
"""What may make other words of those that follow: comments, and a backslash, behind which a quote may end no text."""


def parse(text: str) -> Node:
    """Return the tree of a condition.

    Raises:
        InvalidInputException: It is none; the message shows the place.
    """
    return _Parser(text, tolerant=False).whole()


def parse_what_is_known(text: str) -> Node:
    """Return the tree of a condition of Spark SQL, with a `Maybe` for every part that is beyond this grammar."""
    if any(sign in text for sign in _UNREADABLE_SIGNS):
        return Maybe()
    if any(token.is_word(*_UNREADABLE_WORDS) for token in tokens_of(text)):
        return Maybe()
    try:
        return _Parser(text, tolerant=True).whole()
    except InvalidInputException:
        return Maybe()


def problem(text: str, place: int, expected: str) -> InvalidInputException:
    """Return the error for a place of a condition."""
    return InvalidInputException(f"The expression cannot be read: {expected}\n  {text}\n  {' ' * place}^")


class _Parser:
    """Reads a condition from left to right."""

    def __init__(self, text: str, *, tolerant: bool) -> None:
        self._text = text
        self._tokens = tokens_of(text)
        self._at = 0
        self._tolerant = tolerant

    def whole(self) -> Node:
        node = self._any()
        if self._token.kind != "end":
            raise self._problem("expected AND, OR or the end")
        return node

    def _any(self) -> Node:
        parts = [self._all()]
        while self._accept("OR"):
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else Any(tuple(parts))

    def _all(self) -> Node:
        parts = [self._negated()]
        while self._accept("AND"):
            parts.append(self._negated())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _negated(self) -> Node:
        if self._accept("NOT"):
            return Not(self._negated())
        return self._known_or_maybe() if self._tolerant else self._predicate()

    def _known_or_maybe(self) -> Node:
        start = self._at
        try:
            node = self._predicate()
            if self._ends_here():
                return node
        except InvalidInputException:
            pass
        self._at = start
        self._skip()
        return Maybe()

    def _ends_here(self) -> bool:
        return self._token.kind == "end" or self._token.is_word("AND", "OR", ")")

    def _skip(self) -> None:
        """Pass over a predicate that is not understood, parentheses and all."""
        depth, ranges, start = 0, 0, self._at
        while self._token.kind != "end" and (depth or not self._ends_here() or (ranges and self._token.is_word("AND"))):
            depth += self._token.is_word("(") - self._token.is_word(")")
            if not depth:
                ranges += self._token.is_word("BETWEEN") - self._token.is_word("AND")
            self._at += 1
        if self._at == start:
            raise self._problem("expected a condition")

    def _predicate(self) -> Node:
        if self._accept("("):
            node = self._any()
            self._expect(")")
            return node
        if self._token.kind == "name" and not self._token.is_word(*_WORDS) and not self._is_typed():
            return self._of_key()
        literal = self._literal()
        operator = self._operator()
        place, key = self._key()
        return Comparison(key, _MIRRORED[operator], literal, place)

    def _of_key(self) -> Node:
        place, key = self._key()
        if self._accept("IS"):
            is_not = self._accept("NOT")
            self._expect("NULL")
            return Not(IsNull(key, place)) if is_not else IsNull(key, place)
        is_not = self._accept("NOT")
        node = self._range(key, place) or self._list(key, place) or self._like(key, place)
        if node is not None:
            return Not(node) if is_not else node
        if is_not:
            raise self._problem("expected IN, BETWEEN or LIKE")
        return Comparison(key, self._operator(), self._literal(), place)

    def _range(self, key: str, place: int) -> Node | None:
        if not self._accept("BETWEEN"):
            return None
        low = Comparison(key, ">=", self._literal(), place)
        self._expect("AND")
        return All((low, Comparison(key, "<=", self._literal(), place)))

    def _list(self, key: str, place: int) -> Node | None:
        if not self._accept("IN"):
            return None
        self._expect("(")
        parts: list[Node] = [Comparison(key, "=", self._literal(), place)]
        while self._accept(","):
            parts.append(Comparison(key, "=", self._literal(), place))
        self._expect(")")
        return Any(tuple(parts))

    def _like(self, key: str, place: int) -> Node | None:
        return Comparison(key, "LIKE", self._literal(), place) if self._accept("LIKE") else None

    def _key(self) -> tuple[int, str]:
        token = self._next("name", "the name of a partition key")
        while self._accept("."):
            token = self._next("name", "the name of a partition key")
        return token.place, token.value.lower()

    def _operator(self) -> str:
        token = self._token
        if token.text not in _OPERATORS:
            raise self._problem("expected a comparison, IN, BETWEEN, LIKE or IS NULL")
        self._at += 1
        return _OPERATORS[token.text]

    def _literal(self) -> Literal:
        start = self._token.place
        if self._is_typed():
            kind = self._token.text.lower()
            self._at += 1
            token = self._next("string", "a text in quotes")
            return Literal(kind, token.value, token.text, start)
        sign = "-" if self._accept("-") else ""
        if sign or self._token.kind == "number":
            token = self._next("number", "a number")
            return Literal("number", sign + token.text, token.text, start)
        token = self._next("string", "a value: a text in quotes, or a number")
        return Literal("string", token.value, token.text, start)

    def _is_typed(self) -> bool:
        """Return whether a value of a named type stands here; elsewhere `date` is a key of that name."""
        return self._token.is_word(*_TYPED) and self._tokens[self._at + 1].kind == "string"

    @property
    def _token(self) -> Token:
        return self._tokens[self._at]

    def _next(self, kind: str, expected: str) -> Token:
        token = self._token
        if token.kind != kind:
            raise self._problem(f"expected {expected}")
        self._at += 1
        return token

    def _accept(self, word: str) -> bool:
        found = self._token.is_word(word)
        self._at += found
        return found

    def _expect(self, word: str) -> None:
        if not self._accept(word):
            raise self._problem(f"expected {word}")

    def _problem(self, expected: str) -> InvalidInputException:
        return problem(self._text, self._token.place, expected)
