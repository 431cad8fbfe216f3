"""Options: what a script may give, and what is said of the rest."""

from __future__ import annotations

import pytest

from etl.errors import EtlWarning, OptionError, UnsupportedFeatureError
from etl.options import Option, flag, names, one_of, probability, read_options, whole_number

DECLARED = (
    Option("withHeader", "The first line names the columns.", default=False, convert=flag),
    Option("multiLine", "Values may hold line ends.", default=False, convert=flag, aliases=("multiline",)),
    Option("separator", "Between values.", default=","),
    Option("jsonPath", "Where the records are.", unsupported="Select the part with a mapping."),
)


def test_defaults_where_nothing_is_given() -> None:
    assert read_options(DECLARED, {}, "format_options of csv") == {
        "withHeader": False, "multiLine": False, "separator": ",", "jsonPath": None,
    }  # fmt: skip


@pytest.mark.parametrize("spelling", ["multiLine", "multiline"])
@pytest.mark.parametrize("value", [True, "true", "True", "TRUE "])
def test_spellings_of_true(spelling: str, value: object) -> None:
    assert read_options(DECLARED, {spelling: value}, "here")["multiLine"] is True


def test_none_means_not_given() -> None:
    assert read_options(DECLARED, {"separator": None}, "here")["separator"] == ","


def test_value_of_a_wrong_kind_names_option_and_value() -> None:
    with pytest.raises(OptionError, match="withHeader: cannot use 'yes'; expected true or false"):
        read_options(DECLARED, {"withHeader": "yes"}, "here")


def test_options_that_are_no_dict() -> None:
    with pytest.raises(OptionError, match="format_options of csv: cannot use 'x'"):
        read_options(DECLARED, "x", "format_options of csv")  # type: ignore[arg-type]


def test_unknown_option_is_ignored_with_a_warning_that_points_here() -> None:
    with pytest.warns(EtlWarning, match=r"format_options of csv: 'withheader' is ignored.*'withHeader'") as caught:
        assert read_options(DECLARED, {"withheader": True}, "format_options of csv")["withHeader"] is False
    assert caught[0].filename == __file__


def test_misplaced_option_is_told_so() -> None:
    elsewhere = {"connection_options": [Option("paths", "Where to read.")]}
    with pytest.warns(EtlWarning, match="'paths' is ignored: it belongs in connection_options"):
        read_options(DECLARED, {"paths": ["x"]}, "format_options of csv", elsewhere)


def test_known_option_that_is_not_built_says_what_to_do() -> None:
    with pytest.raises(UnsupportedFeatureError, match=r"'jsonPath' is not supported .* Select the part"):
        read_options(DECLARED, {"jsonPath": "$.a"}, "here")


@pytest.mark.parametrize("value", [-1, "x", 1.5, True, None])
def test_whole_number_refuses(value: object) -> None:
    with pytest.raises(OptionError):
        whole_number("n", value)


def test_numbers_may_be_texts() -> None:
    assert (whole_number("n", "12"), probability("p", "0.5")) == (12, 0.5)


@pytest.mark.parametrize("value", [1.5, -0.1, "x", True, None])
def test_probability_refuses(value: object) -> None:
    with pytest.raises(OptionError):
        probability("p", value)


def test_one_text_is_a_list_of_one() -> None:
    assert names("paths", "s3://b/k") == ["s3://b/k"]
    with pytest.raises(OptionError, match="expected a list of texts"):
        names("paths", [1])


def test_one_of_takes_any_case() -> None:
    assert one_of("gzip", "none")("compression", "GZIP") == "gzip"
    with pytest.raises(OptionError, match="expected one of gzip, none"):
        one_of("gzip", "none")("compression", "rar")
