from __future__ import annotations

from awsglue.devutils import Command, Connections, ExecutionProperty, Job


def test_a_job_without_description_and_connections_leaves_them_out() -> None:
    job = Job()
    job.name = "nightly"
    assert job.as_dict().keys() == {
        "name", "logUri", "role", "executionProperty", "command", "defaultArguments", "maxRetries", "createdOn",
        "lastModifiedOn",
    }  # fmt: skip
    assert job.as_dict()["command"] == {"name": "glueetl", "scriptLocation": "UNKNOWN"}


def test_what_creating_and_updating_a_job_takes() -> None:
    job = Job()
    job.connections = Connections(["db"])
    job.description = "every night"
    assert job.as_job_create_dict()["connections"] == {"connections": ["db"]}
    assert "createdOn" not in job.as_job_create_dict()
    assert job.as_job_create_dict().keys() - job.as_job_update_dict().keys() == {"name"}


def test_parts_show_what_they_hold() -> None:
    assert repr(ExecutionProperty(3)) == "{'maxConcurrentRuns': 3}"
    assert Command("glueetl", "s3://b/job.py").as_dict() == {"name": "glueetl", "scriptLocation": "s3://b/job.py"}
