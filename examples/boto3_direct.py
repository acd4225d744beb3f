#!/usr/bin/env python3
"""The same without Stowage: boto3 and the credentials in ~/.aws, against the same storage.

    python3 boto3_direct.py BUCKET [PREFIX]

Debian: apt install python3-boto3. AWS_PROFILE and AWS_ENDPOINT_URL_S3 work as in every AWS tool. What Stowage does on
its side, filter and sort, this script does here, after reading the whole listing.
"""

import os
import sys

import boto3
from botocore.config import Config

# Older boto3 would sign links the old way. Old servers refuse the checksums that newer SDKs add of their own accord; older SDKs do not know the setting.
try:
    CONFIG = Config(signature_version="s3v4", s3={"addressing_style": "path"}, request_checksum_calculation="when_required")
except TypeError:
    CONFIG = Config(signature_version="s3v4", s3={"addressing_style": "path"})


def main(bucket, prefix=""):
    # boto3 before 1.28, such as Debian 12 has, does not read this variable itself.
    s3 = boto3.client("s3", config=CONFIG, endpoint_url=os.environ.get("AWS_ENDPOINT_URL_S3"))

    print("buckets:", [one["Name"] for one in s3.list_buckets()["Buckets"] if bucket in one["Name"]])

    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
    objects = [one for page in pages for one in page.get("Contents", [])]
    print(f"objects: {len(objects)}, {sum(one['Size'] for one in objects)} bytes")

    text = [one for one in objects if one["Key"].endswith(".txt") and one["Size"] > 0]
    if not text:
        sys.exit("There is no text file here.")
    largest = max(text, key=lambda one: one["Size"])
    print("largest text file:", largest["Key"], largest["Size"])

    s3.download_file(bucket, largest["Key"], "largest.txt")
    with open("largest.txt", "rb") as file:
        print("downloaded:", len(file.read()))

    # It dies with the credentials that signed it, whatever ExpiresIn says; Stowage tells which end comes first.
    print("share:", s3.generate_presigned_url("get_object", {"Bucket": bucket, "Key": largest["Key"]}, ExpiresIn=3600))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(*sys.argv[1:3])
