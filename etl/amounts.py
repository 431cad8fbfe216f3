"""Numbers of things, of bytes and of seconds, as people read them."""

from __future__ import annotations


def counted(number: int | None, noun: str) -> str:
    """Return a number of things in words; "" for None.

    Example:
        >>> counted(1, "table"), counted(2000, "table")
        ('1 table', '2,000 tables')
    """
    return "" if number is None else f"{number:,} {noun}{'' if number == 1 else 's'}"


def size_text(size: int | None) -> str:
    """Return a number of bytes as people read it; "" for None.

    Example:
        >>> size_text(1536)
        '1.5 KiB'
    """
    if size is None:
        return ""
    number, units = float(size), ["B", "KiB", "MiB", "GiB", "TiB"]
    while number >= 1024 and len(units) > 1:
        number, units = number / 1024, units[1:]
    return f"{number:.0f} B" if units[0] == "B" else f"{number:.1f} {units[0]}"


def duration_text(seconds: float) -> str:
    """Return a time span as people read it.

    Example:
        >>> duration_text(14.83), duration_text(75)
        ('14.8 s', '1 min 15 s')
    """
    minutes, rest = divmod(seconds, 60)
    return f"{int(minutes)} min {rest:.0f} s" if minutes else f"{rest:.1f} s"
