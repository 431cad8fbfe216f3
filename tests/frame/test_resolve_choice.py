import pytest

from etl.errors import EtlWarning, OptionError, UnknownNameError
from etl.frame import resolve_choice
from etl.frame.types import DATE, STRING, Array, Field, Struct

MIXED = [{"v": 1}, {"v": "7"}, {"v": "x"}, {"v": None}, {}]


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("cast:int", [{"v": 1}, {"v": 7}, {"v": None}, {"v": None}, {}]),
        ("cast:string", [{"v": "1"}, {"v": "7"}, {"v": "x"}, {"v": None}, {}]),
        ("project:string", [{"v": None}, {"v": "7"}, {"v": "x"}, {"v": None}, {}]),
        ("project:long", [{"v": 1}, {"v": None}, {"v": None}, {"v": None}, {}]),
        ("make_cols", [{"v_int": 1}, {"v_string": "7"}, {"v_string": "x"}, {}, {}]),
        ("make_struct", [{"v": {"int": 1}}, {"v": {"string": "7"}}, {"v": {"string": "x"}}, {"v": None}, {}]),
    ],
)
def test_actions_in_both_forms(frame_of, records_of, action, expected):
    frame = frame_of(*MIXED)
    assert records_of(resolve_choice(frame, choice=action)) == expected
    assert records_of(resolve_choice(frame, specs=[("v", action)])) == expected


def test_choices_in_structs_and_arrays(frame_of, records_of):
    frame = frame_of({"s": {"v": 1}, "l": [{"p": 1}, {"p": "2"}, 5]}, {"s": {"v": "a"}})
    resolved = resolve_choice(frame, specs=[("s.v", "cast:string"), ("l[].p", "cast:int")])
    assert records_of(resolved) == [{"s": {"v": "1"}, "l": [{"p": 1}, {"p": 2}, 5]}, {"s": {"v": "a"}}]


def test_nested_values_become_json_text(frame_of, records_of):
    frame = frame_of({"v": {"p": [1, None]}}, {"v": 5})
    assert records_of(resolve_choice(frame, choice="cast:string")) == [{"v": '{"p":[1,null]}'}, {"v": "5"}]


def test_choice_leaves_other_fields_alone_and_specs_cast_them(frame_of, records_of):
    frame = frame_of({"n": 1})
    assert records_of(resolve_choice(frame, choice="cast:string")) == [{"n": 1}]
    assert records_of(resolve_choice(frame, specs=[("n", "cast:string")])) == [{"n": "1"}]


def test_match_catalog_casts_choices_to_the_columns_of_a_table(frame_of, records_of):
    table = Struct((Field("V", STRING), Field("l", Array(STRING)), Field("other", DATE)))
    frame = frame_of({"v": 1, "l": [1, "b"], "w": 1}, {"v": "a", "w": "x"})
    resolved = resolve_choice(frame, choice="MATCH_CATALOG", catalog_schema=table)
    assert records_of(resolved) == [{"v": "1", "l": ["1", "b"], "w": 1}, {"v": "a", "w": "x"}]


def test_a_bare_type_projects_to_the_alternative_of_its_kind(frame_of, records_of):
    frame = frame_of({"v": 1}, {"v": [1]}, {"v": {"x": 2}})
    assert records_of(resolve_choice(frame, choice="project:struct"))[2] == {"v": {"x": 2}}
    assert records_of(resolve_choice(frame, specs=[("v", "project:array")]))[1] == {"v": [1]}
    with pytest.raises(OptionError, match=r"of v: cannot use 'project:map'; expected one of .*array.*"):
        resolve_choice(frame, choice="project:map").schema  # noqa: B018


def test_a_projection_that_drops_everything_is_told(frame_of, records_of):
    with pytest.warns(EtlWarning, match=r"project:date drops every value of v: int, string; cast:date converts"):
        assert records_of(resolve_choice(frame_of(*MIXED), choice="project:date"))[:2] == [{"v": None}, {"v": None}]


def test_columns_that_come_to_have_one_name_are_refused(frame_of):
    frame = frame_of({"v": 1, "v_int": "other"}, {"v": "a", "s": {"v": 1, "v_int": 2}}, {"s": {"v": "b"}})
    for specs in ([("v", "make_cols")], [("s.v", "make_cols")]):
        with pytest.raises(OptionError, match=r"resolveChoice: field.*v_int.*rename one"):
            resolve_choice(frame, specs=specs).schema  # noqa: B018


def test_wrong_arguments(frame_of):
    frame = frame_of({"a": 1})
    for arguments in ({}, {"specs": [("a", "cast:int")], "choice": "cast:int"}, {"choice": "cast"}, {"specs": ["a"]}):
        with pytest.raises(OptionError, match="resolveChoice"):
            resolve_choice(frame, **arguments)
    with pytest.raises(UnknownNameError, match="Did you mean 'make_cols'"):
        resolve_choice(frame, choice="make_col")
    with pytest.warns(EtlWarning, match="no field 'b'"):
        resolve_choice(frame, specs=[("b", "cast:int")]).schema  # noqa: B018
