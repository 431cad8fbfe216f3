"""The options that Glue documents for files in folders, on S3 and elsewhere."""

from __future__ import annotations

from typing import Any

from etl.bookmarks.files import BAND
from etl.errors import OptionError
from etl.options import Option, flag, names, one_of, positive_number, text, whole_number
from etl.storage.globs import patterns
from etl.storage.upkeep import storage_classes


def compression(option: str, value: Any) -> str:
    """Return the name of a codec of Hadoop's; "" means that a file's name tells."""
    codec = one_of("", "none", "gzip", "bzip2", "snappy", "lz4", "deflate", "zstd")(option, value)
    return "" if codec == "none" else str(codec)


def given_paths(option: str, value: Any) -> list[str]:
    """Return the paths of a list, or of one text alone."""
    paths = names(option, value)
    if not all(path.strip() for path in paths):
        raise OptionError(option, value, "expected paths, and one of these is empty")
    return paths


def _of_a_table(option: str, value: Any) -> bool:
    """Return False; true is for a sink that knows the table."""
    if flag(option, value):
        table = "sink.setCatalogInfo(catalogDatabase=…, catalogTableName=…)"
        raise OptionError(option, value, f"say which table: {table}, or write_dynamic_frame.from_catalog")
    return False


ELSEWHERE = {
    "additional_options of from_catalog": (
        Option("catalogPartitionPredicate", "A condition that the catalog decides.", default="", convert=text),
    )
}
"""Options of other places that scripts give here."""

READ_OPTIONS = (
    Option("paths", "Files, folders and patterns to read.", convert=given_paths, aliases=("path",)),
    Option("recurse", "Read files in folders below the paths, too.", default=False, convert=flag),
    Option(
        "compressionType",
        "How files are compressed whose names do not tell.",
        default="",
        convert=compression,
    ),
    Option(
        "groupFiles",
        "Whether small files are read together: they are, unless this is none.",
        default="inpartition",
        convert=one_of("inPartition", "acrossPartition", "none"),
    ),
    Option("groupSize", "How many bytes of small files are read together.", default=0, convert=whole_number),
    Option("useS3ListImplementation", "How the bucket is listed.", convert=flag),
    Option(
        "maxBand",
        "The milliseconds before a run in which a listing may be incomplete: a job bookmark knows their files by name.",
        default=BAND,
        convert=whole_number,
    ),
    Option("maxFilesInBand", "How many files of maxBand a job bookmark knows; others wait.", convert=whole_number),
    Option("exclusions", "A JSON list of patterns of files to leave out.", default=(), convert=patterns),
    Option("excludeStorageClasses", "Storage classes of objects to leave out.", default=(), convert=storage_classes),
    Option(
        "boundedFiles", "How many files to read, the oldest first; a job bookmark goes on.", convert=positive_number
    ),
    Option("boundedSize", "How many bytes of files a run reads, the oldest first.", convert=positive_number),
    Option("isFailFast", "Whether a malformed record fails the job.", default=False, convert=flag),
)

WRITE_OPTIONS = (
    Option("path", "The folder to write to.", convert=text),
    Option("partitionKeys", "Columns whose values name folders.", default=(), convert=names),
    Option("compression", "How the files are compressed.", default="", convert=text, aliases=("compressionType",)),
    Option("useFrameName", "Write to a folder named like the frame below `path`.", default=False, convert=flag),
    Option("enableUpdateCatalog", "Update the table of the files.", default=False, convert=_of_a_table),
    Option("updateBehavior", "How enableUpdateCatalog changes a table.", convert=text),
)
