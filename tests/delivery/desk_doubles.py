# SPDX-License-Identifier: GPL-3.0-or-later
"""Request Tracker 5 and MISP, as far as a report meets them, and endpoints of which little is known."""

import base64
import json
import re
import urllib.parse

from double import LOSE, STALL, Double, as_json

JSON = "application/json"


def lost(double):
    """What the scenario does to the first that is sent."""
    return "lost" in double.scenario and double.first_time()


class RequestTracker(Double):
    """REST 2.0, as measured on Request Tracker 5.0.3."""

    TOKEN = "token 1-14-rt"

    def message(self, status, text, *headers):
        return status, JSON, as_json({"message": text}), headers

    def answer(self, request):
        if request["authorization"] != self.TOKEN:
            return self.message(401, "Unauthorized", 'WWW-Authenticate: Basic realm="RT API"')
        if request.method == "POST" and request.path == "/REST/2.0/ticket":
            return self.create(request)
        if request.method == "GET" and request.path == "/REST/2.0/tickets":
            return self.search(urllib.parse.parse_qs(request.query))
        if request.method == "GET" and (match := re.fullmatch(r"/REST/2.0/ticket/(\d+)", request.path)):
            return self.show(int(match.group(1)))
        return self.message(404, "Not Found")

    def create(self, request):
        if (request["content-type"] or "").split(";")[0] != JSON:
            return self.message(415, "Unsupported Media Type")
        if "early" in self.scenario and self.first_time():
            return LOSE
        try:
            ticket = json.loads(request.body)
        except ValueError:
            return self.message(400, "JSON object must be a ticket")
        if ticket.get("Queue") != "Incident Reports":
            return self.message(403, "No permission to create tickets in that queue")
        gone = lost(self)
        self.stored.append(ticket)
        if "stall" in self.scenario and self.first_time():
            return STALL
        number = str(len(self.stored))
        body = {"id": number, "type": "ticket", "_url": f"{self.origin}{self.base}/REST/2.0/ticket/{number}"}
        return LOSE if gone else (201, JSON, as_json(body), (f"Location: {body['_url']}",))

    def search(self, query):
        """As RT does it, one who may see no tickets gets an empty list."""
        match = re.fullmatch(r"(Subject LIKE|Queue =) '([^']*)'", query.get("query", [""])[0])
        if not match:
            return self.message(400, "The query is not valid")
        field = match.group(1).split()[0]
        found = [{"id": str(number), "type": "ticket", "Subject": ticket["Subject"], "Status": "new"}
                 for number, ticket in enumerate(self.stored, 1)
                 if match.group(2).lower() in ticket[field].lower() and "blind" not in self.scenario]
        return 200, JSON, as_json({"count": len(found), "total": len(found), "page": 1, "per_page": 20, "items": found}), ()

    def show(self, number):
        if not 1 <= number <= len(self.stored):
            return self.message(404, "Not Found")
        if "blind" in self.scenario:
            return self.message(403, "Forbidden")
        return 200, JSON, as_json({"id": number, "type": "ticket", "Subject": self.stored[number - 1]["Subject"]}), ()


class Misp(Double):
    """events/add and events/view; numbers are strings, and publishing is not for us."""

    KEY = "misp-key-0123456789"
    NUMBERS = {"threat_level_id", "analysis", "distribution", "timestamp", "template_version"}

    def message(self, status, text, *headers, **more):
        return status, JSON, as_json({"name": text, "message": text, "url": "/events/add", **more}), headers

    def answer(self, request):
        if request["authorization"] != self.KEY:
            return self.message(403, "Authentication failed. Please make sure you pass the API key of an API enabled user "
                                     "along in the Authorization header.")
        if request["accept"] != JSON:
            return 200, "text/html", b"<html>MISP</html>", ()
        if request.method == "POST" and request.path == "/events/add":
            return self.add(request)
        if request.method == "GET" and (match := re.fullmatch(r"/events/view/([0-9a-f-]{36})", request.path)):
            event = self.find(match.group(1))
            return (200, JSON, as_json({"Event": event}), ()) if event else self.message(404, "Invalid event")
        return self.message(405, "Not for us")

    def find(self, uuid):
        return next((event for event in self.stored if event["uuid"] == uuid), None)

    def wrong_numbers(self, value):
        if isinstance(value, dict):
            return [k for k, v in value.items() if k in self.NUMBERS and not isinstance(v, str)] + \
                   [fault for v in value.values() for fault in self.wrong_numbers(v)]
        return [fault for v in value for fault in self.wrong_numbers(v)] if isinstance(value, list) else []

    def add(self, request):
        if request["content-type"] != JSON:
            return 200, JSON, as_json({"name": "/events/add API description", "mandatory_fields": ["info"]}), ()
        event = json.loads(request.body).get("Event", {})
        faults = self.wrong_numbers(event)
        if not event.get("info"):
            faults.append("info")
        if event.get("published") is not False:
            faults.append("published")
        if faults:
            return self.message(403, "Could not add Event", saved=False, errors={"Event": {name: ["wrong"] for name in faults}})
        known = self.find(event["uuid"])
        if known:
            return self.message(404, "Event already exists, if you would like to edit it, use the url in the location header.",
                                f"Location: {self.origin}{self.base}/events/{known['id']}")
        gone = lost(self)
        # MISP's answer has more in it than it was given.
        event["id"] = str(len(self.stored) + 100)
        event["Galaxy"] = ["x" * 1000] * (500 if "large" in self.scenario else 1)
        self.stored.append(event)
        return LOSE if gone else (200, JSON, as_json({"Event": event}), ())


class Unknown(Double):
    """Endpoints that can be asked once: any-…, signal-…, netcraft-…."""

    SIGNAL = "Basic " + base64.b64encode(b"paul:secret").decode()

    def answer(self, request):
        if request.method != "POST":
            return 405, "text/html", b"", ("Allow: POST",)
        gone = lost(self)
        self.stored.append(request.body.decode())
        if "stall" in self.scenario:
            return STALL
        if gone:
            return LOSE
        return getattr(self, self.scenario.split("-")[0])(request)

    def any(self, request):
        return 200, JSON, as_json({"reference": "A-1"} if "receipt" in self.scenario else {"ok": True}), ()

    def signal(self, request):
        fields = urllib.parse.parse_qs(request.body.decode())
        if request["authorization"] != self.SIGNAL:
            return 401, "text/html", b"", ('WWW-Authenticate: Basic realm="s"',)
        if request["content-type"] != "application/x-www-form-urlencoded" or not base64.b64decode(fields["message"][0]):
            return 400, JSON, as_json({"error": "message"}), ()
        return 202, JSON, as_json({"result": "ok"}), ()

    def netcraft(self, request):
        if request["authorization"] or request["content-type"] != JSON or not json.loads(request.body)["urls"]:
            return 400, JSON, as_json({"message": "Bad"}), ()
        return 200, JSON, as_json({"message": "Successfully reported", "uuid": "Zz09Zz09Zz09Zz09Zz09Zz09Zz09Zz09"}), ()
