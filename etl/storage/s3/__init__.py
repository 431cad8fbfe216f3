"""The S3 of this machine, for Python: the same buckets, on a folder, that Spark sees through `localglue.LocalS3`.

`buckets` has the objects as files, `attributes` what S3 knows of an object beside its bytes, `operations` S3's API on
both, and `local_service` lets boto3, and whatever stands on botocore, call that API in the place of AWS;
`client` is the one that this package itself uses.
"""
