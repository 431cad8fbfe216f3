"""A sample of a frame's records, written aside to look at."""

from __future__ import annotations

from etl.formats.file_names import text_names
from etl.formats.json import record_lines
from etl.formats.saving import save
from etl.frame.frame import Frame
from etl.frame.stage import Stage
from etl.options import Option, Options, probability, read_options, whole_number

SPIGOT_OPTIONS = (
    Option("topk", "How many records to write, at most.", default=100, convert=whole_number),
    Option("prob", "How likely a record is to be taken.", default=1.0, convert=probability),
)


def spigot(frame: Frame, path: str, options: Options | None = None, *, stage: Stage | None = None) -> Frame:
    """Return `frame` as it is, and append a sample of its records, one JSON object a line, to a file below `path`.

    Args:
        frame: The records.
        path: A folder.
        options: `topk`, how many records at most (100), and `prob`, how likely each is to be taken (1).
        stage: The step of the job.

    Raises:
        OptionError: An option with a value that cannot be used.
    """
    wanted = read_options(SPIGOT_OPTIONS, options or {}, "Spigot's options")
    frame.check_thresholds()
    lines = record_lines(frame)
    taken = lines if wanted["prob"] == 1 else lines.sample(wanted["prob"])
    save(taken.limit(wanted["topk"]), "text", path, [], text_names({}))
    return frame.derive(lambda records: records, stage=stage or Stage())
