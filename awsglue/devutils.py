"""Descriptions of jobs, as the AWS API takes them."""

from __future__ import annotations

import copy
from datetime import datetime
from typing import Any

from awsglue._unsupported import unsupported


class _Description:
    """What can be given as a dict."""

    def as_dict(self) -> dict[str, Any]:
        """Return the attributes as a dict."""
        return dict(vars(self))

    def __repr__(self) -> str:
        return str(self.as_dict())


class ExecutionProperty(_Description):
    """How many runs of a job there may be at a time."""

    def __init__(self, maxConcurrentRuns: int = 1) -> None:
        self.maxConcurrentRuns = maxConcurrentRuns


class Command(_Description):
    """The kind of a job and its script."""

    def __init__(self, name: str, scriptLocation: str) -> None:
        self.name = name
        self.scriptLocation = scriptLocation


class Connections(_Description):
    """Names of the connections that a job uses."""

    def __init__(self, connections: list[str] = []) -> None:
        self.connections = list(connections)


class Job(_Description):
    """The definition of a job."""

    def __init__(self) -> None:
        self.name = ""
        self.description = ""
        self.logUri = ""
        self.role = ""
        self.executionProperty = ExecutionProperty()
        self.command = Command("glueetl", "UNKNOWN")
        self.defaultArguments: dict[str, Any] = {}
        self.connections = Connections()
        self.maxRetries = 1
        self.allocatedCapacity = 1
        self.createdOn = datetime.now().astimezone()
        self.lastModifiedOn = self.createdOn

    def as_dict(self) -> dict[str, Any]:
        """Return the definition as a dict, without an empty description or an empty list of connections."""
        described = {name: _plain(value) for name, value in vars(self).items() if name != "allocatedCapacity"}
        if not self.connections.connections:
            del described["connections"]
        if not self.description:
            del described["description"]
        return described

    def as_job_create_dict(self) -> dict[str, Any]:
        """Return what creating the job takes: everything but the times."""
        return self._without("createdOn", "lastModifiedOn")

    def as_job_update_dict(self) -> dict[str, Any]:
        """Return what updating the job takes: everything but its name and the times."""
        return self._without("name", "createdOn", "lastModifiedOn")

    def _without(self, *names: str) -> dict[str, Any]:
        return {name: copy.deepcopy(value) for name, value in self.as_dict().items() if name not in names}


class GlueJobUtils:
    """Creates, reads, updates and deletes jobs on AWS."""

    def __init__(self, glue_context: object) -> None:
        raise unsupported("devutils.GlueJobUtils")

    def get_jobs(self, nextToken: str = "") -> dict[str, Any]:
        """Return one page of the jobs, and the token of the next."""
        raise unsupported("devutils.GlueJobUtils")

    def get_job(self, jobName: str) -> Job:
        """Return a job."""
        raise unsupported("devutils.GlueJobUtils")

    def create_job(self, job: Job, file: str = "") -> dict[str, Any]:
        """Create a job, its script from a local file."""
        raise unsupported("devutils.GlueJobUtils")

    def update_job(self, job: Job, file: str = "") -> dict[str, Any]:
        """Change a job, its script from a local file."""
        raise unsupported("devutils.GlueJobUtils")

    def delete_job(self, jobName: str) -> dict[str, Any]:
        """Delete a job."""
        raise unsupported("devutils.GlueJobUtils")


def _plain(value: Any) -> Any:
    return value.as_dict() if isinstance(value, _Description) else value
