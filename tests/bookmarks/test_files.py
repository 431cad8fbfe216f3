"""Which files a run reads; times are seconds, and the band is 100 of them."""

from __future__ import annotations

import pytest

from etl.bookmarks.files import FilesRead, FilesReading, Limits
from etl.errors import EtlWarning
from etl.storage.listing import FileInfo

BAND = Limits(band=100_000)


def files(**times: int) -> list[FileInfo]:
    """Files of three bytes by name, with the times of their last changes."""
    return [FileInfo(f"s3://b/{name}", 3, time * 1000) for name, time in times.items()]


def run(read: FilesRead, listed: list[FileInfo], now: int, limits: Limits = BAND) -> tuple[list[str], FilesRead]:
    """The names of what a run reads, and what is read afterwards, having gone through a bookmark's JSON."""
    reading = FilesReading(read)
    chosen = reading.choose(listed, limits, now * 1000)
    return [file.path.rpartition("/")[2] for file in chosen], FilesRead.from_state(reading.after().to_state())


def test_the_first_run_reads_all_and_the_second_what_is_new() -> None:
    names, read = run(FilesRead(), files(a=10, b=950), 1000)
    assert names == ["a", "b"]
    names, read = run(read, files(a=10, b=950, c=1005), 1010)
    assert names == ["c"]
    assert run(read, files(a=10, b=950, c=1005), 1020)[0] == []


def test_a_file_that_appears_late_in_the_band_is_read_once() -> None:
    _, read = run(FilesRead(), files(b=950), 1000)
    names, read = run(read, files(a=920, b=950), 1050)
    assert names == ["a"]
    assert run(read, files(a=920, b=950), 1060)[0] == []


def test_a_file_that_appears_later_than_the_band_is_not_read() -> None:
    _, read = run(FilesRead(), files(a=850, b=950), 1000)
    assert run(read, files(a=850, b=950, late=880), 1010)[0] == []


@pytest.mark.parametrize("changed", [FileInfo("s3://b/a", 3, 960_000), FileInfo("s3://b/a", 4, 950_000)])
def test_an_overwritten_file_is_read_again(changed: FileInfo) -> None:
    _, read = run(FilesRead(), files(a=950), 1000)
    names, read = run(read, [changed], 1010)
    assert names == ["a"]
    assert run(read, [changed], 1020)[0] == []


def test_files_outside_of_the_band_are_not_remembered_by_name() -> None:
    listed = files(**{f"old{n}": n for n in range(1000)}, new=1950)
    _, read = run(FilesRead(), listed, 2000)
    assert list(read.later) == ["s3://b/new"]
    assert read.up_to == 1_900_000


def test_a_long_pause_forgets_nothing_that_came_in_it() -> None:
    _, read = run(FilesRead(), files(a=10), 1000)
    assert run(read, files(a=10, b=700, c=1001), 9000)[0] == ["b", "c"]


def test_a_file_is_known_whatever_scheme_of_s3_its_path_has() -> None:
    _, read = run(FilesRead(), [FileInfo("s3a://b/a", 3, 950_000)], 1000)
    assert run(read, [FileInfo("s3://b/a", 3, 950_000), FileInfo("s3n://b/b", 3, 950_000)], 1010)[0] == ["b"]


def test_files_of_one_time_are_told_from_each_other() -> None:
    _, read = run(FilesRead(), files(a=950), 1000)
    assert run(read, files(a=950, b=950), 1010)[0] == ["b"]


def test_bounded_files_are_the_oldest_and_the_next_run_goes_on() -> None:
    listed, limits = files(d=40, c=30, b=20, a=10, e=990), Limits(band=100_000, files=2)
    names, read = run(FilesRead(), listed, 1000, limits)
    assert names == ["b", "a"]
    names, read = run(read, listed, 1010, limits)
    assert names == ["d", "c"]
    names, read = run(read, listed, 1020, limits)
    assert names == ["e"]
    assert run(read, listed, 1030, limits)[0] == []


def test_a_bound_among_files_of_one_time_loses_none() -> None:
    listed, limits = files(a=10, b=10, c=10), Limits(band=100_000, files=2)
    names, read = run(FilesRead(), listed, 1000, limits)
    assert names == ["a", "b"]
    assert run(read, listed, 1010, limits)[0] == ["c"]


@pytest.mark.parametrize(
    ("size", "names"), [(1, ["a"]), (3, ["a"]), (5, ["a"]), (6, ["a", "b"]), (99, ["a", "b", "c"])]
)
def test_bounded_size_stops_before_the_file_that_is_too_much_but_reads_one(size: int, names: list[str]) -> None:
    assert run(FilesRead(), files(a=1, b=2, c=3), 1000, Limits(size=size))[0] == names


def test_files_in_band_are_capped_and_the_rest_waits() -> None:
    listed, limits = files(old=10, a=910, b=920, c=930), Limits(band=100_000, files_in_band=2)
    names, read = run(FilesRead(), listed, 1000, limits)
    assert names == ["old", "a", "b"]
    assert len(read.later) == 2
    names, read = run(read, listed, 1005, limits)
    assert names == ["c"]
    assert run(read, listed, 1010, limits)[0] == []


def test_a_file_from_the_future_is_read_once() -> None:
    names, read = run(FilesRead(), files(a=9000, b=950), 1000)
    assert names == ["a", "b"]
    assert run(read, files(a=9000, b=950, c=1001), 1010)[0] == ["c"]


def test_a_clock_that_was_ahead_hides_no_file() -> None:
    """The run thought that it was 9000; in truth it was 1000."""
    _, read = run(FilesRead(), files(a=950), 9000)
    with pytest.warns(EtlWarning, match="The clock has gone back by 2:11:40"):
        assert run(read, files(a=950, b=1020), 1100)[0] == ["b"]


def test_a_clock_that_goes_back_within_the_band_changes_nothing() -> None:
    _, read = run(FilesRead(), files(a=850, b=950), 1000)
    assert run(read, files(a=850, b=950, c=960), 950)[0] == ["c"]


def test_a_clock_that_goes_back_further_has_files_read_again_rather_than_lost() -> None:
    _, read = run(FilesRead(), files(a=450, b=4850, c=4950), 5000)
    with pytest.warns(EtlWarning, match="since 1970-01-01T00:06:40.000Z are read, those among them"):
        names, read = run(read, files(a=450, b=4850, c=4950, new=480), 500)
    assert names == ["a", "b", "new"]
    assert run(read, files(a=450, b=4850, c=4950, new=480, newer=505), 510)[0] == ["newer"]


def test_a_clock_that_goes_back_step_by_step_hides_no_file() -> None:
    _, read = run(FilesRead(), files(a=900), 1000)
    _, read = run(read, files(a=900), 920)
    with pytest.warns(EtlWarning, match="The clock has gone back by 0:02:40"):
        assert "new" in run(read, files(a=900, new=839), 840)[0]


def test_a_clock_that_goes_back_behind_a_shorter_band_hides_no_file() -> None:
    _, read = run(FilesRead(), files(a=999), 1000, Limits(band=0))
    with pytest.warns(EtlWarning, match="The clock has gone back by 0:00:50"):
        assert "new" in run(read, files(a=999, new=949), 950)[0]


@pytest.mark.parametrize("band", [0, 1, 500])
def test_without_a_band_files_of_the_last_second_are_told_from_each_other(band: int) -> None:
    """S3 tells times in whole seconds."""
    _, read = run(FilesRead(), files(a=1000), 1000, Limits(band=band))
    names, read = run(read, files(a=1000, b=1000), 1001, Limits(band=band))
    assert names == ["b"]
    assert run(read, files(a=1000, b=1000), 1010, Limits(band=band))[0] == []


def test_what_came_in_between_two_runs() -> None:
    _, first = run(FilesRead(), files(a=10, b=950), 1000)
    _, second = run(first, files(a=10, b=950, c=1100, d=1900), 2000)
    listed = files(a=10, b=950, c=1100, d=1900, e=1910, f=2500)
    chosen = FilesReading(first, second).choose(listed, BAND, 3_000_000)
    assert [file.path[-1] for file in chosen] == ["c", "d"]


def test_two_places_of_one_step_have_one_bookmark_that_loses_and_doubles_nothing() -> None:
    old, new = files(a=10), files(b=800)
    reading = FilesReading(FilesRead())
    assert reading.choose(old, BAND, 1_000_000) == old
    assert reading.choose(new, BAND, 1_001_000) == new
    again = FilesReading(reading.after())
    assert again.choose([*old, *new, *files(c=950)], BAND, 1_010_000) == files(c=950)


def test_a_run_that_lists_nothing_forgets_nothing() -> None:
    _, read = run(FilesRead(), files(a=950), 1000)
    names, after = run(read, [], 1010)
    assert names == []
    assert run(after, files(a=950, b=1011), 1020)[0] == ["b"]


@pytest.mark.parametrize("time", [-5, 0, 253402300800000, 2**62])
def test_times_that_no_calendar_has_are_kept(time: int) -> None:
    listed = [FileInfo("s3://b/a", 3, time)]
    assert run(FilesRead(), listed, 1000)[0] == ["a"]
    assert run(run(FilesRead(), listed, 1000)[1], listed, 1010)[0] == []
