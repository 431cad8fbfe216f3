import pytest

from etl.errors import OptionError
from etl.frame.paths import parse_path, show_path


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("name", ("name",)),
        ("a.b.c", ("a", "b", "c")),
        ("`a.b`.c", ("a.b", "c")),
        ("a.`b.c`", ("a", "b.c")),
        ("`.zip`", (".zip",)),
        ("list[].price", ("list", "[]", "price")),
        ("deep[][]", ("deep", "[]", "[]")),
        ("with blank ", ("with blank ",)),
        ("`bt``q`.`a.``b`", ("bt`q", "a.`b")),
        ("````", ("`",)),
    ],
)
def test_a_path_is_read_and_shown(text, path):
    assert parse_path(text) == path
    assert parse_path(show_path(path)) == path


@pytest.mark.parametrize("text", ["`open", None, 5])
def test_a_path_of_the_wrong_form_is_named(text):
    with pytest.raises(OptionError, match="path"):
        parse_path(text)
