"""What of Spark's predicates can be asked of GetPartitions of AWS Glue without losing a partition.

Only texts are compared: of a number or a date it is not certain that Glue finds `01` where Spark reads 1.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.catalog.expressions.compiling import certain_value
from etl.catalog.expressions.keys import Key
from etl.catalog.expressions.nodes import All, Any, Comparison, Node
from etl.catalog.expressions.parsing import parse_what_is_known

_PLAIN_NAME = re.compile(r"[a-z_][a-z0-9_]*")
"""A key's name that needs no quotes, for which Glue has no sign."""

_LONGEST = 2048
"""How many characters an expression may have."""


def pushed_expression(predicates: Sequence[str], keys: Sequence[Key]) -> str:
    """Return an expression that holds for every partition for which predicates of Spark SQL all hold.

    It is empty where nothing is certain.

    Example:
        >>> pushed_expression(["day = '7' AND length(hour) = 2"], [Key("day", "string"), Key("hour", "string")])
        "day = '7'"
    """
    texts = {key.name: key for key in keys if key.is_text and _PLAIN_NAME.fullmatch(key.name)}
    found = ""
    for part in _conjuncts([parse_what_is_known(predicate) for predicate in predicates]):
        more = _written(part, texts)
        longer = f"{found} AND {more}" if found else more
        if more and len(longer) <= _LONGEST:
            found = longer
    return found


def _conjuncts(nodes: Sequence[Node]) -> list[Node]:
    return [part for node in nodes for part in (_conjuncts(node.parts) if isinstance(node, All) else [node])]


def _written(node: Node, keys: dict[str, Key]) -> str:
    """Return a condition that holds where a node does; empty if that is not certain of any."""
    match node:
        case All(parts):
            return " AND ".join(filter(None, (_written(part, keys) for part in parts)))
        case Any(parts):
            written = [_written(part, keys) for part in parts]
            return f"({' OR '.join(written)})" if all(written) else ""
        case Comparison(key, operator, literal) if key in keys and operator != "LIKE":
            value = certain_value(keys[key], operator, literal)
            if isinstance(value, str) and value.isascii() and value.isprintable() and "'" not in value:
                return f"{key} {operator} '{value}'"
    return ""
