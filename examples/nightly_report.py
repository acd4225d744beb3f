#!/usr/bin/env python3
"""What a storage admin wants to know in the morning: largest, newest, unfinished uploads, links that end this week.

    STOWAGE_URL=http://127.0.0.1:3000 STOWAGE_TOKEN=… python3 nightly_report.py BUCKET…

A token with the verb read is enough, but for the links, which need share. For cron:

    0 6 * * *  STOWAGE_TOKEN=… python3 /usr/local/bin/nightly_report.py my-bucket | mail -s storage admin@example.org
"""

import os
import sys
from datetime import datetime, timedelta, timezone
from urllib.parse import urljoin

import requests

BASE = os.environ.get("STOWAGE_URL", "http://127.0.0.1:3000") + "/api/v1/"
MOST = 5

stowage = requests.Session()
stowage.headers["Authorization"] = "Bearer " + os.environ["STOWAGE_TOKEN"]


def page(path, **params):
    answer = stowage.get(urljoin(BASE, path), params=params, timeout=900)
    if not answer.ok:
        problem = answer.json()
        sys.exit(f"{answer.status_code} {problem['code']}: {problem['detail']}")
    return answer.json()


def section(title, rows):
    print(f"\n  {title}")
    for row in rows or ["nothing"]:
        print(f"    {row}")


def report(bucket):
    objects = f"buckets/{bucket}/objects"
    largest = page(objects, depth="below", sort="-sizeBytes", per_page=MOST)
    newest = page(objects, depth="below", sort="-modifiedAt", per_page=MOST)
    uploads = page(f"buckets/{bucket}/uploads", per_page=1000)
    listing = largest["listing"]
    whole = "" if listing["complete"] else " (not complete: " + listing["problem"]["detail"] + ")"
    print(f"\n{bucket}: {listing['objects']} objects, {listing['bytes']} bytes{whole}")
    section("largest", [f"{one['sizeBytes']:>15}  {one['key']}" for one in largest["items"]])
    section("newest", [f"{one['modifiedAt']}  {one['key']}" for one in newest["items"]])
    section("unfinished uploads", [f"{one['startedAt']}  {one['key']}" for one in uploads["items"]])


def ending_links():
    now = datetime.now(timezone.utc)
    week = (now + timedelta(days=7)).strftime("%Y-%m-%dT%H:%M:%SZ")
    links = page("links", state="active", sort="expiresAt", per_page=1000)["items"]
    print("\nlinks")
    section(
        "that end this week",
        [f"{one['expiresAt']}  {one['bucket']}  {one['note']}" for one in links if one["expiresAt"] and one["expiresAt"] <= week],
    )


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    for name in sys.argv[1:]:
        report(name)
    ending_links()
