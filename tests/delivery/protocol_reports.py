# SPDX-License-Identifier: GPL-3.0-or-later
"""A small report for each protocol, and where and with what its double takes it."""

import json
import urllib.parse
import uuid

from desk_doubles import Misp
from taxii_double import TAXII

TYPES = {"taxii": TAXII, "rt": "application/json", "misp": "application/json", "post": "application/json",
         "signal-spam": "application/x-www-form-urlencoded", "netcraft": "application/json"}
TOKENS = {"taxii": "anna:öpen sesame", "rt": "1-14-rt", "misp": Misp.KEY, "signal-spam": "paul:secret"}
ADDRESSES = {"taxii": "/taxii2/", "rt": "/", "misp": "/", "post": "/in", "signal-spam": "/api/signaler", "netcraft": "/api/v3/report/urls"}


def envelope(report_id):
    return {"objects": [{"type": "report", "spec_version": "2.1", "id": f"report--{report_id}", "name": "Parcel",
                         "created": "2026-11-23T21:00:00.000Z", "modified": "2026-11-23T21:00:00.000Z",
                         "published": "2026-11-23T21:00:00.000Z", "object_refs": ["url--4cbe390f-d881-5ffc-a8ad-098c7a805d99"]},
                        {"type": "url", "spec_version": "2.1", "id": "url--4cbe390f-d881-5ffc-a8ad-098c7a805d99",
                         "value": "https://bpost-levering.example/p?x=1"}]}


def ticket(report_id):
    return {"Queue": "Incident Reports", "Subject": f"[scam-report] {report_id} parcel", "ContentType": "text/plain",
            "Content": "bpost: uw pakket", "Attachments": []}


def event(report_id):
    return {"Event": {"uuid": report_id, "info": "Citizen scam report: parcel (BE)", "date": "2026-11-23", "threat_level_id": "3",
                      "analysis": "0", "distribution": "0", "published": False, "Tag": [{"name": "tlp:amber"}],
                      "Attribute": [{"uuid": str(uuid.uuid4()), "type": "url", "category": "Network activity", "to_ids": True,
                                     "value": "https://bpost-levering.example/p?x=1", "distribution": "5"}]}}


def encode(protocol, report_id):
    if protocol == "signal-spam":
        return urllib.parse.urlencode({"message": "RnJvbTogYUBiLmV4YW1wbGUKClZvdHJlIGNvbGlzKz8/", "dossier": "0"}).encode()
    if protocol == "netcraft":
        return json.dumps({"email": "desk@example.org", "urls": [{"url": "https://x.example/"}]}).encode()
    make = {"taxii": envelope, "rt": ticket, "misp": event}.get(protocol, lambda i: {"id": i, "text": "x"})
    return json.dumps(make(report_id)).encode()
