from __future__ import annotations

import base64
import hashlib
import hmac
import sys

import pytest

from awsglue.dynamicframe import DynamicFrame
from awsgluedi.transforms import (
    column,
    column_formatting,
    data_cleaning,
    data_quality,
    datetime_functions,
    math_functions,
    pii,
    web_functions,
)
from etl.errors import EnvironmentMismatchError, OptionError, UnknownNameError, UnsupportedFeatureError


@pytest.fixture
def applied(spark):
    """Returns a function that applies a transform to a column of values."""

    def apply(transform, values, kind, **arguments):
        df = spark.createDataFrame([(each,) for each in values], f"c {kind}").coalesce(1)
        made = transform.apply(data_frame=df, spark_context=spark.sparkContext, source_column="c", **arguments)
        return [row[-1] for row in made.collect()]

    return apply


def test_ex_100_fill_with_mode(applied):
    values = [105.111, 1055.123, None, 13.12, None]
    made = applied(data_quality.FillWithMode, values, "double", mode_type="MAXIMUM")
    assert sorted(made) == [13.12, 105.111, 1055.123, 1055.123, 1055.123]


@pytest.mark.parametrize(("mode_type", "mode"), [("MINIMUM", 2), ("MAXIMUM", 3), ("AVERAGE", 2.5), ("NONE", None)])
def test_ex_100_ties(applied, mode_type, mode):
    made = applied(data_quality.FillWithMode, [1, 2, 2, 3, 3, 4, None], "int", mode_type=mode_type)
    left = list(made)
    for value in (1, 2, 2, 3, 3, 4):
        left.remove(value)
    assert left == [mode]


def test_texts_have_no_average(applied):
    with pytest.raises(OptionError, match="FillWithMode mode_type: cannot use 'AVERAGE'; c is string"):
        applied(data_quality.FillWithMode, ["a", "b", None], "string", mode_type="AVERAGE")


def test_an_unknown_mode_is_refused(applied):
    with pytest.raises(UnknownNameError, match="Did you mean 'MINIMUM'"):
        applied(data_quality.FillWithMode, [1], "int", mode_type="MINIMAL")


def test_ex_101_format_phone_number(applied):
    pytest.importorskip("phonenumbers")
    numbers = ["408-341-5669", "4083415669", "no", None]
    made = applied(column_formatting.FormatPhoneNumber, numbers, "string", default_region="US")
    assert made == ["(408) 341-5669", "(408) 341-5669", None, None]
    e164 = {"phone_number_format": "E164", "default_region": "US"}
    assert applied(column_formatting.FormatPhoneNumber, numbers[:1], "string", **e164) == ["+14083415669"]


def test_without_the_library_the_error_names_the_extra(applied, monkeypatch):
    monkeypatch.setitem(sys.modules, "phonenumbers", None)
    with pytest.raises(EnvironmentMismatchError, match=r"local-glue\[di\]"):
        applied(column_formatting.FormatPhoneNumber, ["1"], "string", default_region="US")


def test_ex_102_is_even(applied):
    made = applied(math_functions.IsEven, [5, 0, -1, 2, None], "int", target_column="even")
    assert made == ["Not even", "Even", "Not even", "Even", None]
    assert applied(math_functions.IsEven, [2.5, 2.0], "double", target_column="even") == ["Not even", "Not even"]


def test_a_value_in_the_place_of_a_column(spark):
    df, sc = spark.range(2), spark.sparkContext
    made = math_functions.IsEven.apply(sc, df, target_column="even", value=4)
    assert [row.even for row in made.collect()] == ["Even", "Even"]
    with pytest.raises(OptionError, match="either"):
        math_functions.IsEven.apply(sc, df, target_column="even")


def test_ex_104_ip_to_int(applied):
    numbers = {
        "192.0.0.1": 3221225473, "10.10.10.10": 168430090, "1.2.3.4": 16909060, "1.2.3.6": 16909062,
        "http://12.13.14.15": None, "https://16.17.18.19": None, None: None, "abc": None, "abc.abc.abc.abc": None,
        "321.123.123.123": None, "244.4.4.4": 4093903876, "255.255.255.255": 4294967295, "1.2.3.4\n": None,
    }  # fmt: skip
    assert applied(web_functions.IpToInt, numbers, "string", target_column="n") == list(numbers.values())


def test_ex_105_int_to_ip(applied):
    addresses = {
        3221225473: "192.0.0.1", 0: "0.0.0.0", 1: "0.0.0.1", 100: "0.0.0.100", 168430090: "10.10.10.10",
        4294967295: "255.255.255.255", 4294967294: "255.255.255.254", 4294967296: None, -1: None, None: None,
    }  # fmt: skip
    assert applied(web_functions.IntToIp, addresses, "long", target_column="ip") == list(addresses.values())
    assert applied(web_functions.IntToIp, ["1.5", "2.0", "x"], "string", target_column="ip") == [None, "0.0.0.2", None]


@pytest.mark.parametrize("secret", ["local", "long" * 50])
@pytest.mark.parametrize("algorithm", ["MD5", "SHA1", "SHA256", "SHA512"])
def test_ex_106_cryptographic_hash(spark, monkeypatch, algorithm, secret):
    monkeypatch.setenv("ETL_HASH_SECRET", secret)
    df = spark.createDataFrame([(1, "1234560000"), (None, None)], "id int, phone string")
    common = {"data_frame": df, "spark_context": spark.sparkContext, "secret_id": "arn:secret"}
    names = ["id", "phone"]
    made = pii.CryptographicHash.apply(
        **common, source_columns=names, algorithm=f"HMAC_{algorithm}", output_format="BASE64"
    )
    assert made.columns == ["id", "phone", "id_hashed", "phone_hashed"]
    hashes = [hmac.new(secret.encode(), text, algorithm.lower()).digest() for text in (b"1", b"1234560000")]
    assert [tuple(row)[2:] for row in made.collect()] == [
        tuple(base64.b64encode(each).decode() for each in hashes),
        (None, None),
    ]
    plain = pii.CryptographicHash.apply(**common, source_columns="id", algorithm=algorithm, output_format="HEX")
    assert plain.first().id_hashed == hashlib.new(algorithm.lower(), b"1").hexdigest()


def test_a_key_is_asked_for_by_the_name_of_the_variable(spark, monkeypatch):
    monkeypatch.delenv("ETL_HASH_SECRET", raising=False)
    with pytest.raises(EnvironmentMismatchError, match=r"'arn:x'.*Set ETL_HASH_SECRET"):
        pii.CryptographicHash.apply(spark.sparkContext, spark.range(1), ["id"], "arn:x")


def test_ex_121_flag_duplicate_rows(spark):
    data = [(105.111, 13.12), (13.12, 13.12), (None, 13.12), (13.12, 13.12), (None, 13.12)]
    df = spark.createDataFrame(data, "a double, b double").coalesce(1)
    made = data_quality.FlagDuplicateRows.apply(
        data_frame=df, spark_context=spark.sparkContext, target_column="flag", target_index=1
    )
    assert made.columns == ["a", "flag", "b"]
    assert [row.flag for row in made.collect()] == ["False", "False", "False", "True", "True"]


def test_flags_have_a_place_and_take_that_of_a_column_of_their_name(spark):
    df, sc = spark.sql("select 1 as a, 2 as `b.c`, 3 as d"), spark.sparkContext
    flags = data_quality.FlagDuplicateRows
    assert flags.apply(sc, df, "A", target_index=2).columns == ["b.c", "d", "A"]
    for index in (-1, 4, 99):
        with pytest.raises(OptionError, match="target_index"):
            flags.apply(sc, df, "flag", target_index=index)


def test_rows_are_not_compared_by_maps_or_by_nothing(spark):
    sc = spark.sparkContext
    for columns, why in (("struct(array(map(1, 2))) as m", "column to compare.*maps"), ("1 as a", "to compare")):
        df = spark.sql(f"select {columns}")
        with pytest.raises(OptionError, match=why):
            data_quality.FlagDuplicateRows.apply(sc, df if "map" in columns else df.drop("a"), "flag")


def test_the_first_row_of_each_value_stays(spark):
    data = [(105.111, 1), (13.12, 2), (None, 3), (13.12, 4), (None, 5)]
    df = spark.createDataFrame(data, "source_column_1 double, n int").coalesce(1)
    made = data_quality.RemoveDuplicates.apply(
        data_frame=df, spark_context=spark.sparkContext, source_column="source_column_1"
    )
    assert [tuple(row) for row in made.collect()] == data[:3]


def test_a_dynamic_frame_is_refused(spark, glue_context):
    frame = DynamicFrame.fromDF(spark.range(1), glue_context, "f")
    with pytest.raises(OptionError, match=r"IsEven data_frame: .*toDF\(\)"):
        math_functions.IsEven.apply(data_frame=frame, spark_context=spark.sparkContext, target_column="x", value=1)


def test_ex_123_duplicates_in_a_column(applied):
    flags = {"target_column": "flag", "true_string": "yes", "false_string": "no"}
    assert applied(column.FlagDuplicatesInColumn, ["a", "b", "a"], "string", **flags) == ["no", "no", "yes"]


@pytest.mark.parametrize(
    ("case", "text"),
    [("LOWER", "ann of york"), ("UPPER", "ANN OF YORK"), ("CAPITAL", "Ann Of York"), ("SENTENCE", "Ann of york")],
)
def test_ex_123_format_case(applied, case, text):
    assert applied(data_cleaning.FormatCase, ["aNN of YORK", None], "string", case_type=case) == [text, None]


@pytest.mark.parametrize("transform", [pii.Encrypt, pii.Decrypt])
def test_what_is_not_built_is_named(spark, transform):
    with pytest.raises(UnsupportedFeatureError, match=f"The transform {transform.__name__} of awsgluedi"):
        transform.apply(data_frame=spark.range(1), spark_context=spark.sparkContext)


MONTHS = {
    "December": ["20-2018-12", "20-12-2018", "12/20/2018", "12-20-2018", "2018-12-20T10:00:00Z", "dec 20, 2018"],
    "February": ["02/02/02", "02 02 2009", "02/02/2009", "2013-02-21 06:35:45.658505", "2013/02/21", "28.2.2009"],
    "August": ["August/02/2009", "August 02 2009"],
    None: [
        "2018-20-12", "20182012", "12202018", "20122018", "02/june/2009", "02/2020/june", None, "", "02/30/2020",
        "02/03-2020", "augustus 1 2020",
    ],
}  # fmt: skip


def test_ex_120_month_name(applied):
    given = [(text, month) for month, texts in MONTHS.items() for text in texts]
    made = applied(datetime_functions.MonthName, [text for text, _ in given], "string", target_column="month")
    assert list(zip([text for text, _ in given], made, strict=True)) == given


def test_the_month_of_dates_and_of_one_value(spark):
    df = spark.sql("SELECT DATE'2020-05-01' AS d, TIMESTAMP'2020-06-01 10:00:00' AS t")
    made = df
    for name in ("d", "t"):
        made = datetime_functions.MonthName.apply(spark.sparkContext, made, f"{name}_month", name)
    assert made.first()[2:] == ("May", "June")
    [row] = datetime_functions.MonthName.apply(spark.sparkContext, df, "m", value="2020-01-31").collect()
    assert row["m"] == "January"
