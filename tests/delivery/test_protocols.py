#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every protocol over real TLS against a double of its server: delivered once, whatever gets lost.

usage: test_protocols.py OUTBOX-TOOL
"""

import json
import pathlib
import signal
import sys
import tempfile
import time
import uuid

from delivery_lab import FAULT_CA, PATIENCE, Outbox, ProtocolServer
from desk_doubles import Misp
from protocol_reports import ADDRESSES, TOKENS, TYPES, encode, envelope, event, ticket
from taxii_double import BASIC, BEARER, LIMIT, TAXII

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lib"))
import tap  # noqa: E402

tool = sys.argv[1]
folder = tempfile.TemporaryDirectory(prefix="tipoff-protocols-")
server = ProtocolServer()

class Case:
    """One report on its way by @protocol to the double of @scenario."""

    def __init__(self, protocol, scenario, path=None, token=True, body=None):
        self.outbox = Outbox(tool, tempfile.mkdtemp(dir=folder.name))
        self.scenario = scenario
        self.address = server.url(f"/{scenario}{ADDRESSES[protocol] if path is None else path}")
        self.id = str(uuid.uuid4())
        secret = TOKENS.get(protocol) if token is True else token
        self.token = (self.address, secret) if secret else None
        self.body = encode(protocol, self.id) if body is None else body
        self.outbox.approve(self.address, FAULT_CA, self.id, self.body, protocol=(protocol, TYPES[protocol]))

    def send(self, timeout=20):
        """As the person asks for it."""
        return self.outbox.send(self.id, timeout * PATIENCE, force=True, token=self.token)

    def state(self):
        return self.outbox.list()[self.id]

    def books(self):
        return server.books(self.scenario)

    def posts(self):
        return [entry for entry in self.books()["asked"] if entry[0] == "POST"]


def check(item, state, reason=None, detail=None):
    assert (item["state"], item["reason"]) == (state, reason), item
    assert (item["reference"] is not None) == (state == "delivered"), item
    assert detail is None or detail in (item["detail"] or ""), item


# -- TAXII ------------------------------------------------------------------------------------------

TAXII_PATHS = ["/taxii2/", "/taxii2", "/api/", "/api/collections/", "/api/collections/main", "/api/collections/main/objects/"]


@tap.test("the TAXII double refuses what real servers refuse")
def _():
    good = {"Authorization": BASIC, "Accept": TAXII, "Content-Type": TAXII}
    body = json.dumps(envelope(str(uuid.uuid4()))).encode()
    objects = "/taxii-strict/api/collections/main/objects/"
    bundle = json.dumps({"type": "bundle", "id": f"bundle--{uuid.uuid4()}", **json.loads(body)}).encode()
    cases = [
        (objects, body, {}, 202), (objects[:-1], body, {}, 404), (objects, body, {"Authorization": "Basic YTpi"}, 401),
        (objects, body, {"Accept": "application/json"}, 406), (objects, body, {"Accept": "*/*"}, 406),
        (objects, body, {"Content-Type": TAXII + "; charset=utf-8"}, 415), (objects, body, {"Content-Type": "application/json"}, 415),
        (objects, bundle, {}, 422), (objects, b'{"objects":[]}', {}, 422), (objects, b"{}", {}, 422), (objects, b"{", {}, 400),
        (objects, b" " * (LIMIT + 1), {}, 413), (objects.replace("main", "readonly"), body, {}, 403),
        (objects.replace("main", "nowhere"), body, {}, 404),
    ]
    for path, content, headers, status in cases:
        answer, _ = server.request("POST", path, content, {**good, **headers})
        tap.equal(answer.status, status, f"{path} {headers} {content[:40]}")
    answer, _ = server.request("POST", objects, iter([body]), good, encode_chunked=True)
    tap.equal((answer.status, answer.headers["Content-Type"]), (400, "text/html"), "chunked")


@tap.test("TAXII: from every address to the objects, once")
def _():
    for n, path in enumerate(TAXII_PATHS):
        case = Case("taxii", f"taxii-way{n}", path)
        item = case.send()
        check(item, "delivered")
        books = case.books()
        tap.equal(len(books["stored"]), 2, path)
        tap.equal([entry[1] for entry in case.posts()], [f"/taxii-way{n}/api/collections/main/objects/"], path)
        assert uuid.UUID(item["reference"]) and item["received"] == 1795497720, item
        assert all(entry[2] == BASIC for entry in books["asked"]), books


@tap.test("TAXII: absolute addresses of this server, and a bearer token")
def _():
    case = Case("taxii", "taxii-absolute", token="taxii-token")
    check(case.send(), "delivered")
    assert all(entry[2] == BEARER for entry in case.books()["asked"])


@tap.test("TAXII: what would not be taken does not leave")
def _():
    for scenario, path, words in (("taxii-readonly", "/api/collections/readonly/", "cannot be written"),
                                  ("taxii-small", "/taxii2/", "it takes 20"), ("taxii-several", "/taxii2/", "Several"),
                                  ("taxii-old", "/api/collections/main/", "STIX 2.1"),
                                  ("taxii-where", "/api/collections/nowhere/", "Not Found")):
        case = Case("taxii", scenario, path)
        check(case.send(), "attention", "refused", words)
        tap.equal(case.posts(), [], scenario)


@tap.test("TAXII: another origin gets nothing")
def _():
    case = Case("taxii", "taxii-elsewhere")
    check(case.send(), "attention", "refused", "https://127.0.0.1")
    tap.equal([entry[1] for entry in case.books()["asked"]], ["/taxii-elsewhere/taxii2/"])


@tap.test("TAXII: a wrong password, then the right one")
def _():
    case = Case("taxii", "taxii-password", token="anna:wrong")
    check(case.send(), "attention", "token")
    case.token = (case.address, TOKENS["taxii"])
    check(case.send(), "delivered")


@tap.test("TAXII: a bundle is refused, with the server's words")
def _():
    body = json.dumps({"type": "bundle", "id": f"bundle--{uuid.uuid4()}", **envelope(str(uuid.uuid4()))}).encode()
    check(Case("taxii", "taxii-bundle", body=body).send(), "attention", "refused", "Not an envelope: objects are missing")


@tap.test("TAXII: objects that it does not take")
def _():
    document = envelope(str(uuid.uuid4()))
    document["objects"][1]["id"] = "url--none"
    check(Case("taxii", "taxii-fails", body=json.dumps(document).encode()).send(), "attention", "refused",
          "It did not take 1 of 2 objects: Not an object of STIX 2.1")


@tap.test("TAXII: the answer lost, the objects are there once")
def _():
    case = Case("taxii", "taxii-lost")
    first = case.send()
    check(first, "waiting", "network")
    assert first["may_have_arrived"]
    check(case.send(), "delivered")
    tap.equal((len(case.posts()), len(case.books()["stored"])), (2, 2))


@tap.test("TAXII: pending is asked for, not sent again, whatever ends in between")
def _():
    case = Case("taxii", "taxii-pending")
    first = case.send()
    check(first, "submitted")
    assert 40 <= first["wait"] <= 60 and "/api/status/" in first["poll_url"] and "message" not in first, first
    early = case.outbox.send(case.id)
    assert "time has not come" in early["message"], early
    tap.equal(case.outbox.run("drain", 20), [])

    check(case.send(), "submitted")                       # still pending
    busy = case.send()                                    # 503 with Retry-After
    check(busy, "submitted", "busy")
    assert 590 <= busy["wait"] <= 661 and "message" in busy, busy
    case.token = (case.address, "anna:wrong")
    check(case.send(), "attention", "token")
    case.token = (case.address, TOKENS["taxii"])
    last = case.send()
    check(last, "delivered")
    tap.equal(last["reference"], first["poll_url"].rstrip("/").rsplit("/", 1)[1])
    tap.equal((len(case.posts()), last["polls"], last["poll_url"]), (1, 3, None))


@tap.test("TAXII: a server that forgets: the person decides")
def _():
    case = Case("taxii", "taxii-pending-forgetful")
    check(case.send(), "submitted")
    check(case.send(), "attention", "unknown")
    tap.equal(len(case.posts()), 1)
    check(case.send(), "submitted")
    tap.equal((len(case.posts()), len(case.books()["stored"])), (2, 2))


# -- Request Tracker and MISP: looked up before it is sent again ----------------------------------------

@tap.test("RT: a ticket, and its id for a reference")
def _():
    for n, path in enumerate(("", "/", "/REST/2.0", "/REST/2.0/", "/REST/2.0/ticket")):
        case = Case("rt", f"rt-way{n}", path)
        item = case.send()
        check(item, "delivered")
        tap.equal(item["reference"], "1")
        tap.equal(case.books()["asked"], [["POST", f"/rt-way{n}/REST/2.0/ticket", "token 1-14-rt", "application/json"]])
        tap.equal(case.books()["stored"], [json.loads(case.body)])


@tap.test("RT: refused")
def _():
    wrong_queue = json.dumps({**ticket("x"), "Queue": "nowhere"}).encode()
    check(Case("rt", "rt-token", token="1-14-wrong").send(), "attention", "token", "Unauthorized")
    check(Case("rt", "rt-queue", body=wrong_queue).send(), "attention", "refused", "No permission")
    check(Case("rt", "rt-json", body=b"{").send(), "attention", "refused", "must be a ticket")
    check(Case("rt", "rt-path", "/nowhere/REST/2.0/").send(), "attention", "refused", "Not Found")


@tap.test("MISP: an event, and its id for a reference")
def _():
    for n, path in enumerate(("", "/", "/events/add")):
        case = Case("misp", f"misp-way{n}", path)
        item = case.send()
        check(item, "delivered")
        tap.equal(item["reference"], "100")
        tap.equal(case.books()["asked"], [["POST", f"/misp-way{n}/events/add", Misp.KEY, "application/json"]])


@tap.test("MISP: an answer that is larger than the report")
def _():
    check(Case("misp", "misp-large").send(), "delivered")


@tap.test("MISP: refused")
def _():
    numbers = event(str(uuid.uuid4()))
    numbers["Event"]["threat_level_id"] = 3
    check(Case("misp", "misp-key", token="wrong").send(), "attention", "token", "Authentication failed")
    check(Case("misp", "misp-numbers", body=json.dumps(numbers).encode()).send(), "attention", "refused", "threat_level_id")
    check(Case("misp", "misp-none", body=b"{}").send(), "attention", "refused", "no MISP event")


@tap.test("MISP: an event that exists already counts once it was looked at")
def _():
    case = Case("misp", "misp-twice")
    server.request("POST", "/misp-twice/events/add", case.body,
                   {"Authorization": Misp.KEY, "Accept": "application/json", "Content-Type": "application/json"})
    check(case.send(), "delivered")
    tap.equal([entry[:2] for entry in case.books()["asked"][1:]],
              [["POST", "/misp-twice/events/add"], ["GET", f"/misp-twice/events/view/{case.id}"]])
    tap.equal(len(case.books()["stored"]), 1)


def looked_up(protocol, scenario, reference, n_posts):
    """Lost on the way there or back: found, or sent once."""
    case = Case(protocol, scenario)
    first = case.send()
    check(first, "waiting", "network")
    assert first["may_have_arrived"], first
    second = case.send()
    check(second, "delivered")
    tap.equal(second["reference"], reference)
    tap.equal((len(case.posts()), len(case.books()["stored"])), (n_posts, 1))
    methods = [entry[0] for entry in case.books()["asked"]]
    tap.equal((methods[:2], methods[-1]), (["POST", "GET"], "POST" if n_posts == 2 else "GET"))


def killed(protocol, scenario):
    """The process that sends dies after the report has arrived."""
    case = Case(protocol, scenario)
    process = case.outbox.start("send", case.id, 60, "force", *(case.token or ()))
    deadline = time.monotonic() + 20 * PATIENCE
    while not case.books()["stored"]:
        assert time.monotonic() < deadline, "it did not arrive"
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return case


for row in (("rt", "rt-lost", "1", 1), ("rt", "rt-early", "1", 2), ("misp", "misp-lost", "100", 1)):
    tap.test(f"{row[1]}: found or sent again, never both")(lambda row=row: looked_up(*row))


@tap.test("RT: who may see no tickets cannot look: asked, not doubled")
def _():
    case = Case("rt", "rt-blind-lost")
    check(case.send(), "waiting", "network")
    check(case.send(), "attention", "unknown")
    tap.equal((len(case.posts()), len(case.books()["stored"])), (1, 1))


@tap.test("RT: found by whoever comes after one that died")
def _():
    case = killed("rt", "rt-stall")
    check(case.send(), "delivered")
    tap.equal((len(case.posts()), len(case.books()["stored"])), (1, 1))


# -- what can neither be asked again nor looked up ---------------------------------------------------

@tap.test("post: a reference is a receipt; a success without one is none")
def _():
    case = Case("post", "any-receipt", token="secret")
    check(case.send(), "delivered")
    tap.equal([entry[2:] for entry in case.posts()], [["Bearer secret", "application/json"]])
    item = Case("post", "any-none").send()
    check(item, "attention", "taken")
    assert "need not be sent again" in item["message"], item


@tap.test("Signal Spam: taken, without a receipt")
def _():
    case = Case("signal-spam", "signal-ok")
    check(case.send(), "attention", "taken")
    tap.equal(case.books()["stored"], [case.body.decode()])
    check(Case("signal-spam", "signal-password", token="paul:wrong").send(), "attention", "token")


@tap.test("Netcraft: its uuid, verbatim, and no token")
def _():
    case = Case("netcraft", "netcraft-ok", token="secret")
    item = case.send()
    check(item, "delivered")
    tap.equal(item["reference"], "Zz09Zz09Zz09Zz09Zz09Zz09Zz09Zz09")
    tap.equal(case.posts()[0][2], None)


def never_by_itself(case):
    """Nobody knows: it stays until the person says so."""
    check(case.state(), "attention", "unknown")
    tap.equal(case.outbox.run("drain", 20), [])
    refused = case.outbox.send(case.id)
    assert "state" not in refused and "attention" in refused["message"], refused
    tap.equal(len(case.posts()), 1)


for name, prefix in (("post", "any"), ("signal-spam", "signal"), ("netcraft", "netcraft")):
    @tap.test(f"{name}: the answer lost: never sent again by itself")
    def _(name=name, prefix=prefix):
        case = Case(name, f"{prefix}-lost")
        item = case.send()
        check(item, "attention", "unknown")
        assert "Send it again only if" in item["message"], item
        never_by_itself(case)
        # The person decides.
        check(case.send(), *(["delivered"] if name == "netcraft" else ["attention", "taken"]))
        tap.equal(len(case.posts()), 2)


@tap.test("post: whoever comes after one that died does not send it again")
def _():
    case = killed("post", "any-stall")
    taken_over = case.outbox.run("drain", 20)
    tap.equal([(item["id"], item["state"], item["reason"]) for item in taken_over], [(case.id, "attention", "unknown")])
    never_by_itself(case)


@tap.test("post: too slow is unknown too")
def _():
    case = Case("post", "any-stall-slow")
    check(case.send(timeout=2), "attention", "unknown")
    never_by_itself(case)


@tap.test("secrets are in no file")
def _():
    for path in pathlib.Path(folder.name).rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not any(secret.encode() in content for secret in [*TOKENS.values(), "taxii-token"]), path


try:
    tap.main()
finally:
    server.stop()
    folder.cleanup()
