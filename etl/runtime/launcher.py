"""Runs a Glue script on this machine, start to end."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pyspark import SparkContext

from etl.installation import refuse_rivals
from etl.runtime import (
    bootstrap,
    clock,
    contexts,
    failures,
    gateway,
    glue_versions,
    parameters,
    progress,
    provisions,
    script,
)
from etl.runtime.arguments import BOOKMARK_OPTION
from etl.runtime.buckets import local_file, packages
from etl.runtime.ending import INTERRUPTED, Ending
from etl.runtime.job import watched, what_bookmarks_lack
from etl.runtime.job_arguments import completed, value_of
from etl.runtime.recording import Recording, recorded
from etl.runtime.runs import current_runs
from etl.runtime.screen import Screen
from etl.runtime.settings import put_into_effect
from etl.runtime.submission import Submission
from etl.runtime.summary import Summary


@dataclass(frozen=True)
class Request:
    """What to run, and how.

    Attributes:
        script: The script's path, or its s3:// address.
        arguments: What the script gets; the special parameters of Glue among it are honoured.
        flags: Settings that the command line gives, by name.
        conf: Settings of Spark besides those among the arguments, each `key=value`.
        master: Where Spark runs; empty for what `conf` says, or else this machine.
        is_verbose: Whether to show Spark's warnings, and whole stacks of failures.
        installs: Whether to install the Python modules that the job asks for and that are missing.
    """

    script: str
    arguments: Sequence[str] = ()
    flags: Mapping[str, str | None] = field(default_factory=dict)
    conf: Sequence[str] = ()
    master: str = ""
    is_verbose: bool = False
    installs: bool = False


def run(request: Request, screen: Screen) -> int:
    """Run a script, tell on `screen` how it goes, and return its exit code.

    Raises:
        EtlError: The script does not begin: it is not there, does not parse, or cannot run here as asked.
    """
    refuse_rivals()
    started = time.monotonic()
    settings = put_into_effect(request.flags)
    summary = Summary(started, settings.s3_root if request.is_verbose and settings.is_local else None)
    glue = glue_versions.resolve(settings.glue_version)
    job = script.load(local_file(request.script, settings))
    given = parameters.parse([*(f"--conf={setting}" for setting in request.conf), *request.arguments])
    for remark in [glue_versions.differences(glue), *parameters.remarks(given, glue.spark_line)]:
        screen.note(remark)
    screen.note(provisions.provide_modules(given, settings, installs=request.installs))
    arguments = completed(request.arguments, job.name)
    name = value_of(arguments, "JOB_NAME") or job.name
    about = {"JobName": name, "Id": value_of(arguments, "JOB_RUN_ID"), "Script": _address(request.script, job)}
    recording = Recording(current_runs(), about | {"GlueVersion": glue.name}, given, screen.note)
    with (
        provisions.provided(given, settings, screen.note) as brought,
        contexts.watched(lambda context: screen.note(_web_address(context)), summary.collect),
        recorded(recording, summary),
        watched(recording.note_bookmark),
    ):
        _start_spark(Submission(name, given, request.master, brought, packages(), request.is_verbose), screen)
        recording.begin()
        with screen.guarding_output(), progress.reported(screen):
            ending = _outcome(job, arguments, is_verbose=request.is_verbose)
            _stop_spark(ending.code)
        recording.end(ending, summary)
    if ending.code == 0:
        screen.note(what_bookmarks_lack(given.values.get(BOOKMARK_OPTION, "")))
    for line in summary.lines(ending.code, ending.failure):
        screen.say(line)
    return ending.code


def _address(given: str, job: script.Script) -> str:
    """Return what finds the script again, whatever the working folder."""
    return given if "://" in given else str(job.path.absolute())


def _start_spark(submission: Submission, screen: Screen) -> None:
    os.environ.update(submission.driver_environment())
    clock.use_utc()
    if not submission.is_verbose:
        failures.keep_spark_from_logging()
    gateway.start(submission.spark_settings(), screen.say)
    bootstrap.prepare()


def _web_address(context: SparkContext) -> str:
    return f"Spark's pages are at {context.uiWebUrl}" if context.uiWebUrl else ""


def _outcome(job: script.Script, arguments: Sequence[str], *, is_verbose: bool) -> Ending:
    try:
        job.run(arguments)
    except SystemExit as ending:
        code = script.exit_code(ending)
        return Ending(code, message=failures.message(ending) if code else "")
    except BaseException as error:  # noqa: BLE001 - whatever a script raises is told, as Python would
        if _is_interruption(error):
            contexts.cancel_jobs()
            return Ending(INTERRUPTED)
        died = _end_of_jvm()
        return Ending(1, failures.describe(error, is_verbose=is_verbose) + died, failures.message(error) + died)
    return Ending()


def _is_interruption(error: BaseException | None) -> bool:
    """Tell whether Ctrl-C ended the script; closing a connection in the middle of a call may fail on top of that."""
    return error is not None and (isinstance(error, KeyboardInterrupt) or _is_interruption(error.__context__))


def _end_of_jvm() -> str:
    code = gateway.exit_code()
    return "" if code is None else f"\nSpark's JVM ended (exit code {code}), most often for lack of memory."


def _stop_spark(code: int) -> None:
    context = SparkContext._active_spark_context
    if context is not None and code != INTERRUPTED and gateway.exit_code() is None:
        context.stop()
