from __future__ import annotations

import time

import pytest

from etl.secret_texts import Secrets, masked, names_secret


@pytest.mark.parametrize(
    "name",
    [
        *("password", "DB_PASSWORD", "sfPassword", "db_pass", "pwd", "client-secret", "GITHUB_TOKEN", "credentials"),
        *("api_key", "apiKey", "accessKey", "access-key-id", "fs.s3a.secret.key", "fs.azure.account.key.x.net"),
    ],
)
def test_a_name_says_that_its_value_is_a_secret(name: str) -> None:
    assert names_secret(name)


@pytest.mark.parametrize(
    "name", ["SECRET_ID", "secret-name", "KMS_KEY_ARN", "key", "s3_key", "S3Key", "partition_key", "keys", "passenger"]
)
def test_a_name_of_something_else_does_not(name: str) -> None:
    assert not names_secret(name)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("no route to jdbc:mysql://h/d?user=u&password=p", "no route to jdbc:mysql://h/d?user=u&password=***"),
        ("jdbc:mysql://u:Hun/t@r@h:3306/db", "jdbc:mysql://u:***@h:3306/db"),
        ("mongodb://u:p@ss@h:27017/d is away", "mongodb://u:***@h:27017/d is away"),
        ("{'password': 'a b', 'port': 1}", "{'password': '***', 'port': 1}"),
        ('{"api_key": "a\\"b"}', '{"api_key": "***"}'),
        ("CUSTOMER_TOKEN=abc,CUSTOMER_DAY=3", "CUSTOMER_TOKEN=***,CUSTOMER_DAY=3"),
        ("spark.hadoop.fs.s3a.secret.key=abc --conf spark.x=1", "spark.hadoop.fs.s3a.secret.key=*** --conf spark.x=1"),
        ("server x;password={a;bcdefgh};encrypt=true is away", "server x;password=***;encrypt=true is away"),
        ("redis://:hunter2@h is away", "redis://:***@h is away"),
        ("git clone https://ghp_abcdef@github.com/x", "git clone https://***@github.com/x"),
        ("Authorization: Bearer abcdef.TOKEN", "Authorization: *** ***"),
        ("GET /a?X-Amz-Signature=abcdef&x=1", "GET /a?X-Amz-Signature=***&x=1"),
        ("Key: orders/1.json", "Key: orders/1.json"),
        ("KeyError: 'id' at http://host:80/a", "KeyError: 'id' at http://host:80/a"),
    ],
)
def test_a_text_is_shown_without_its_secrets(text: str, shown: str) -> None:
    assert masked(text) == shown


def test_a_known_secret_is_hidden_wherever_it_stands() -> None:
    secrets = Secrets.among(
        {"password": "tiger", "url": "jdbc:x://u:hunter2secret@h/d", "conf": "a.secret.key=k9", "day": "3"}
    )
    assert secrets.masked("tiger or tigers? xhunter2secretx, k9, day 3") == "*** or tigers? x***x, ***, day 3"


def test_a_long_text_takes_no_time() -> None:
    started = time.monotonic()
    masked("secret" * 50_000)
    masked("a" * 300_000)
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ("postgresql://u:p%40ssw0rd@h/d", "login failed with 'p@ssw0rd'"),
        ('{"password": "a\\"bcdefghi"}', 'bad a"bcdefghi'),
    ],
)
def test_a_secret_is_hidden_in_the_forms_that_messages_give_it(argument: str, message: str) -> None:
    masked_message = Secrets.among({"connection": argument}).masked(message)
    assert "ssw0rd" not in masked_message
    assert "bcdefghi" not in masked_message


def test_a_secret_is_hidden_as_python_shows_it() -> None:
    secret = "a'b\\cdefgh"
    assert "cdefgh" not in Secrets.among({"password": secret}).masked(f"no such user: {secret!r}")
