"""What a command changes in a catalog, one thing after the other, as it is told to people and to programs."""

from __future__ import annotations

from dataclasses import dataclass

from etl.amounts import counted

CREATE, CHANGE, LEAVE, SKIP, DROP = "create", "change", "leave", "skip", "drop"


@dataclass(frozen=True)
class Step:
    """One thing that is done, or would be.

    Attributes:
        action: `create`, `change` or `drop`; `leave` for what is so already, `skip` for what cannot be had.
        kind: `database`, `table`, `partition`, `function` or `connection`.
        name: What it is done to, with its database; of partitions that are counted only, the table.
        count: How many; 0 for the one that `name` is.
        note: What there is to know about it.
    """

    action: str
    kind: str
    name: str
    count: int = 0
    note: str = ""

    def __str__(self) -> str:
        what = f"{counted(self.count, self.kind)} of" if self.count else self.kind
        return f"{self.action} {what} {self.name}{f' ({self.note})' if self.note else ''}"
