"""Transforms of dates."""

from __future__ import annotations

from awsgluedi._transform import UnsupportedTransform


class MonthName(UnsupportedTransform):
    """Add the name of the month of a date."""

    way_out = "Use Spark's own: date_format(column, 'MMMM')."
