from __future__ import annotations

import pytest

from etl.run_ids import attempt_of, first_run_id, next_run_id, previous_run_id, short_id


@pytest.mark.parametrize("first", ["jr_1", "my_attempt", "x_attempt_0", "a\nb"])
def test_an_identifier_tells_its_attempt(first: str) -> None:
    second = next_run_id(first)
    third = next_run_id(second)
    assert (second, third) == (f"{first}_attempt_1", f"{first}_attempt_2")
    assert [attempt_of(one) for one in (first, second, third)] == [0, 1, 2]
    assert [previous_run_id(one) for one in (first, second, third)] == [None, first, second]
    assert {first_run_id(one) for one in (first, second, third)} == {first}


def test_only_what_is_as_long_as_glues_is_made_short() -> None:
    assert short_id(f"jr_{'ab' * 32}_attempt_12") == "jr_abababab_attempt_12"
    assert short_id("jr_abababababababab") == "jr_abababababababab"
