"""What is to be read or written, as `getSource` and `getSink` collect it."""

from __future__ import annotations

import os.path
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from etl.frame import Stage


@dataclass
class Request:
    """A connection with its options, and the format of the data there.

    Attributes:
        connection_type: The name of the connection type, such as `s3`.
        options: The connection's options.
        format: The name of the format; None where the connection knows.
        format_options: The format's options.
        stage: The step of the job.
    """

    connection_type: str
    options: dict[str, Any]
    format: str | None = None
    format_options: dict[str, Any] = field(default_factory=dict)
    stage: Stage = field(default_factory=Stage)

    def set_format(self, name: str, options: Mapping[str, Any]) -> None:
        """Set format and options, in place of earlier ones."""
        self.format = name
        self.format_options = dict(options)

    def frame_name(self) -> str:
        """Return a name for the frame that is read: after its paths, or one that nothing else has."""
        paths = self.options.get("paths")
        if not paths:
            return str(uuid.uuid1()).replace("-", "_")
        listed = [paths] if isinstance(paths, str) else list(paths)
        common = os.path.commonprefix(listed)  # noqa: RUF071 - by character, as Glue names its frames
        return re.sub(r"[/.]", "", common.rpartition(":")[2])
