"""What all transform classes share."""

from __future__ import annotations

from typing import Any

from pyspark.sql import DataFrame

from awsglue.transforms import _descriptions
from etl.errors import OptionError


class GlueTransform:
    """Base of the transforms: `Class.apply(...)` makes an object and calls it with the same arguments.

    What the describe functions return comes from the signature of `__call__` and from the docstring; Amazon's wording
    differs.
    """

    @classmethod
    def apply(cls, *args: Any, **kwargs: Any) -> Any:
        """Apply the transform.

        Raises:
            OptionError: A Spark DataFrame is given where a DynamicFrame is due.
        """
        for given in (*args, *kwargs.values()):
            if isinstance(given, DataFrame):
                raise OptionError(cls.name(), given, "expected a DynamicFrame; see DynamicFrame.fromDF")
        return cls()(*args, **kwargs)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Apply the transform: a subclass says how."""
        raise TypeError(f"{self.name()} is a transform that does not say what it does: it lacks __call__")

    @classmethod
    def name(cls) -> str:
        """Return the name of the class."""
        return cls.__name__

    @classmethod
    def describeArgs(cls) -> list[dict[str, Any]]:
        """Return name, type, description, optional and defaultValue of each argument."""
        return _descriptions.arguments(cls.__call__)

    @classmethod
    def describeReturn(cls) -> dict[str, str]:
        """Return type and description of the result."""
        return _descriptions.result(cls.__call__)

    @classmethod
    def describeTransform(cls) -> str:
        """Return what the transform does, in a sentence."""
        return _descriptions.summary(cls)

    @classmethod
    def describeErrors(cls) -> list[dict[str, str]]:
        """Return the errors that the transform raises by itself: none."""
        return []

    @classmethod
    def describe(cls) -> dict[str, Any]:
        """Return all of it in one dict."""
        return {
            "transform": {
                "name": cls.name(),
                "args": cls.describeArgs(),
                "returns": cls.describeReturn(),
                "description": cls.describeTransform(),
                "raises": cls.describeErrors(),
                "location": "internal",
            }
        }

    def __eq__(self, other: object) -> bool:
        return isinstance(other, self.__class__) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash(type(self))

    def __repr__(self) -> str:
        return f"<Transform: {self.name()}>"
