"""Jobs on servers of S3's API: one that serves, and what a job is told where one does not."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import boto3
import pytest

import etl
from etl.errors import OptionError
from etl.runtime.settings import load
from etl.storage.endpoint import keys, reason
from tests.moto_server import moto_server

JOB = """
import sys
from awsglue.context import GlueContext
from pyspark.context import SparkContext
glue = GlueContext(SparkContext())
hadoop = glue.spark_session.sparkContext._jsc.hadoopConfiguration()
for setting in sys.argv[1:]:
    bucket, _, address = setting.partition("=")
    hadoop.set(f"fs.s3a.bucket.{bucket}.endpoint", address)

read = glue.create_dynamic_frame.from_options("s3", {"paths": ["s3://many/in"], "recurse": True}, "json")
write = {"path": "s3://many/out", "partitionKeys": ["name"]}
glue.write_dynamic_frame.from_options(read.coalesce(1), "s3", write, "json")
written = glue.spark_session.read.json("s3a://many/out")
print(written.count(), sorted(row.name for row in written.select("name").distinct().collect()))

for bucket in ("down", "forbidden", "strange", "broken"):
    try:
        glue.create_dynamic_frame.from_options("s3", {"paths": [f"s3://{bucket}/in/"]}, "json")
    except FileNotFoundError as error:
        print(error)
"""


SPECIAL = ["a b", "a+b", "a%20b", "a=b", "ä€😀", "a'b", "a&b;c", "a,b", "{a}[b]*?"]


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


@pytest.fixture(autouse=True)
def credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")


@pytest.fixture
def poor_servers() -> Iterator[list[str]]:
    """For two buckets the addresses of servers that refuse, and that fail."""
    started = {"forbidden": answering(403), "broken": answering(500)}
    yield [f"{bucket}=http://127.0.0.1:{server.server_port}" for bucket, server in started.items()]
    for server in started.values():
        server.shutdown()
        server.server_close()


@pytest.fixture
def full_server() -> Iterator[str]:
    """The address of a server with more objects in the bucket `many` than a page of S3's listing has."""
    with moto_server() as address:
        s3 = boto3.session.Session().client("s3", endpoint_url=address, region_name="us-east-1")
        s3.create_bucket(Bucket="many")
        for number in range(1100):
            name = SPECIAL[number % len(SPECIAL)]
            s3.put_object(Bucket="many", Key=f"in/{name}/{number}.json", Body=json.dumps({"id": number, "name": name}))
        yield address


@pytest.fixture
def strict_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a server that looks at credentials, and knows nobody."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    environment = {**os.environ, "INITIAL_NO_AUTH_ACTION_COUNT": "0"}
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait()


def test_servers(tmp_path: Path, full_server: str, strict_server: str, poor_servers: list[str]) -> None:
    (tmp_path / "job.py").write_text(JOB)
    servers = [f"many={full_server}", f"strange={strict_server}", *poor_servers]
    command = [sys.executable, "-m", "etl", "run", "--s3-endpoint", "http://127.0.0.1:9", "job.py", *servers]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=200, check=False)
    assert done.returncode == 0, done.stderr
    served, down, forbidden, strange, broken = done.stdout.splitlines()
    assert served == f"1100 {sorted(SPECIAL)}"
    assert down.startswith("s3://down/in/: nobody answers at 127.0.0.1:9 (Connection refused); start the server")
    assert forbidden.startswith("s3://forbidden/in/: the server refuses access (status 403): look at the credentials")
    assert strange.startswith("s3://strange/in/: the server refuses access (status 403)")
    assert broken == "s3://broken/in/: the server of the buckets answers with status 500"


PLAIN = """
from awsglue.context import GlueContext
from pyspark.context import SparkContext

glue = GlueContext(SparkContext("local[1]"))
frame = glue.create_dynamic_frame.from_options("s3", {"paths": ["s3://many/in/a b/"]}, "json")
print(frame.count())
"""


def test_plain_python_finds_a_server_by_the_setting(tmp_path: Path, full_server: str) -> None:
    (tmp_path / "plain.py").write_text(PLAIN)
    environment = os.environ | {"ETL_S3_ENDPOINT": full_server, "PYTHONPATH": str(Path(etl.__file__).parents[1])}
    command = [sys.executable, "plain.py"]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=200, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[-1] == str(-(-1100 // len(SPECIAL)))


def test_no_credentials() -> None:
    assert reason("x: org.apache.hadoop.fs.s3a.auth.NoAuthWithAWSException: …").startswith("there are no credentials")


def test_a_server_that_takes_its_time() -> None:
    told = reason("getFileStatus on s3://b: x.SdkClientException: Unable to execute HTTP request: Read timed out")
    assert told == "the server of the buckets does not answer in time; look at it, or at the setting s3-endpoint"
    assert keys("aws", "4.1")["fs.s3a.connection.timeout"] == "60000"


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
