"""Transforms that are not built."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from awsglue.transforms.transform import GlueTransform
from etl.errors import UnsupportedFeatureError


class UnsupportedTransform(GlueTransform):
    """Base of transforms that are not built: scripts can import them, and a call raises an error that names it.

    Attributes:
        way_out: What to do instead.
    """

    way_out: ClassVar[str] = ""

    @classmethod
    def apply(cls, *args: Any, **kwargs: Any) -> NoReturn:
        """Raise the error."""
        package = cls.__module__.partition(".")[0]
        raise UnsupportedFeatureError(f"The transform {cls.name()} of {package}", cls.way_out)

    def __call__(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Raise the error."""
        self.apply()
