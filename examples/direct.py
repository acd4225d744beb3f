#!/usr/bin/env python3
"""Storage from a script, with nothing but requests and json: list, page, filter, download, share.

    STOWAGE_URL=http://127.0.0.1:3000 STOWAGE_TOKEN=… python3 direct.py BUCKET [PREFIX]

Debian: apt install python3-requests. The token is STOWAGE_TOKEN of the server, or one from Settings > Tokens.
"""

import json
import os
import sys
from urllib.parse import urljoin

import requests

BASE = os.environ.get("STOWAGE_URL", "http://127.0.0.1:3000") + "/api/v1/"

stowage = requests.Session()
stowage.headers["Authorization"] = "Bearer " + os.environ["STOWAGE_TOKEN"]


def ask(method, path, **options):
    """One call. What goes wrong is a sentence, and ends the script."""
    answer = stowage.request(method, urljoin(BASE, path), timeout=300, **options)
    if not answer.ok:
        problem = answer.json()
        sys.exit(f"{answer.status_code} {problem['code']}: {problem['detail']}")
    return answer


def every(path, **params):
    """Every item of a list, page by page: each answer names the next page, until the last one."""
    while path:
        answer = ask("GET", path, params=params)
        yield from answer.json()["items"]
        path, params = answer.links.get("next", {}).get("url"), None


def main(bucket, prefix=""):
    objects = f"buckets/{bucket}/objects"

    print("buckets:", json.dumps([one["name"] for one in every("buckets", q=bucket)]))

    sizes = [one["sizeBytes"] for one in every(objects, prefix=prefix, depth="below", per_page=100)]
    print(f"objects: {len(sizes)}, {sum(sizes)} bytes")

    text = every(objects, prefix=prefix, depth="below", q="*.txt", min_size=1, sort="-sizeBytes")
    largest = next(text, None)
    if largest is None:
        sys.exit("There is no text file here.")
    print("largest text file:", json.dumps(largest["key"], ensure_ascii=False), largest["sizeBytes"])

    content = ask("GET", f"buckets/{bucket}/object/content", params={"key": largest["key"]}, stream=True)
    with open("largest.txt", "wb") as file:
        for chunk in content.iter_content(1 << 20):
            file.write(chunk)
    print("downloaded:", os.path.getsize("largest.txt"))

    share = {"key": largest["key"], "expiresInSeconds": 3600}
    link = ask("POST", f"buckets/{bucket}/presign", json=share).json()
    print("share:", link["url"])
    print("ends:", link["expiresAt"], "because of", link["limitedBy"])


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(*sys.argv[1:3])
