# SPDX-License-Identifier: GPL-3.0-or-later
"""A TAXII 2.1 server that refuses what real ones refuse (medallion, OpenTAXII, and the standard)."""

import base64
import json
import re
import uuid

from double import LOSE, Double, as_json

TAXII = "application/taxii+json;version=2.1"
STIX = "application/stix+json;version=2.1"
LIMIT = 100_000
BASIC = "Basic " + base64.b64encode("anna:öpen sesame".encode()).decode()
BEARER = "Bearer taxii-token"
OBJECT_ID = re.compile(r"[a-z][a-z0-9-]*--[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
HTML = (400, "text/html", b"<html><h1>Bad Request</h1></html>", ())


def problem(status, title, description=""):
    return status, TAXII, as_json({"title": title, "description": description, "http_status": str(status)}), ()


class Taxii(Double):
    """The scenario's name says what is special: taxii-lost, taxii-pending, …

    Discovery at taxii2/, one API root api/, and below it the collections main, readonly and binary.
    """

    def __init__(self, scenario, origin):
        super().__init__(scenario, origin)
        self.statuses = {}
        self.polls = 0
        self.collections = {
            "main": {"can_read": False, "can_write": True, "media_types": [STIX]},
            "readonly": {"can_read": True, "can_write": False, "media_types": [STIX]},
        }
        if "several" in scenario:
            self.collections["second"] = {"can_read": True, "can_write": True}
        if "old" in scenario:
            self.collections["main"]["media_types"] = ["application/stix+json;version=2.0"]

    def answer(self, request):
        if request["authorization"] not in (BASIC, BEARER):
            return 401, "text/html", b"<html>Unauthorized Access</html>", ('WWW-Authenticate: Basic realm="t"',)
        if not request.path.endswith("/"):
            return 404, "text/html", b"<html>Not Found</html>", ()
        if (request["accept"] or "").replace(" ", "") != TAXII:
            return problem(406, "Invalid Accept")
        if request.method == "GET":
            return self.look(request.path)
        match = re.fullmatch(r"/api/collections/([^/]+)/objects/", request.path)
        if request.method != "POST" or not match:
            return problem(405, "Method Not Allowed")
        return self.add(request, match.group(1))

    def look(self, path):
        default = f"{self.base}/api/"
        if "elsewhere" in self.scenario:
            default = "https://127.0.0.1:" + self.origin.rsplit(":", 1)[1] + default
        elif "absolute" in self.scenario:
            default = self.origin + default
        if path == "/taxii2/":
            return 200, TAXII, as_json({"title": "A server", "default": default, "api_roots": [default]}), ()
        if path == "/api/":
            limit = 20 if "small" in self.scenario else LIMIT
            return 200, TAXII, as_json({"title": "A root", "versions": [TAXII], "max_content_length": limit}), ()
        if path == "/api/collections/":
            return 200, TAXII, as_json({"collections": [self.collection(name) for name in self.collections]}), ()
        if match := re.fullmatch(r"/api/collections/([^/]+)/", path):
            if match.group(1) in self.collections:
                return 200, TAXII, as_json(self.collection(match.group(1))), ()
        if match := re.fullmatch(r"/api/status/([^/]+)/", path):
            return self.poll(match.group(1))
        return problem(404, "Not Found")

    def collection(self, name):
        return {"id": name, "title": name, **self.collections[name]}

    def add(self, request, name):
        if name not in self.collections:
            return problem(404, "Not Found")
        if not self.collections[name]["can_write"]:
            return problem(403, "Forbidden", "This collection is not for writing")
        if request["content-type"] != TAXII:
            return problem(415, "Unsupported Media Type", f"{request['content-type']} is not taken")
        if request["transfer-encoding"] or not request["content-length"]:
            return HTML
        if len(request.body) > LIMIT:
            return problem(413, "Too Large")
        try:
            envelope = json.loads(request.body)
        except ValueError:
            return HTML
        if not isinstance(envelope, dict) or set(envelope) - {"objects", "more", "next"} or not envelope.get("objects"):
            return problem(422, "Not an envelope", "objects are missing, or there is more than an envelope has")
        lost = "lost" in self.scenario and self.first_time()
        status = self.store(envelope["objects"])
        return LOSE if lost else (202, TAXII, as_json(status), ())

    def store(self, objects):
        successes, failures = [], []
        for entry in objects:
            version = entry.get("modified") or entry.get("created") or "2026-01-01T00:00:00.000Z"
            detail = {"id": entry.get("id", "?"), "version": version}
            if not OBJECT_ID.fullmatch(detail["id"]) or entry.get("spec_version") != "2.1":
                failures.append({**detail, "message": "Not an object of STIX 2.1"})
                continue
            known = [detail["id"], version] in self.stored
            if not known:
                self.stored.append([detail["id"], version])
            successes.append({**detail, "message": "Object already added" if known else "Successfully added object"})

        done = {"id": str(uuid.uuid4()), "status": "complete", "request_timestamp": "2026-11-24T05:22:00.000Z",
                "total_count": len(objects), "success_count": len(successes), "successes": successes,
                "failure_count": len(failures), "failures": failures, "pending_count": 0}
        self.statuses[done["id"]] = done
        if "pending" not in self.scenario:
            return done
        return {**done, "status": "pending", "success_count": 0, "successes": [], "failure_count": 0, "failures": [],
                "pending_count": len(objects)}

    def poll(self, status_id):
        self.polls += 1
        if status_id not in self.statuses or "forgetful" in self.scenario:
            return problem(404, "Not Found")
        if self.polls == 1:
            pending = {"id": status_id, "status": "pending", "total_count": 1, "success_count": 0, "failure_count": 0, "pending_count": 1}
            return 200, TAXII, as_json(pending), ()
        if self.polls == 2:
            return 503, "text/html", b"", ("Retry-After: 600",)
        return 200, TAXII, as_json(self.statuses[status_id]), ()
