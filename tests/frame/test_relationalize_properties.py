"""Relationalize against the same in plain Python, and back: children joined to their parents are the records again."""

from collections import Counter
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.frame import relationalize, union

Record = dict[str, Any]
Tables = dict[str, list[Record]]

SCALARS = st.one_of(st.none(), st.integers(-5, 5))
NAMES = ("a", "b", "c d", "É")


def values(depth: int) -> st.SearchStrategy[st.SearchStrategy[Any]]:
    """Return a strategy of types, each of them a strategy of its values."""
    if not depth:
        return st.just(SCALARS)
    arrays = values(depth - 1).map(lambda value: st.one_of(st.none(), st.lists(value, max_size=3)))
    return st.one_of(arrays, arrays, structs(depth - 1), st.just(SCALARS))


def structs(depth: int) -> st.SearchStrategy[st.SearchStrategy[Record]]:
    """Return a strategy of structs, of which each value has the field `k` and lacks some others."""
    fields = st.dictionaries(st.sampled_from(NAMES), values(depth), min_size=1, max_size=3)
    return fields.map(lambda chosen: st.fixed_dictionaries({"k": st.integers(0, 9)}, optional=chosen))


RECORDS = structs(4).flatmap(lambda record: st.lists(record, min_size=2, max_size=6))


def tables_of(records: list[Record], root: str) -> Tables:
    """Return what relationalize makes of records, in plain Python."""
    tables: Tables = {root: []}
    keys: Counter[str] = Counter()

    def flat(struct: Record, prefix: str, row: Record) -> Record:
        for name, value in struct.items():
            if isinstance(value, dict):
                flat(value, f"{prefix}{name}.", row)
            else:
                row[prefix + name] = stored(value, prefix + name)
        return row

    def stored(value: Any, path: str) -> Any:
        if not isinstance(value, list):
            return value
        table = tables.setdefault(f"{root}_{path}", [])
        keys[path] += 1
        key = keys[path]
        for index, item in enumerate(value):
            row: Record = {"id": key, "index": index}
            table.append(row)
            if isinstance(item, dict):
                flat(item, f"{path}.val.", row)
            else:
                row[f"{path}.val"] = stored(item, f"{path}.val")
        return key

    for record in records:
        tables[root].append(flat(record, "", {}))
    return tables


def records_from(tables: Tables, root: str) -> list[Record]:
    """Return the records that the tables were made of: each key is replaced by the rows that bear it."""

    def value(path: str, key: Any) -> Any:
        if key is None or f"{root}_{path}" not in tables:
            return key
        rows = (row for row in tables[f"{root}_{path}"] if row["id"] == key)
        return [element(row, f"{path}.val") for row in sorted(rows, key=lambda row: row["index"])]

    def element(row: Record, path: str) -> Any:
        return value(path, row[path]) if path in row else struct(row, f"{path}.")

    def struct(row: Record, prefix: str) -> Record:
        made: Record = {}
        for path, held in row.items():
            if path.startswith(prefix) and path not in ("id", "index"):
                *parents, name = path.removeprefix(prefix).split(".")
                holder = made
                for parent in parents:
                    holder = holder.setdefault(parent, {})
                holder[name] = value(path, held)
        return made

    return [struct(row, "") for row in tables[root]]


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(RECORDS)
def test_tables_are_those_of_plain_python_and_joined_they_are_the_records(frame_of, records_of, records):
    half = len(records) // 2
    frame = union(frame_of(*records[:half]), frame_of(*records[half:]))
    tables = {name: records_of(table) for name, table in relationalize(frame, "root").items()}
    assert tables == tables_of(records, "root")
    assert records_from(tables, "root") == records
