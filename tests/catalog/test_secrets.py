from __future__ import annotations

import pytest

from etl.catalog.errors import InvalidInputException
from etl.catalog.secrets import jdbc_conf, restored, secret_names, shown, without_credentials, without_secrets


def connection(**properties: str) -> dict[str, object]:
    given = {"JDBC_CONNECTION_URL": "jdbc:postgresql://host:5432/shop", "USERNAME": "u", **properties}
    return {"Name": "shop", "ConnectionType": "JDBC", "ConnectionProperties": given}


def authenticated() -> dict[str, object]:
    """A connection with credentials of each kind in its authentication."""
    application = {"UserManagedClientApplicationClientId": "id"}
    oauth = {
        "OAuth2GrantType": "CLIENT_CREDENTIALS",
        "OAuth2ClientApplication": application,
        "TokenUrl": "https://u:Zter2@h/token",
        "TokenUrlParametersMap": {"audience": "a", "client_secret": "Zter2"},
        "AuthorizationCodeProperties": {"AuthorizationCode": "Zter2"},
        "OAuth2Credentials": {"AccessToken": "Zter2", "UserManagedClientApplicationClientSecret": "Zter2"},
    }
    configuration = {
        "AuthenticationType": "BASIC",
        "SecretArn": "arn:x",
        "KmsKeyArn": "arn:k",
        "BasicAuthenticationCredentials": {"Username": "u", "Password": "Zter2"},
        "CustomAuthenticationCredentials": {"key": "Zter2"},
        "OAuth2Properties": oauth,
    }
    return {"Name": "auth", "ConnectionProperties": {}, "AuthenticationConfiguration": configuration}


def test_a_password_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOP_PASSWORD", "p")
    conf = jdbc_conf(connection(PASSWORD="env:SHOP_PASSWORD"))
    assert (conf["user"], conf["password"], conf["vendor"]) == ("u", "p", "postgresql")
    assert (conf["url"], conf["fullUrl"]) == ("jdbc:postgresql://host:5432", "jdbc:postgresql://host:5432/shop")


def test_a_variable_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SHOP_PASSWORD", raising=False)
    with pytest.raises(InvalidInputException, match="from the variable SHOP_PASSWORD: set it"):
        jdbc_conf(connection(PASSWORD="env:SHOP_PASSWORD"))


def test_what_is_no_jdbc_connection_is_refused() -> None:
    with pytest.raises(InvalidInputException, match="has no JDBC_CONNECTION_URL"):
        jdbc_conf({"Name": "net", "ConnectionType": "NETWORK"})


def test_a_secret_is_never_shown_and_a_reference_is() -> None:
    told = shown(connection(PASSWORD="p", SECRET_ID="prod/shop", ENCRYPTED_PASSWORD="q"))["ConnectionProperties"]
    assert told["PASSWORD"] == told["ENCRYPTED_PASSWORD"] == "***"
    assert told["SECRET_ID"] == "prod/shop"
    assert shown(connection(PASSWORD="env:P"))["ConnectionProperties"]["PASSWORD"] == "env:P"


@pytest.mark.parametrize(
    ("address", "as_shown"),
    [
        ("jdbc:mysql://h/d?user=u&password=p&x=1", "jdbc:mysql://h/d?user=u&password=***&x=1"),
        ("jdbc:sqlserver://h:1433;databaseName=d;password=p", "jdbc:sqlserver://h:1433;databaseName=d;password=***"),
        ("mongodb://u:p@h:27017/d", "mongodb://u:***@h:27017/d"),
        ("jdbc:oracle:thin:u/p@h:1521/d", "jdbc:oracle:thin:u/***@h:1521/d"),
        ("jdbc:postgresql://h:5432/d?user=a@b.c", "jdbc:postgresql://h:5432/d?user=a@b.c"),
        ("jdbc:postgresql://u@h:5432/d?user=a@b.c", "jdbc:postgresql://u@h:5432/d?user=a@b.c"),
        ("jdbc:sqlserver://h:1433;user=a@b.c;x=1", "jdbc:sqlserver://h:1433;user=a@b.c;x=1"),
        ("mongodb://h:27017,i:27017/d?user=a@b.c", "mongodb://h:27017,i:27017/d?user=a@b.c"),
        ("jdbc:oracle:thin:@//h:1521/svc", "jdbc:oracle:thin:@//h:1521/svc"),
        ("jdbc:mysql://u:Hun/Zter2@h:3306/db", "jdbc:mysql://u:***@h:3306/db"),
        ("jdbc:mysql://u:Hun@Zter2@h:3306/db", "jdbc:mysql://u:***@h:3306/db"),
        ("jdbc:mysql://u:Hun?Z;t:e/r@2&#@h:3306/db", "jdbc:mysql://u:***@h:3306/db"),
        ("jdbc:mysql://u:7Hun?a=Zter2@h:3306/db", "jdbc:mysql://u:***@h:3306/db"),
        ("jdbc:mysql://u@server:Zter2@h:3306/db", "jdbc:mysql://u@server:***@h:3306/db"),
        ("redis://:Zter2@h:6379/0", "redis://:***@h:6379/0"),
        ('jdbc:oracle:thin:scott/"Hun/Zter2"@//h:1521/svc', "jdbc:oracle:thin:scott/***@//h:1521/svc"),
        ('jdbc:oracle:oci:"sc/ott"/Hun@Zter2@h', 'jdbc:oracle:oci:"sc/ott"/***@h'),
        (
            "jdbc:sqlserver://h:1433;user=sa;password={a;Zter2};encrypt=true",
            "jdbc:sqlserver://h:1433;user=sa;password=***;encrypt=true",
        ),
        ("jdbc:sqlserver://h;password={a}};b=Zter2};x=1", "jdbc:sqlserver://h;password=***;x=1"),
        ("jdbc:sqlserver://h;Password = a&Zter2; User = u", "jdbc:sqlserver://h;Password =***; User = u"),
        ("jdbc:mysql://h/d?password=a;Zter2&b&x=1", "jdbc:mysql://h/d?password=***&x=1"),
        ("jdbc:mysql://h/d?sslKeyPassword=a@Zter2&x=1", "jdbc:mysql://h/d?sslKeyPassword=***&x=1"),
        ("jdbc:mysql://(host=h,user=u,password=Zter2)/d", "jdbc:mysql://(host=h,user=u,password=***"),
        ("jdbc:db2://h/?private_key_pwd=a&apiKey=Zter2", "jdbc:db2://h/?private_key_pwd=***&apiKey=***"),
        ("https://h/d?sig=Zter2&x-amz-security-token=Zter2", "https://h/d?sig=***&x-amz-security-token=***"),
    ],
)
def test_a_secret_in_an_address_is_never_shown(address: str, as_shown: str) -> None:
    assert shown({"Name": "x", "ConnectionProperties": {"CONNECTION_URL": address}})["ConnectionProperties"] == {
        "CONNECTION_URL": as_shown
    }


@pytest.mark.parametrize("name", ["PRIVATE_KEY", "API_KEY", "apiKey", "sfPassword", "PASSPHRASE", "auth.token", "PWD"])
def test_a_property_that_is_a_secret_by_its_name_is_never_shown(name: str) -> None:
    assert shown(connection(**{name: "Zter2"}))["ConnectionProperties"][name] == "***"
    assert secret_names(connection(**{name: "Zter2"})) == [name]


@pytest.mark.parametrize("name", ["SECRET_ID", "KAFKA_SASL_SCRAM_SECRETS_ARN", "SecretArn", "TOKEN_URL", "KMS_KEY_ID"])
def test_what_leads_to_a_secret_is_shown(name: str) -> None:
    assert without_secrets(connection(**{name: "x"}))["ConnectionProperties"][name] == "x"


def test_what_is_without_secrets_gets_its_old_ones_back() -> None:
    url = "jdbc:mysql://h/d?password=p"
    old = {"Name": "x", "ConnectionProperties": {"URL": url, "PASSWORD": "p", "HOST": "a"}, "SparkProperties": {}}
    assert secret_names(old) == ["URL", "PASSWORD"]
    given = without_secrets(old)
    assert given["ConnectionProperties"] == {"URL": "jdbc:mysql://h/d?password=***", "HOST": "a"}
    assert restored(given, old) == old
    moved = {"Name": "x", "ConnectionProperties": {"URL": "jdbc:mysql://other/d", "HOST": "b"}}
    assert restored(moved, old)["ConnectionProperties"] == {**moved["ConnectionProperties"], "PASSWORD": "p"}


def test_the_credentials_of_an_authentication_are_left_out_and_come_back() -> None:
    kept = ["AuthenticationType", "KmsKeyArn", "OAuth2Properties", "SecretArn"]
    oauth = ["OAuth2ClientApplication", "OAuth2GrantType", "TokenUrl", "TokenUrlParametersMap"]
    for change in (shown, without_secrets, without_credentials):
        configuration = change(authenticated())["AuthenticationConfiguration"]
        assert (sorted(configuration), sorted(configuration["OAuth2Properties"])) == (kept, oauth)
        assert ("Zter2" in repr(configuration)) is (change is without_credentials)
    assert shown(authenticated())["AuthenticationConfiguration"]["OAuth2Properties"]["TokenUrlParametersMap"] == {
        "audience": "a",
        "client_secret": "***",
    }
    assert secret_names(authenticated()) == [
        *("BasicAuthenticationCredentials", "CustomAuthenticationCredentials", "TokenUrl", "client_secret"),
        *("AuthorizationCodeProperties", "OAuth2Credentials"),
    ]
    assert restored(without_secrets(authenticated()), authenticated()) == authenticated()
