"""XML: each element of one name is a record."""

from __future__ import annotations

from typing import Any

from etl.errors import OptionError
from etl.formats.attaching import ATTACH_OPTIONS
from etl.formats.contract import Input
from etl.formats.given_schema import given_schema
from etl.formats.partitioning import partitioned
from etl.formats.read_only import ReadOnlyFormat
from etl.formats.token_source import TokenSource
from etl.frame.frame import Frame
from etl.jvm.forms import XmlLayout, is_charset, xml_form
from etl.options import Option, Options, flag, text


def row_tag(option: str, value: Any) -> str:
    """Return the name of an element, which may be given in angle brackets; "" where there is none."""
    name = text(option, value).strip().removeprefix("<").removesuffix(">").strip()
    if any(character.isspace() or character in "<>/&\"'" for character in name):
        raise OptionError(option, value, "expected the name of the elements that are records")
    return name


def encoding(option: str, value: Any) -> str:
    """Return the name of an encoding that Java knows."""
    if not is_charset(text(option, value)):
        raise OptionError(option, value, "expected an encoding, as UTF-8, ISO-8859-1 or UTF-16")
    return str(value)


class XmlFormat(ReadOnlyFormat):
    """Texts of XML: attributes, elements and texts are fields, numbers have the narrowest type that holds them."""

    spark_format = "xml"
    read_options = (
        *ATTACH_OPTIONS,
        Option("rowTag", "The name of the elements that are records; it is needed.", default="", convert=row_tag),
        Option("encoding", "The encoding of files without a byte order mark.", default="UTF-8", convert=encoding),
        Option("excludeAttribute", "Whether attributes are left out.", default=False, convert=flag),
        Option("treatEmptyValuesAsNulls", "Whether blank values are nulls.", default=False, convert=flag),
        Option("attributePrefix", "What the names of attributes' fields begin with.", default="_", convert=text),
        Option("valueTag", "The field of a text beside attributes or elements.", default="_VALUE", convert=text),
        Option("ignoreSurroundingSpaces", "Whether white space around values is cut off.", default=False, convert=flag),
        Option("withSchema", "The fields, as JSON of gluetypes, so that they need not be found.", convert=given_schema),
    )

    def read(self, source: Input, options: Options) -> Frame:
        if not options["rowTag"]:
            raise OptionError(
                "rowTag",
                options["rowTag"],
                "format_options of xml must name the elements that are records, and a table of the catalog by its "
                "parameter rowTag, or additional_options",
            )
        records = TokenSource(source, xml_form(_layout(options)), schema=options["withSchema"])
        return Frame.from_source(partitioned(records, source.partitioning), stage=source.stage)


def _layout(options: Options) -> XmlLayout:
    return XmlLayout(
        row_tag=options["rowTag"],
        encoding=options["encoding"],
        attribute_prefix=None if options["excludeAttribute"] else options["attributePrefix"],
        value_tag=options["valueTag"],
        empty_is_null=options["treatEmptyValuesAsNulls"],
        trims=options["ignoreSurroundingSpaces"],
        schema=options["withSchema"],
    )


XML = XmlFormat()
