#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""data/api/openapi.yaml against a running desk: every answer that is written
there is given, and no answer is given that is not written there.

usage: test_api.py BUILD
"""

import concurrent.futures
import contextlib
import http.client
import json
import os
import pathlib
import re
import resource
import socket
import sqlite3
import ssl
import stat
import subprocess
import sys
import time
import uuid
import warnings

import jsonschema
import yaml

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parents[1]
sys.path[:0] = [str(SOURCE / "tests" / "lib"), str(SOURCE / "tests" / "delivery")]
import tap  # noqa: E402
import tipoff  # noqa: E402
from delivery_lab import PATIENCE, REPORT_TYPE, report  # noqa: E402

BUILD = sys.argv[1]
API = yaml.safe_load((SOURCE / "data" / "api" / "openapi.yaml").read_text(encoding="utf-8"))
CORRECTION_TYPE = REPORT_TYPE.replace("report", "correction")
SUBMIT, READ, OTHER, ADMIN = "token-that-submits", "token-that-reads", "token-of-another", "token-that-erases"
LIMIT = 1024 * 1024

seen = set()


def resolve(node):
    """Follows a $ref within the document."""
    while isinstance(node, dict) and "$ref" in node and node["$ref"].startswith("#/"):
        reference, node = node["$ref"], API
        for step in reference[2:].split("/"):
            node = node[step]
    return node


def expand(node):
    """A schema with its references written out."""
    node = resolve(node)
    if isinstance(node, dict):
        return {key: expand(value) for key, value in node.items()}
    return [expand(item) for item in node] if isinstance(node, list) else node


def find_path(path):
    return next((template for template in API["paths"]
                 if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path)), None)


def check_documented(method, path, answer):
    """The answer is one that openapi.yaml has for this path and method."""
    template = find_path(path)
    if template is None:
        assert answer.status == 404, answer.status
        documented = API["components"]["responses"]["NotFound"]
    else:
        operations = API["paths"][template]
        known = method.lower() in operations
        assert known or answer.status == 405, f"{method} is not documented for {template}"
        operation = operations[method.lower() if known else "post" if "post" in operations else "get"]
        seen.add((template, method if known else "*", answer.status))
        assert str(answer.status) in operation["responses"], f"{method} {template} → {answer.status} is not documented"
        documented = resolve(operation["responses"][str(answer.status)])

    for name, header in documented.get("headers", {}).items():
        value = answer.headers[name]
        schema = resolve(header)["schema"]
        assert value is not None, f"{answer.status} has no {name}"
        jsonschema.validate(int(value) if schema.get("type") == "integer" else value, schema)
    if method == "HEAD" or "content" not in documented:
        assert answer.body == b"", answer.body
        return
    media_type = answer.headers["Content-Type"]
    assert media_type in documented["content"], media_type
    content = documented["content"][media_type]
    if media_type not in (REPORT_TYPE, CORRECTION_TYPE):
        jsonschema.validate(json.loads(answer.body), expand(content["schema"]))
    if answer.status >= 400:
        assert json.loads(answer.body)["status"] == answer.status


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)


def context_for(desk):
    return ssl.create_default_context(cafile=desk.certificate)


def port_of(desk):
    return int(re.search(r":(\d+)/", desk.endpoint).group(1))


def ask(desk, method, path, body=None, headers=(), host="127.0.0.1"):
    connection = http.client.HTTPSConnection(host, port_of(desk), context=context_for(desk), timeout=20 * PATIENCE)
    connection.request(method, path, body, dict(headers))
    got = connection.getresponse()
    answer = Answer(got.status, got.headers, got.read())
    connection.close()
    check_documented(method, path, answer)
    return answer


def submit(desk, body=None, key=None, **changes):
    """POST /v1/reports; a keyword with None takes a header away."""
    report_id = str(uuid.uuid4())
    headers = {"Content-Type": REPORT_TYPE, "Idempotency-Key": key or f'"{report_id}"'}
    for name, value in changes.items():
        headers[name.replace("_", "-")] = value
    headers = {name: value for name, value in headers.items() if value is not None}
    return ask(desk, "POST", "/v1/reports", report(report_id) if body is None else body, headers)


def is_whole(data):
    head, end, body = data.partition(b"\r\n\r\n")
    length = re.search(rb"Content-Length: (\d+)", head)
    return bool(end) and length is not None and len(body) >= int(length.group(1))


def raw(desk, data, wait=10):
    """Bytes as they are, over TLS; what came back until it is an answer or the other side closed."""
    with socket.create_connection(("127.0.0.1", port_of(desk)), timeout=wait * PATIENCE) as plain:
        with context_for(desk).wrap_socket(plain, server_hostname="127.0.0.1") as connection:
            answer = b""
            try:
                connection.sendall(data)
                while not is_whole(answer) and (chunk := connection.recv(65536)):
                    answer += chunk
            except OSError:
                pass
            return answer


def parse_raw(data):
    head, _, body = data.partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    headers = http.client.HTTPMessage()
    for line in lines[1:]:
        name, value = line.split(": ", 1)
        headers[name] = value
    return Answer(int(lines[0].split(" ")[1]), headers, body)


def post_head(report_id, length, **more):
    lines = ["POST /v1/reports HTTP/1.1", "Host: localhost", f"Content-Type: {REPORT_TYPE}",
             f'Idempotency-Key: "{report_id}"', f"Content-Length: {length}", *(f"{k}: {v}" for k, v in more.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


@tap.test("openapi.yaml hangs together")
def _():
    assert API["openapi"].startswith("3.1.")
    operations = [operation for path in API["paths"].values() for name, operation in path.items() if name != "parameters"]
    ids = [operation["operationId"] for operation in operations]
    assert len(set(ids)) == len(ids)

    def walk(node):
        if isinstance(node, dict):
            if "$ref" in node:
                target = node["$ref"]
                if target.startswith("#/"):
                    assert resolve(node) is not None
                else:
                    assert (SOURCE / "data" / "api" / target).resolve().is_file(), target
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)
    walk(API)
    for schema in API["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)


@tap.test("201 with a receipt, 200 with the same one")
def _():
    report_id = str(uuid.uuid4())
    body = report(report_id)
    first = submit(desk, body, f'"{report_id}"')
    assert first.status == 201, first.body
    assert first.json()["report_id"] == report_id
    assert first.headers["Location"] == "/v1/reports/" + first.json()["reference"]
    again = submit(desk, body, f'"{report_id}"; app=1')
    assert again.status == 200 and again.body == first.body


@tap.test("422: other bytes, another id, no report")
def _():
    report_id = str(uuid.uuid4())
    submit(desk, report(report_id), f'"{report_id}"')
    answers = [submit(desk, report(report_id, "anders"), f'"{report_id}"'), submit(desk, report(str(uuid.uuid4()))),
               submit(desk, b"{}"), submit(desk, b"[" * 100000), submit(desk, b""), submit(desk, b"\xff\xfe"),
               submit(desk, report(report_id, harms=["bored"]), f'"{report_id}"')]
    assert [answer.status for answer in answers] == [422] * len(answers)
    assert answers[-1].json()["pointer"] == "/harms/0", answers[-1].body
    assert answers[2].json()["pointer"] == "", answers[2].body


@tap.test("400: the key is missing or no key")
def _():
    good = str(uuid.uuid4())
    for key in (good, f'"{good}', f"'{good}'", f'"{good.upper()}"', '""', f'"{good}" x', f'"{good}", "{good}"', f'"{good}x"'):
        assert submit(desk, key=key).status == 400, key
    assert submit(desk, Idempotency_Key=None).status == 400


@tap.test("415: other types, versions and encodings")
def _():
    for value in ("application/json", REPORT_TYPE.replace("=1", "=2"), "text/plain", "application/vnd.tipoff.report+jsonx", None):
        assert submit(desk, Content_Type=value).status == 415, value
    assert submit(desk, Content_Encoding="gzip").status == 415
    for value in ("application/vnd.tipoff.report+json", "Application/Vnd.Tipoff.Report+JSON; charset=utf-8; version=\"1\""):
        assert submit(desk, Content_Type=value).status == 201, value


@tap.test("413: by length, by chunks, and after Expect")
def _():
    report_id = str(uuid.uuid4())
    for data in (post_head(report_id, 3 * LIMIT) + b"x" * 300000,
                 post_head(report_id, 3 * LIMIT, Expect="100-continue"),
                 post_head(report_id, 0, **{"Transfer-Encoding": "chunked"}).replace(b"Content-Length: 0\r\n", b"")
                 + (b"10000\r\n" + b"x" * 65536 + b"\r\n") * 17):
        answer = parse_raw(raw(desk, data))
        check_documented("POST", "/v1/reports", answer)
        assert answer.status == 413
    # The largest that is allowed is read, and then found not to be a report.
    assert submit(desk, b"x" * LIMIT).status == 422


@tap.test("408: half a request, whatever half")
def _():
    report_id = str(uuid.uuid4())
    before = time.monotonic()
    answer = parse_raw(raw(slow, post_head(report_id, 100) + b"half"))
    check_documented("POST", "/v1/reports", answer)
    assert answer.status == 408
    assert parse_raw(raw(slow, b"POST /v1/reports HTTP/1.1\r\nHos")).status == 408
    assert parse_raw(raw(slow, b"")).status == 408
    assert time.monotonic() - before < 9 * PATIENCE


@tap.test("a connection without a handshake is closed too")
def _():
    with socket.create_connection(("127.0.0.1", port_of(slow)), timeout=5 * PATIENCE) as plain:
        assert plain.recv(10) == b""


@tap.test("409 while the first still runs; then its place is free")
def _():
    report_id = str(uuid.uuid4())
    body = report(report_id)
    with socket.create_connection(("127.0.0.1", port_of(desk)), timeout=10 * PATIENCE) as plain:
        with context_for(desk).wrap_socket(plain, server_hostname="localhost") as first:
            first.sendall(post_head(report_id, len(body)) + body[:50])
            time.sleep(0.2 * PATIENCE)
            assert submit(desk, body, f'"{report_id}"').status == 409
            assert submit(desk, report(report_id, "anders"), f'"{report_id}"').status == 409
            first.sendall(body[50:])
            assert first.recv(12) == b"HTTP/1.1 201"
    assert submit(desk, body, f'"{report_id}"').status == 200

    report_id = str(uuid.uuid4())
    body = report(report_id)
    with socket.create_connection(("127.0.0.1", port_of(desk)), timeout=10 * PATIENCE) as plain:
        with context_for(desk).wrap_socket(plain, server_hostname="localhost") as gone:
            gone.sendall(post_head(report_id, len(body)) + body[:50])
    time.sleep(0.2 * PATIENCE)
    assert submit(desk, body, f'"{report_id}"').status == 201


@tap.test("401, 403: who may do what")
def _():
    reference = submit(guarded, Authorization=f"Bearer {SUBMIT}").json()["reference"]
    state, content = f"/v1/reports/{reference}", f"/v1/reports/{reference}/content"
    for authorization in (None, "Bearer wrong", "Basic dXNlcjpwYXNz", "Bearer", f"Bearer {SUBMIT}x"):
        assert submit(guarded, Authorization=authorization).status == 401, authorization
        headers = {"Authorization": authorization} if authorization else {}
        assert ask(guarded, "GET", state, headers=headers).status == 401
        assert ask(guarded, "GET", content, headers=headers).status == 401
    assert submit(guarded, Authorization=f"Bearer {READ}").status == 403
    assert ask(guarded, "GET", state, headers={"Authorization": f"Bearer {SUBMIT}"}).status == 200
    assert ask(guarded, "GET", content, headers={"Authorization": f"Bearer {SUBMIT}"}).status == 403
    assert ask(guarded, "HEAD", content).status == 401


@tap.test("state and content, byte for byte")
def _():
    report_id = str(uuid.uuid4())
    body = report(report_id, "é\u2028 spaties  ")
    reference = submit(guarded, body, f'"{report_id}"', Authorization=f"Bearer {SUBMIT}").json()["reference"]
    token = {"Authorization": f"bearer {READ}"}
    assert ask(guarded, "GET", f"/v1/reports/{reference.lower()}", headers=token).json()["reference"] == reference
    assert ask(guarded, "GET", f"/v1/reports/{reference}/content", headers=token).body == body
    assert ask(guarded, "HEAD", f"/v1/reports/{reference}/content", headers=token).status == 200
    for path in (f"/v1/reports/{reference[:-1]}", "/v1/reports/TD-0000-0000-0000-0000-0000", "/v1/reports/x'--",
                 "/v1/reports/TD-0000-0000-0000-0000-0000/content"):
        assert ask(guarded, "GET", path, headers=token).status == 404, path
    assert ask(desk, "GET", "/v1/reports/TD-0000-0000-0000-0000-0000").status == 404
    assert ask(desk, "HEAD", "/v1/reports/TD-0000-0000-0000-0000-0000").status == 404
    reference = submit(desk).json()["reference"]
    assert ask(desk, "GET", f"/v1/reports/{reference}").json()["state"] == "received"
    assert ask(desk, "HEAD", f"/v1/reports/{reference}").status == 200
    assert ask(desk, "GET", f"/v1/reports/{reference}/content").status == 401


def correction(corrects, report_id=None, **changes):
    report_id = report_id or str(uuid.uuid4())
    fields = {"version": 1, "report_id": report_id, "created": "2026-11-24T06:22:00Z",
              "program": {"name": "tipoff", "version": "0.1.0"}, "corrects": corrects, "reason": "mistake"}
    fields.update(changes)
    return report_id, json.dumps(fields).encode()


def take_back(corrects, token=None, **changes):
    report_id, body = correction(corrects, **changes)
    return body, submit(guarded if token else desk, body, f'"{report_id}"', Content_Type=CORRECTION_TYPE,
                        Authorization=f"Bearer {token}" if token else None)


@tap.test("a report is taken back by whoever sent it, and stays")
def _():
    report_id = str(uuid.uuid4())
    sent = submit(desk, report(report_id), f'"{report_id}"').json()
    place = f"/v1/reports/{sent['reference']}"
    body, first = take_back(report_id)
    assert first.status == 201 and first.json()["reference"] != sent["reference"]
    assert ask(desk, "GET", place).json()["state"] == "withdrawn"
    assert ask(desk, "GET", f"/v1/reports/{first.json()['reference']}").json()["state"] == "received"
    # The same bytes again: the same receipt. A report announced as a correction is none, and the other way round.
    again = submit(desk, body, f'"{json.loads(body)["report_id"]}"', Content_Type=CORRECTION_TYPE)
    assert (again.status, again.json()) == (200, first.json())
    assert submit(desk, report(report_id), f'"{report_id}"', Content_Type=CORRECTION_TYPE).status == 422
    other, wrong = correction(report_id)
    assert submit(desk, wrong, f'"{other}"').status == 422
    assert take_back("NOT-A-UUID")[1].status == 422
    assert take_back(report_id, reason="spite")[1].status == 422
    # Before the report: somebody else's order of things. It is kept.
    assert take_back(str(uuid.uuid4()))[1].status == 201


@tap.test("nobody takes back what another token sent")
def _():
    report_id = str(uuid.uuid4())
    sent = submit(guarded, report(report_id), f'"{report_id}"', Authorization=f"Bearer {SUBMIT}").json()
    place = f"/v1/reports/{sent['reference']}"
    body, answer = take_back(report_id, OTHER)
    assert answer.status == 201
    headers = {"Authorization": f"Bearer {READ}"}
    assert ask(guarded, "GET", place, headers=headers).json()["state"] == "received"
    assert ask(guarded, "GET", f"/v1/reports/{answer.json()['reference']}/content", headers=headers).body == body
    assert take_back(report_id, SUBMIT)[1].status == 201
    assert ask(guarded, "GET", place, headers=headers).json()["state"] == "withdrawn"


def change(desk, place, what, key, body=b"", token=None, **headers):
    headers = {"Idempotency-Key": f'"{key}"', **{name.replace("_", "-"): value for name, value in headers.items()}}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    return ask(desk, "POST", f"{place}/{what}", body, headers)


@tap.test("withdrawal: with the report's key, and its words are gone from the disk")
def _():
    report_id, secret = str(uuid.uuid4()), "woord-dat-weg-moet-" + uuid.uuid4().hex
    body = report(report_id, secret)
    sent = submit(guarded, body, f'"{report_id}"', Authorization=f"Bearer {SUBMIT}").json()
    place = f"/v1/reports/{sent['reference']}"
    nowhere = "/v1/reports/TD-0000-0000-0000-0000-0000"
    other = submit(guarded, Authorization=f"Bearer {SUBMIT}").json()["report_id"]
    for where, key, token, status in ((place, other, SUBMIT, 404), (nowhere, report_id, SUBMIT, 404), (place, report_id, OTHER, 404),
                                      (place, report_id, None, 401), (place, report_id, READ, 403), (place, "x", SUBMIT, 400)):
        assert change(guarded, where, "withdrawal", key, token=token).status == status, (key, token, status)
    headers = {"Authorization": f"Bearer {READ}"}
    assert ask(guarded, "GET", place + "/content", headers=headers).body == body
    for _ in range(2):
        assert change(guarded, place, "withdrawal", report_id, token=SUBMIT).json() == {
            "reference": sent["reference"], "state": "withdrawn", "received": sent["received"]}
    assert ask(guarded, "GET", place + "/content", headers=headers).status == 410
    # The key is still known: a request that was sent twice does not bring it back.
    assert submit(guarded, body, f'"{report_id}"', Authorization=f"Bearer {SUBMIT}").status == 200
    assert ask(guarded, "GET", place, headers=headers).json()["state"] == "withdrawn"
    for name in os.listdir(guarded.dir):
        if name.startswith("desk.sqlite"):
            assert secret.encode() not in (pathlib.Path(guarded.dir) / name).read_bytes(), name


@tap.test("correction at the report's own address")
def _():
    nowhere = "/v1/reports/TD-0000-0000-0000-0000-0000"
    for key, token, status in (("x", SUBMIT, 400), (str(uuid.uuid4()), None, 401), (str(uuid.uuid4()), READ, 403)):
        assert change(guarded, nowhere, "correction", key, token=token).status == status
    report_id = str(uuid.uuid4())
    place = submit(desk, report(report_id), f'"{report_id}"').headers["Location"]
    correction_id, body = correction(report_id)
    assert change(desk, place, "correction", report_id, body, Content_Type=REPORT_TYPE).status == 415
    assert change(desk, place, "correction", str(uuid.uuid4()), body, Content_Type=CORRECTION_TYPE).status == 404
    assert change(desk, place, "correction", report_id, correction(str(uuid.uuid4()))[1], Content_Type=CORRECTION_TYPE).status == 422
    assert change(desk, place, "correction", report_id, b"{}", Content_Type=CORRECTION_TYPE).status == 422
    first = change(desk, place, "correction", report_id, body, Content_Type=CORRECTION_TYPE)
    assert first.status == 201 and first.json()["report_id"] == correction_id
    again = change(desk, place, "correction", report_id, body, Content_Type=CORRECTION_TYPE)
    assert again.status == 200 and again.body == first.body
    assert ask(desk, "GET", place).json()["state"] == "withdrawn"


def command(*arguments):
    return subprocess.run([f"{BUILD}/src/desk/tipoff-desk", *arguments], capture_output=True, text=True, timeout=20 * PATIENCE,
                          env=home.env, check=False)


def audit(desk):
    return [json.loads(line) for line in (pathlib.Path(desk.dir) / "audit.jsonl").read_text(encoding="utf-8").splitlines()]


@tap.test("erasing: by a token of scope admin or on the spot; both are written down, and so is reading")
def _():
    admin, reads = {"Authorization": f"Bearer {ADMIN}"}, {"Authorization": f"Bearer {READ}"}
    first, second = (submit(guarded, Authorization=f"Bearer {SUBMIT}").json()["reference"] for _ in range(2))
    ask(guarded, "GET", f"/v1/reports/{first}/content", headers=reads)
    assert ask(guarded, "DELETE", f"/v1/reports/{first}", headers=reads).status == 403
    assert ask(guarded, "DELETE", f"/v1/reports/{first}").status == 401
    assert ask(guarded, "DELETE", f"/v1/reports/{first}", headers=admin).status == 204
    assert ask(guarded, "DELETE", "/v1/reports/TD-0000-0000-0000-0000-0000", headers=admin).status == 404
    done = command("erase", second, "--data", guarded.dir)
    assert done.returncode == 0, done.stderr
    assert command("erase", "TD-0000", "--data", guarded.dir).returncode == 1
    for reference in (first, second):
        assert ask(guarded, "GET", f"/v1/reports/{reference}", headers=reads).json()["state"] == "erased"
        assert ask(guarded, "GET", f"/v1/reports/{reference}/content", headers=reads).status == 410
    lines = [(line["who"], line["action"]) for line in audit(guarded) if line["reference"] in (first, second)]
    assert lines == [("analyst", "read"), ("head", "erase"), ("operator", "erase")], lines
    assert stat.S_IMODE((pathlib.Path(guarded.dir) / "audit.jsonl").stat().st_mode) == 0o600
    # What cannot be written down is not read.
    with tipoff.Desk(BUILD, home, "--token-file", token_file, name="unwritten") as other:
        reference = submit(other, Authorization=f"Bearer {SUBMIT}").json()["reference"]
        os.mkdir(f"{other.dir}/audit.jsonl")
        assert ask(other, "GET", f"/v1/reports/{reference}/content", headers=reads).status == 503
        assert ask(other, "DELETE", f"/v1/reports/{reference}", headers=admin).status == 503


@tap.test("export: what came, tests apart, with how many name what")
def _():
    contact = {"type": "url", "role": "contact", "value": "https://scam.example/a", "part": 0, "start": 0, "end": 1,
               "host": "scam.example", "domain": "scam.example"}
    with tipoff.Desk(BUILD, home, name="exports") as other:
        for fields in ({"indicators": [contact, contact]}, {"indicators": [contact]}, {}, {"test": True, "indicators": [contact]}):
            report_id = str(uuid.uuid4())
            answer = submit(other, report(report_id, "a\nb", **fields), f'"{report_id}"')
            assert answer.status == 201, answer.body
            place = answer.headers["Location"]
            if not fields:
                assert change(other, place, "withdrawal", report_id).status == 200
        done = command("export", "--data", other.dir, "--since", "2026-01-01")
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        assert [line.get("state") for line in lines] == ["received", "received", "withdrawn", None, None], lines
        assert lines[0]["report"]["messages"][0]["parts"][0]["text"] == "a\nb" and "report" not in lines[2]
        assert lines[3] == {"indicator": "https://scam.example/a", "type": "url", "reports": 2}
        assert lines[4] == {"reports": 3, "withdrawn": 1, "erased": 0, "corrections": 0}
        tests = [json.loads(line) for line in command("export", "--data", other.dir, "--test").stdout.splitlines()]
        assert [line.get("test") for line in tests] == [True, None, None] and tests[2]["reports"] == 1
        none = command("export", "--data", other.dir, "--since", "2199-01-01").stdout
        assert json.loads(none)["reports"] == 0
        assert [line["action"] for line in audit(other)] == ["export"] * 3
        assert command("export", "--data", other.dir, "--format", "xml").returncode == 2


def books(desk):
    return contextlib.closing(sqlite3.connect(f"{desk.dir}/desk.sqlite", timeout=20))


@tap.test("reports are let go of after --keep-days; counts stay, and an older database is brought up to date")
def _():
    with tipoff.Desk(BUILD, home, name="ages") as young:
        old, new = submit(young), submit(young)
    with books(young) as database, database:
        database.execute("UPDATE report SET received = received - 36 * 86400 WHERE reference = ?", (old.json()["reference"],))
        # As version 2 had it.
        database.executescript("DROP TABLE tally; DROP INDEX report_received; ALTER TABLE report DROP COLUMN withdrawn;"
                               "ALTER TABLE report DROP COLUMN erased; PRAGMA user_version = 2")
    with tipoff.Desk(BUILD, home, "--keep-days", "35", name="ages") as aged:
        end = time.monotonic() + 10 * PATIENCE
        while ask(aged, "GET", old.headers["Location"]).status != 404 and time.monotonic() < end:
            time.sleep(0.05)
        assert ask(aged, "GET", old.headers["Location"]).status == 404
        assert ask(aged, "GET", new.headers["Location"]).status == 200
        assert submit(aged).status == 201
        with books(aged) as database:
            assert database.execute("SELECT sum(reports), count(*) FROM tally").fetchone() == (3, 2)
            assert database.execute("SELECT count(*) FROM content").fetchone() == (2,)


@tap.test("token add: printed once, kept as a hash in a file of one's own")
def _():
    path = home.path("made", "tokens")
    os.makedirs(os.path.dirname(path))
    one = command("token", "add", "acme", "--scope", "submit", "--token-file", path)
    two = command("token", "add", "analyst", "--scope", "read,admin", "--token-file", path)
    assert one.returncode == two.returncode == 0, one.stderr + two.stderr
    token = one.stdout.strip()
    text = pathlib.Path(path).read_text(encoding="utf-8")
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600 and re.fullmatch("[a-z2-9]{32}", token) and token not in text
    assert text == tipoff.hash_tokens(f"acme submit {token}", f"analyst read,admin {two.stdout.strip()}")
    with tipoff.Desk(BUILD, home, "--token-file", path, name="made-desk") as made:
        assert submit(made, Authorization=f"Bearer {token}").status == 201
    for status, arguments in ((1, ("acme", "--scope", "read")), (2, ("x y", "--scope", "read")), (2, ("new", "--scope", "all")), (2, ("new",))):
        done = command("token", "add", *arguments, "--token-file", path)
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (status, "", 1), done
    os.chmod(path, 0o640)
    assert command("token", "add", "new", "--scope", "read", "--token-file", path).returncode == 1
    assert pathlib.Path(path).read_text(encoding="utf-8") == text


@tap.test("404 and 405; OPTIONS; healthz")
def _():
    for path in ("/", "/v1", "/v1/reports/", "/v1/reports/a/b", "/v2/reports", "/healthz/", "/../etc/passwd"):
        assert ask(desk, "GET", path).status == 404, path
    for template, operations in API["paths"].items():
        path = template.replace("{reference}", "TD-0000-0000-0000-0000-0000")
        allowed = ask(desk, "OPTIONS", path).headers["Allow"].split(", ")
        assert sorted(allowed) == sorted(name.upper() for name in operations if name != "parameters")
        for method in {"GET", "PUT", "DELETE", "PATCH", "TRACE", "POST"} - set(allowed):
            answer = ask(desk, method, path, b"x" if method in ("PUT", "POST") else None)
            assert answer.status == 405 and answer.headers["Allow"].split(", ") == allowed, (method, path)
    assert ask(desk, "GET", "/healthz").json() == {"status": "ok"}
    assert ask(desk, "HEAD", "/healthz").status == 200


@tap.test("429: a limit a network, for those without a token")
def _():
    with tipoff.Desk(BUILD, home, "--rate", "2", name="rate") as limited:
        statuses = []
        for _ in range(3):
            statuses.append(submit(limited))
        assert [answer.status for answer in statuses] == [201, 201, 429]
        assert 1 <= int(statuses[2].headers["Retry-After"]) <= 30
        for what in ("withdrawal", "correction"):
            assert change(limited, statuses[0].headers["Location"], what, statuses[0].json()["report_id"]).status == 429
        # The limit is on what is sent, not on questions.
        assert ask(limited, "GET", statuses[0].headers["Location"]).status == 200
    tokens = home.write("rate-tokens", tipoff.hash_tokens("acme submit only"))
    with tipoff.Desk(BUILD, home, "--rate", "2", "--token-file", tokens, name="rate-tokens-desk") as trusted:
        for _ in range(4):
            assert submit(trusted, Authorization="Bearer only").status == 201


@tap.test("503 when it cannot be stored or read")
def _():
    submits, reads = {"Authorization": f"Bearer {SUBMIT}"}, {"Authorization": f"Bearer {READ}"}
    with tipoff.Desk(BUILD, home, "--token-file", token_file, name="full") as full:
        report_id = str(uuid.uuid4())
        body = report(report_id, "x" * 200000)
        hard = resource.prlimit(full.process.pid, resource.RLIMIT_FSIZE)[1]
        resource.prlimit(full.process.pid, resource.RLIMIT_FSIZE, (65536, hard))
        assert submit(full, body, f'"{report_id}"', **submits).status == 503
        resource.prlimit(full.process.pid, resource.RLIMIT_FSIZE, (hard, hard))
        reference = submit(full, body, f'"{report_id}"', **submits).json()["reference"]
        # A file that somebody cut short.
        with open(f"{full.dir}/desk.sqlite-wal", "r+b") as log:
            log.truncate(0)
        with open(f"{full.dir}/desk.sqlite", "r+b") as database:
            database.write(b"\0" * 4096)
        assert ask(full, "GET", f"/v1/reports/{reference}", headers=reads).status == 503
        assert ask(full, "GET", f"/v1/reports/{reference}/content", headers=reads).status == 503
        for what in ("withdrawal", "correction"):
            assert change(full, f"/v1/reports/{reference}", what, report_id, token=SUBMIT, Content_Type=CORRECTION_TYPE).status == 503


@tap.test("many at once: each once, each its own receipt")
def _():
    def one(_):
        report_id = str(uuid.uuid4())
        answer = submit(desk, report(report_id), f'"{report_id}"')
        return answer.status, answer.json()["report_id"] == report_id, answer.json()["reference"]

    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(one, range(160)))
    assert {answer[:2] for answer in answers} == {(201, True)}
    assert len({answer[2] for answer in answers}) == len(answers)


@tap.test("the same report at the same moment: one is stored")
def _():
    report_id = str(uuid.uuid4())
    body = report(report_id)
    with concurrent.futures.ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda _: submit(desk, body, f'"{report_id}"'), range(24)))
    statuses = [answer.status for answer in answers]
    assert statuses.count(201) == 1 and set(statuses) <= {200, 201, 409}, statuses
    assert len({answer.body for answer in answers if answer.status < 300}) == 1


@tap.test("garbage on the wire does not stop it")
def _():
    garbage = (b"\0" * 1000, b"GET\r\n\r\n", b"\r\n\r\n", b"A" * 200000, b"GET / HTTP/9.9\r\n\r\n", b"POST /v1/reports HTTP/1.1\r\n\r\n",
                 b"POST /v1/reports HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", b"GET /%ff%00 HTTP/1.1\r\nHost: x\r\n\r\n",
                 b"POST /v1/reports HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\nzz\r\n")
    with concurrent.futures.ThreadPoolExecutor(len(garbage)) as pool:
        answers = list(pool.map(lambda data: raw(slow, data, 4), garbage))
    assert not any(answer.startswith((b"HTTP/1.1 2", b"HTTP/1.1 5")) for answer in answers), answers
    assert ask(slow, "GET", "/healthz").status == 200


@tap.test("one connection carries many requests, and is let go of when it ends or nothing comes")
def _():
    with tipoff.Desk(BUILD, home, "--deadline", str(2 * PATIENCE), name="kept") as kept:
        connection = http.client.HTTPSConnection("127.0.0.1", port_of(kept), context=context_for(kept), timeout=20 * PATIENCE)
        connection.connect()
        first = connection.sock
        for status in (201, 422, 201, 415, 201):
            report_id = str(uuid.uuid4())
            headers = {"Content-Type": REPORT_TYPE if status != 415 else "text/plain", "Idempotency-Key": f'"{report_id}"'}
            connection.request("POST", "/v1/reports", report(report_id) if status != 422 else b"{}", headers)
            answer = connection.getresponse()
            assert (answer.status, connection.sock) == (status, first), answer.read()
            answer.read()
        before = time.monotonic()
        assert first.recv(1) == b"" and time.monotonic() - before < 6 * PATIENCE
        connection.close()
        for _ in range(20):
            ask(kept, "GET", "/healthz")
        with socket.create_connection(("127.0.0.1", port_of(kept)), timeout=10 * PATIENCE) as plain:
            with context_for(kept).wrap_socket(plain, server_hostname="localhost") as idle:
                idle.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
                assert idle.recv(12) == b"HTTP/1.1 200"
                # None of those is in the way of the end, and neither is this one.
                kept.process.terminate()
                assert kept.process.wait(2 * PATIENCE) == 0


def open_files(desk):
    return len(os.listdir(f"/proc/{desk.process.pid}/fd"))


@tap.test("connections that say nothing, or half a handshake, keep nobody out, and cost little")
def _():
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)
    many = min(limit[1] - 100, 5000)
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit[1], limit[1]))
    before, silent = open_files(slow), []
    try:
        for i in range(many):
            silent.append(socket.create_connection(("127.0.0.1", port_of(slow)), timeout=10 * PATIENCE))
            if i % 2 == 0:
                silent[-1].sendall(b"\x16\x03\x01\x02\x00half")
            if i % 1000 == 0:
                assert ask(slow, "GET", "/healthz").status == 200
        assert submit(slow).status == 201
        with open(f"/proc/{slow.process.pid}/status", encoding="ascii") as status:
            resident = int(re.search(r"VmHWM:\s+(\d+) kB", status.read())[1])
        assert resident < 512 * 1024, resident
        # Their deadline passes, and nothing of them is left.
        end = time.monotonic() + 20 * PATIENCE
        while open_files(slow) > before + 5 and time.monotonic() < end:
            time.sleep(0.1)
        assert open_files(slow) <= before + 5, (before, open_files(slow))
    finally:
        for connection in silent:
            connection.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, limit)


@tap.test("bodies that never end fill no memory: others are told to come back, and are taken when those have gone")
def _():
    with tipoff.Desk(BUILD, home, name="held") as held:
        unfinished = []
        try:
            for _ in range(70):
                plain = socket.create_connection(("127.0.0.1", port_of(held)), timeout=20 * PATIENCE)
                unfinished.append(context_for(held).wrap_socket(plain, server_hostname="localhost"))
                unfinished[-1].sendall(post_head(str(uuid.uuid4()), LIMIT) + b"x" * (LIMIT - 1))
            end = time.monotonic() + 20 * PATIENCE
            while (answer := submit(held)).status != 503 and time.monotonic() < end:
                time.sleep(0.1)
            assert answer.status == 503 and 15 <= int(answer.headers["Retry-After"]) <= 44
            # One that is told so before its body need not send it.
            report_id = str(uuid.uuid4())
            assert parse_raw(raw(held, post_head(report_id, 1000, Expect="100-continue"))).status == 503
        finally:
            for connection in unfinished:
                connection.close()
        end = time.monotonic() + 20 * PATIENCE
        while (status := submit(held).status) != 201 and time.monotonic() < end:
            time.sleep(0.1)
        assert status == 201


@tap.test("sessions are resumed; versions before TLS 1.2 are not spoken")
def _():
    for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
        context, session = context_for(desk), None
        context.minimum_version = context.maximum_version = version
        for resumed in (False, True):
            with socket.create_connection(("127.0.0.1", port_of(desk)), timeout=10 * PATIENCE) as plain:
                with context.wrap_socket(plain, server_hostname="localhost", session=session) as connection:
                    connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
                    assert connection.recv(12) == b"HTTP/1.1 200"
                    assert connection.session_reused == resumed, version
                    session = connection.session
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    old.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    with socket.create_connection(("127.0.0.1", port_of(desk)), timeout=10 * PATIENCE) as plain:
        try:
            old.wrap_socket(plain)
        except ssl.SSLError as error:
            assert "VERSION" in str(error).upper(), error
        else:
            raise AssertionError("TLS 1.1 was spoken")


@tap.test("names of the certificate: localhost, 127.0.0.1, and no other")
def _():
    assert ask(desk, "GET", "/healthz", host="localhost").status == 200
    with socket.create_connection(("127.0.0.1", port_of(desk)), timeout=5 * PATIENCE) as plain:
        try:
            context_for(desk).wrap_socket(plain, server_hostname="desk.example")
        except ssl.SSLCertVerificationError as error:
            assert "desk.example" in str(error), error
        else:
            raise AssertionError("it was accepted")


@tap.test("the certificate is kept while it is good, its key is private")
def _():
    with tipoff.Desk(BUILD, home, name="again") as first:
        before = pathlib.Path(first.certificate).read_bytes()
    with tipoff.Desk(BUILD, home, name="again") as second:
        assert pathlib.Path(second.certificate).read_bytes() == before
        key = pathlib.Path(second.certificate).with_name("key.pem")
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
        assert stat.S_IMODE((pathlib.Path(second.dir) / "desk.sqlite").stat().st_mode) == 0o600
    # Another address: another certificate. A broken key: all anew.
    with tipoff.Desk(BUILD, home, name="again", address="127.0.0.2:0") as third:
        after = pathlib.Path(third.certificate).read_bytes()
        assert after != before
    key.write_bytes(b"broken")
    with tipoff.Desk(BUILD, home, name="again") as fourth:
        assert pathlib.Path(fourth.certificate).read_bytes() not in (before, after)
        assert ask(fourth, "GET", "/healthz").status == 200


@tap.test("SIGTERM: what has begun gets its receipt, then it ends")
def _():
    with tipoff.Desk(BUILD, home, name="stops") as stopping:
        report_id = str(uuid.uuid4())
        body = report(report_id)
        with socket.create_connection(("127.0.0.1", port_of(stopping)), timeout=10 * PATIENCE) as plain:
            with context_for(stopping).wrap_socket(plain, server_hostname="localhost") as begun:
                begun.sendall(post_head(report_id, len(body)) + body[:50])
                time.sleep(0.2 * PATIENCE)
                stopping.process.terminate()
                time.sleep(0.2 * PATIENCE)
                try:
                    socket.create_connection(("127.0.0.1", port_of(stopping)), timeout=5 * PATIENCE)
                except ConnectionRefusedError:
                    pass
                else:
                    raise AssertionError("it still takes connections")
                begun.sendall(body[50:])
                assert begun.recv(12) == b"HTTP/1.1 201"
        assert stopping.process.wait(5 * PATIENCE) == 0


@tap.test("the log has no report, no reference, no token, no address")
def _():
    text = guarded.read_log() + desk.read_log()
    lines = [line for line in text.splitlines() if not line.startswith("tipoff-desk: ")]
    assert len(lines) > 50
    for line in lines:
        assert re.fullmatch(r"\S+Z ([A-Z]+ /[a-z0-9/{}]*|- -) \d+ \d+ ms", line), line


@tap.test("wrong usage is 2, a failure 1, each with a sentence")
def _():
    program = f"{BUILD}/src/desk/tipoff-desk"
    readable = home.write("readable", tipoff.hash_tokens("acme submit secret"), 0o644)
    nonsense = home.write("nonsense", "one two\n")
    of_old = home.write("of-old", "acme submit secret\n")
    good = ["--listen", "127.0.0.1:0", "--data", home.path("usage")]
    for status, arguments in [
            (2, []), (2, good), (2, [*good, "--self-signed", "--tls-cert", "x", "--tls-key", "y"]), (2, [*good, "--tls-cert", "x"]),
            (2, ["--listen", "nowhere", "--data", "x", "--self-signed"]), (2, ["--listen", "127.0.0.1:0", "--self-signed"]),
            (2, [*good, "--self-signed", "more"]), (2, [*good, "--self-signed", "--deadline", "0"]), (2, [*good, "--unknown"]),
            (1, [*good, "--tls-cert", "/nowhere", "--tls-key", "/nowhere"]), (1, [*good, "--self-signed", "--token-file", readable]),
            (1, [*good, "--self-signed", "--token-file", nonsense]), (1, [*good, "--self-signed", "--token-file", of_old]),
            (2, [*good, "--self-signed", "--keep-days", "34"]), (2, ["token"]), (2, ["erase"]), (2, ["export", "--data", "x", "--since", "soon"]),
            (1, ["export", "--data", "/nowhere"]), (1, ["erase", "TD-X", "--data", "/nowhere"]), (1, [*good, "--self-signed", "--token-file", "/nowhere"]),
            (1, ["--listen", desk.address, "--data", home.path("usage"), "--self-signed"])]:
        done = subprocess.run([program, *arguments], capture_output=True, text=True, timeout=20 * PATIENCE, env=home.env)
        assert done.returncode == status, (arguments, done)
        assert done.stderr.startswith("tipoff-desk: ") and len(done.stderr.splitlines()) == 1, done.stderr


@tap.test("every answer of openapi.yaml has been given")
def _():
    documented = {(path, name.upper(), int(status)) for path, operations in API["paths"].items()
                  for name, operation in operations.items() if name != "parameters" for status in operation["responses"]}
    given = {(path, method, status) for path, method, status in seen}
    given |= {(path, name.upper(), 405) for path, method, status in seen if status == 405
              for name in ("get", "post") if name in API["paths"][path]}
    assert not documented - given, sorted(documented - given)


home = tipoff.Home(BUILD)
with home:
    token_file = home.write("tokens", "# who\n\n" + tipoff.hash_tokens(f"acme submit {SUBMIT}", f"analyst read {READ}",
                                                                         f"other submit {OTHER}", f"head admin {ADMIN}"))
    with tipoff.Desk(BUILD, home) as desk, tipoff.Desk(BUILD, home, "--deadline", str(PATIENCE), name="slow") as slow, \
            tipoff.Desk(BUILD, home, "--token-file", token_file, name="guarded") as guarded:
        tap.main()
