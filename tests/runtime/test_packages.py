from __future__ import annotations

import zipfile

from etl.runtime import packages


def test_executors_get_all_that_scripts_import() -> None:
    with zipfile.ZipFile(packages._archive()) as archive:
        names = set(archive.namelist())
    prepared = {"awsgluedi/transforms/pii.py", "awsgluedq/transforms.py", "awsglueml/transforms.py"}
    assert {"awsglue/context.py", *prepared, "etl/__init__.py", "gs_derived.py"} <= names
