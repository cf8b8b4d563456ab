#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The fault matrix: what the outbox says of each thing that can go wrong on the
way, and that nothing is lost, changed or sent twice.

usage: test_faults.py OUTBOX-TOOL
"""

import os
import pathlib
import socket
import sys
import tempfile
import threading
import time

from delivery_lab import FAULT_CA, PATIENCE, FaultServer, Outbox, report

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lib"))
import tap  # noqa: E402

tool = sys.argv[1]
folder = tempfile.TemporaryDirectory(prefix="tipoff-faults-")
server = FaultServer()
outbox = Outbox(tool, folder.name)

# name, path, port, state, reason, requests that arrive, more
MATRIX = [
    ("receipt", "/receipt", "good", "delivered", None, 1, {}),
    ("receipt with 200", "/receipt-200", "good", "delivered", None, 1, {}),
    ("another report's receipt", "/wrong-id", "good", "waiting", "answer", 1, {}),
    ("a receipt for other bytes", "/wrong-hash", "good", "waiting", "answer", 1, {}),
    ("a receipt without reference", "/no-reference", "good", "waiting", "answer", 1, {}),
    ("a reference that is none", "/bad-reference", "good", "waiting", "answer", 1, {}),
    ("a time that is none", "/bad-time", "good", "waiting", "answer", 1, {}),
    ("broken JSON", "/garbage", "good", "waiting", "answer", 1, {}),
    ("a portal's HTML", "/html", "good", "waiting", "answer", 1, {}),
    ("HTML that says it is JSON", "/html-as-json", "good", "waiting", "answer", 1, {}),
    ("an empty answer", "/empty", "good", "waiting", "answer", 1, {}),
    ("100,000 brackets", "/deep", "good", "waiting", "answer", 1, {}),
    ("100 MB", "/huge", "good", "waiting", "answer", 1, {}),
    ("100 MB in chunks", "/huge-chunked", "good", "waiting", "answer", 1, {}),
    ("a slow drip", "/drip", "good", "waiting", "network", 1, {"timeout": 2}),
    ("no answer", "/stall-headers", "good", "waiting", "network", 1, {"timeout": 2}),
    ("half an answer", "/stall-body", "good", "waiting", "network", 1, {"timeout": 2}),
    ("closed before the answer", "/close-at-once", "good", "waiting", "network", 1, {}),
    ("closed in mid-answer", "/close-mid-answer", "good", "waiting", "network", 1, {}),
    ("not HTTP", "/not-http", "good", "waiting", "network", 1, {}),
    ("a handshake that stalls", "/receipt", "stalled-handshake", "waiting", "network", 0, {"timeout": 2}),
    ("a handshake that is cut", "/receipt", "closed-handshake", "waiting", "network", 0, {}),
    ("not TLS", "/receipt", "not-tls", "waiting", "network", 0, {"timeout": 5}),
    ("nobody listens", "/receipt", "nobody", "waiting", "network", 0, {}),
    ("a name that does not exist", "/receipt", "good", "waiting", "network", 0, {"host": "desk.invalid"}),
    ("a certificate for another host", "/receipt", "wrong-host", "attention", "tls", 0, {"detail": "another name"}),
    ("an expired certificate", "/receipt", "expired", "attention", "tls", 0, {"detail": "expired"}),
    ("a self-signed certificate", "/receipt", "self-signed", "attention", "tls", 0, {"detail": "not issued by an authority"}),
    ("a CA file that is not there", "/receipt", "good", "attention", "tls", 0, {"ca_file": "/nowhere/ca.pem"}),
    ("307 to another port", "/redirect", "good", "attention", "refused", 1, {"detail": "https://localhost"}),
    ("301 to another port", "/redirect-301", "good", "attention", "refused", 1, {}),
    ("307 to http", "/redirect-down", "good", "attention", "refused", 1, {}),
    ("400", "/status/400", "good", "attention", "refused", 1, {"detail": "<b>No</b>: line one line two"}),
    ("401", "/status/401", "good", "attention", "token", 1, {}),
    ("403", "/status/403", "good", "attention", "token", 1, {}),
    ("404", "/status/404", "good", "attention", "refused", 1, {}),
    ("405", "/status/405", "good", "attention", "refused", 1, {}),
    ("408", "/status/408", "good", "waiting", "busy", 1, {}),
    ("409", "/status/409/2", "good", "waiting", "busy", 1, {"wait": (40, 60)}),
    ("413", "/status/413", "good", "attention", "refused", 1, {}),
    ("415", "/status/415", "good", "attention", "refused", 1, {}),
    ("422", "/status/422", "good", "attention", "refused", 1, {}),
    ("425", "/status/425", "good", "waiting", "busy", 1, {}),
    ("429 with seconds", "/status/429/600", "good", "waiting", "busy", 1, {"wait": (590, 661)}),
    ("429 with an impossible wait", "/status/429/99999999999999999999", "good", "waiting", "busy", 1, {"wait": (86000, 86400)}),
    ("500", "/status/500", "good", "waiting", "busy", 1, {}),
    ("503 with a date gone by", "/status/503/Wed,_21_Oct_2015_07:28:00_GMT", "good", "waiting", "busy", 1, {"wait": (40, 60)}),
    ("504", "/status/504", "good", "waiting", "busy", 1, {}),
    ("204", "/status/204", "good", "waiting", "answer", 1, {}),
]

server.ports["nobody"] = 1


def check_row(path, port, state, reason, arrivals, more):
    address = server.url(path, port, host=more.get("host", "localhost"))
    report_id = outbox.approve(address, more.get("ca_file", FAULT_CA))
    before = time.monotonic()
    item = outbox.send(report_id, more.get("timeout", 20) * PATIENCE)
    taken = time.monotonic() - before

    assert (item["state"], item["reason"]) == (state, reason), item
    assert taken < (more.get("timeout", 6) + 3) * PATIENCE, f"took {taken:.1f} s"
    assert (item["reference"] is not None) == (state == "delivered"), item
    assert ("message" in item) == (state != "delivered"), item
    assert more.get("detail", "") in (item["detail"] or ""), item
    assert not set(item["detail"] or "") & set("\n\u202e"), item
    low, high = more.get("wait", (40, 86400))
    assert (low <= item["wait"] <= high) if state == "waiting" else item["wait"] == 0, item

    # The bytes are what they were, and what arrived was they, once.
    sent = [entry for entry in server.log() if entry["key"] == f'"{report_id}"']
    assert len(sent) == arrivals, sent
    assert all(entry["path"] == path and entry["sha256"] == item["sha256"] for entry in sent), sent
    stored = outbox.start("bytes", report_id)
    assert stored.communicate()[0].encode() == report(report_id)


def settled_by_the_same_key(path, timeout):
    """Stored, but the answer is lost: asked again with the same key and bytes."""
    report_id = outbox.approve(server.url(path), FAULT_CA)
    first = outbox.send(report_id, timeout)
    assert (first["state"], first["reason"]) == ("waiting", "network"), first
    early = outbox.send(report_id, timeout)
    assert "state" not in early and "time has not come" in early["message"], early
    second = outbox.send(report_id, timeout, force=True)
    assert second["state"] == "delivered" and second["attempts"] == 2, second
    sent = [entry for entry in server.log() if entry["key"] == f'"{report_id}"']
    assert len(sent) == 2 and sent[0] == sent[1], sent


def token_for_its_origin():
    mine, other = server.url("/receipt"), server.url("/receipt", "self-signed")
    cases = [((mine, " secret-1\n"), "Bearer secret-1"), ((server.url("/elsewhere"), "secret-2"), "Bearer secret-2"),
             ((other, "secret-3"), None), ((server.url("/", host="127.0.0.1"), "secret-4"), None),
             ((mine, "two words"), None)]
    for token, expected in cases:
        report_id = outbox.approve(mine, FAULT_CA)
        assert outbox.send(report_id, token=token)["state"] == "delivered"
        sent = [entry for entry in server.log() if entry["key"] == f'"{report_id}"']
        assert [entry["authorization"] for entry in sent] == [expected], (token, sent)
    assert b"secret-" not in outbox.path.read_bytes()


def plain_http_is_refused():
    for address in (server.url("/receipt", "plain", "http"), "https://user@localhost/", "https://localhost/#x", "ftp://localhost/",
                    "https://", "https:///x", "localhost", ""):
        with tempfile.NamedTemporaryFile() as file:
            file.write(b"{}")
            file.flush()
            answer = outbox.run("approve", "11111111-1111-4111-8111-111111111111", address, FAULT_CA, file.name)
        assert answer and "HTTPS" in answer[0]["message"], (address, answer)


class Proxy:
    """One that @answers CONNECT, and notes what it was asked; None: opens the way."""

    def __init__(self, answers=None):
        self.answers, self.asked = answers, []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.environment = dict(os.environ, GIO_USE_PROXY_RESOLVER="libproxy", no_proxy="",
                                https_proxy=f"http://127.0.0.1:{self.listener.getsockname()[1]}")
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            client, _ = self.listener.accept()
            threading.Thread(target=self.handle, args=(client,), daemon=True).start()

    def handle(self, client):
        head = b""
        while not head.endswith(b"\r\n\r\n") and (piece := client.recv(4096)):
            head += piece
        self.asked.append(head)
        if self.answers:
            client.sendall(self.answers)
            client.close()
            return
        other = socket.create_connection(("127.0.0.1", int(head.split()[1].rsplit(b":", 1)[1])))
        client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        threading.Thread(target=self.copy, args=(other, client), daemon=True).start()
        self.copy(client, other)

    @staticmethod
    def copy(source, target):
        try:
            while piece := source.recv(65536):
                target.sendall(piece)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass


def through_a_proxy():
    """The way that the desktop's settings say; a proxy sees neither report nor token."""
    proxy = Proxy()
    report_id = outbox.approve(server.url("/receipt"), FAULT_CA)
    item = outbox.run("send", report_id, 20 * PATIENCE, "force", server.url("/"), "secret-token", env=proxy.environment)[0]
    if not proxy.asked:
        raise tap.Skip("GIO has no libproxy here")
    assert item["state"] == "delivered", item
    assert proxy.asked[0].startswith(b"CONNECT localhost:"), proxy.asked
    assert not any(word in head for head in proxy.asked for word in (b"secret-token", report_id.encode(), b"/receipt")), proxy.asked


def a_proxy_that_refuses(status, more=""):
    """What a proxy says is not what the desk says: nothing was sent, and it waits."""
    body = b"<html>You may not, says the office</html>"
    proxy = Proxy(f"HTTP/1.1 {status} No\r\nContent-Type: text/html\r\n{more}Content-Length: {len(body)}\r\n\r\n".encode() + body)
    report_id = outbox.approve(server.url("/receipt"), FAULT_CA)
    item = outbox.run("send", report_id, 20 * PATIENCE, "force", server.url("/"), "secret-token", env=proxy.environment)[0]
    if not proxy.asked:
        raise tap.Skip("GIO has no libproxy here")
    assert (item["state"], item["reason"]) == ("waiting", "network"), item
    assert not [entry for entry in server.log() if entry["key"] == f'"{report_id}"']
    assert not any(b"secret-token" in head for head in proxy.asked), proxy.asked


def files_are_private():
    for path in pathlib.Path(folder.name).glob("outbox.sqlite*"):
        assert path.stat().st_mode & 0o777 == 0o600, path


for row in MATRIX:
    tap.test(f"{row[0]} → {row[3]}{f' ({row[4]})' if row[4] else ''}")(lambda row=row: check_row(*row[1:]))
tap.test("answer lost → the same key again")(lambda: settled_by_the_same_key("/lost", 20 * PATIENCE))
tap.test("answer late → the same key again")(lambda: settled_by_the_same_key("/late", 2 * PATIENCE))
tap.test("a token goes to its origin only")(token_for_its_origin)
tap.test("through the desktop's proxy")(through_a_proxy)
for said, fields in ((407, 'Proxy-Authenticate: Basic realm="office"\r\n'), (403, ""), (502, ""), (302, "Location: https://localhost/\r\n")):
    tap.test(f"a proxy that answers {said} → waiting (network)")(lambda said=said, fields=fields: a_proxy_that_refuses(said, fields))
tap.test("only https")(plain_http_is_refused)
tap.test("only the person can read it")(files_are_private)

try:
    tap.main()
finally:
    server.stop()
    folder.cleanup()
