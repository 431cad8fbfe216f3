"""What a job is told where the server of its buckets does not serve it."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from etl.errors import OptionError
from etl.runtime.settings import load
from etl.storage.endpoint import keys, reason

JOB = """
import sys
from awsglue.context import GlueContext
from pyspark.context import SparkContext
glue = GlueContext(SparkContext())
hadoop = glue.spark_session.sparkContext._jsc.hadoopConfiguration()
for setting in sys.argv[1:]:
    bucket, _, address = setting.partition("=")
    hadoop.set(f"fs.s3a.bucket.{bucket}.endpoint", address)
for bucket in ("down", "forbidden", "broken"):
    try:
        glue.create_dynamic_frame.from_options("s3", {"paths": [f"s3://{bucket}/in/"]}, "json")
    except FileNotFoundError as error:
        print(error)
"""


def answering(status: int) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_HEAD

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture
def servers() -> Iterator[list[str]]:
    """For two buckets the addresses of servers that refuse, and that fail."""
    started = {"forbidden": answering(403), "broken": answering(500)}
    yield [f"{bucket}=http://127.0.0.1:{server.server_port}" for bucket, server in started.items()]
    for server in started.values():
        server.shutdown()
        server.server_close()


def test_servers_that_do_not_serve(tmp_path: Path, servers: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "job.py").write_text(JOB)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    command = [sys.executable, "-m", "etl", "run", "--s3-endpoint", "http://127.0.0.1:9", "job.py", *servers]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=200, check=False)
    assert done.returncode == 0, done.stderr
    down, forbidden, broken = done.stdout.splitlines()
    assert down.startswith("s3://down/in/: nobody answers at 127.0.0.1:9 (Connection refused); start the server")
    assert forbidden.startswith("s3://forbidden/in/: the server refuses access (status 403): look at the credentials")
    assert broken == "s3://broken/in/: the server of the buckets answers with status 500"


def test_no_credentials() -> None:
    assert reason("x: org.apache.hadoop.fs.s3a.auth.NoAuthWithAWSException: …").startswith("there are no credentials")


def test_other_messages_stay() -> None:
    assert reason("the disk is full") == "the disk is full"


@pytest.mark.parametrize("endpoint", ["minio:9000", "ftp://host", "http://"])
def test_an_endpoint_is_an_address(endpoint: str, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match=r"s3-endpoint: cannot use .*expected an address such as"):
        load({"s3_endpoint": endpoint}, {}, tmp_path)


def test_an_address_is_no_place_on_aws() -> None:
    server, aws = keys("https://minio:9000", "4.1"), keys("aws", "4.1")
    assert (server["fs.s3a.endpoint"], server["fs.s3a.connection.ssl.enabled"]) == ("https://minio:9000", "true")
    assert "fs.s3a.endpoint" not in aws
    assert aws["fs.s3.impl"] == server["fs.s3n.impl"] == "org.apache.hadoop.fs.s3a.S3AFileSystem"
