"""Looking at files: what each of them is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from etl.catalog.crawler.classifiers import Classification, Classifier, classify
from etl.catalog.crawler.classifiers.classification import EMPTY
from etl.catalog.crawler.files import FoundFile, Place
from etl.catalog.crawler.groups import Classified, Skipped
from etl.catalog.crawler.types import depth_of
from etl.catalog.crawler.unfit import UnfitError

Say = Callable[[str], None]

_DEEPEST = 100
"""How deep values may lie in each other."""


def inspected(
    place: Place, files: Sequence[FoundFile], sample_size: int, custom: Sequence[Classifier], say: Say
) -> Iterator[Classified | Skipped]:
    """Yield what each file is, or why no table can have it.

    Args:
        place: Where the files are.
        files: The files.
        sample_size: How many files of a folder are looked at, the others being taken for what the last one was; 0 is
            all.
        custom: Classifiers that are asked first.
        say: Is told how far it is.
    """
    looked_at: Counter[str] = Counter()
    known: dict[str, Classification] = {}
    for number, file in enumerate(files, start=1):
        if number % 100 == 0:
            say(f"looked at {number:,} of {len(files):,} files")
        looked_at[file.folder] += 1
        if sample_size and looked_at[file.folder] > sample_size and file.folder in known and file.size:
            yield Classified(file.name, file.size, known[file.folder])
            continue
        found = _looked_at(place, file, custom)
        if isinstance(found, Classified) and not found.found.is_empty:
            known[file.folder] = found.found
        yield found


def _looked_at(place: Place, file: FoundFile, custom: Sequence[Classifier]) -> Classified | Skipped:
    try:
        return Classified(file.name, file.size, _classification(place, file, custom), file.is_target)
    except UnfitError as error:
        return Skipped(file.name, str(error))
    except RecursionError:
        return Skipped(file.name, f"its values lie more than {_DEEPEST} deep in each other")


def _classification(place: Place, file: FoundFile, custom: Sequence[Classifier]) -> Classification:
    if not file.size:
        return EMPTY
    with place.opened(file) as opened:
        found = classify(opened, custom)
    if depth_of(found.columns) > _DEEPEST:
        raise RecursionError
    return found
