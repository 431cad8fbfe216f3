"""Transforms of personal data."""

from __future__ import annotations

from collections.abc import Sequence

from pyspark import SparkContext
from pyspark.sql import DataFrame

from awsglue.transforms.unsupported import UnsupportedTransform
from awsgluedi._transform import DataFrameTransform
from etl.errors import UnsupportedFeatureError
from etl.preparation.hash_key import hash_key
from etl.preparation.hashes import needs_key, with_hashes

_KMS = "It needs a key of AWS KMS: use Spark's own aes_encrypt and aes_decrypt with a key of yours."


class CryptographicHash(DataFrameTransform):
    """Add a column `<name>_hashed` for each of some columns.

    Source: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-pyspark-transforms-CryptographicHash.html

    Differs from AWS Glue: the key is the value of the variable ETL_HASH_SECRET, whatever secret and version is named.
    """

    def __call__(
        self,
        spark_context: SparkContext,
        data_frame: DataFrame,
        source_columns: Sequence[str] | str,
        secret_id: str = "",
        algorithm: str | None = None,
        secret_version: str | None = None,
        create_secret_if_missing: bool = False,
        output_format: str | None = None,
        entity_type_filter: Sequence[str] | None = None,
    ) -> DataFrame:
        """Apply the transform.

        Args:
            spark_context: The SparkContext.
            data_frame: The rows.
            source_columns: The columns, or one.
            secret_id: The secret that is the key on AWS.
            algorithm: MD5, SHA1, SHA256, SHA512, or HMAC_ before one of these, which needs the key; HMAC_SHA256.
            secret_version: Its version on AWS.
            create_secret_if_missing: Whether AWS makes it.
            output_format: BASE64 or HEX; BASE64.
            entity_type_filter: Kinds of personal data to look for, which is not supported.
        """
        if entity_type_filter:
            raise UnsupportedFeatureError("entity_type_filter of CryptographicHash", "Hash whole columns without it.")
        name = algorithm or "HMAC_SHA256"
        key = hash_key(secret_id) if needs_key(name) else b""
        return with_hashes(data_frame, source_columns, name, output_format or "BASE64", key)


class Encrypt(UnsupportedTransform):
    """Encrypt columns."""

    way_out = _KMS


class Decrypt(UnsupportedTransform):
    """Decrypt columns."""

    way_out = _KMS
