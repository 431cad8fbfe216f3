"""What runs in Spark's Python workers for a filter: the user's predicate over the texts of records."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pandas as pd

from etl.frame.dynamic_record import DynamicRecord
from etl.frame.python_worker import KEEP, Failures, trace
from etl.frame.record_codec import decoder
from etl.frame.tally import TaskTally


def judge(
    f: Callable[[DynamicRecord], Any], time_zone: str, tally: TaskTally
) -> Callable[[pd.Series[str]], pd.Series[str]]:
    """Return the function for `pandas_udf` that gives the verdicts of the user's predicate `f`.

    A KeyError, ValueError or TypeError of `f` drops the record, as on Glue; any other error makes it an error record.
    """
    decode: Callable[[Sequence[str]], Iterator[DynamicRecord]] | None = None
    failures = Failures(tally)

    def verdict(record: DynamicRecord) -> str | None:
        try:
            return KEEP if f(record) else None
        except (KeyError, ValueError, TypeError):
            return None
        except Exception as error:  # noqa: BLE001  whatever the user's function raises
            failures.add()
            return json.dumps([str(error) or type(error).__name__, trace(error)])

    def verdicts(texts: pd.Series) -> pd.Series:  # Spark looks at these types
        nonlocal decode
        decode = decode or decoder(time_zone)
        return pd.Series([verdict(record) for record in decode(texts.tolist())], dtype=object)

    return verdicts
