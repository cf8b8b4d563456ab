#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An endpoint that does everything wrong, over TLS, on loopback.

The path of a request says how it fails; the port says how its certificate
does. Prints one JSON object with the ports, then serves until its standard
input ends. GET /log gives every report that arrived, in order.
"""

import hashlib
import json
import os
import pathlib
import socket
import ssl
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
TLS = HERE / "fixtures" / "tls"
PATIENCE = int(os.environ.get("TIPOFF_TEST_PATIENCE", "1"))
STALL_SECONDS = 20 * PATIENCE

log = []
log_lock = threading.Lock()


def read_request(stream):
    """Method, path, headers (lower case) and body; None where the client left."""
    line = stream.readline(8192)
    if not line:
        return None
    method, path, _ = line.decode("latin-1").split(" ", 2)
    headers = {}
    while (line := stream.readline(8192)) not in (b"\r\n", b""):
        name, value = line.decode("latin-1").split(":", 1)
        headers[name.strip().lower()] = value.strip()
    body = stream.read(int(headers.get("content-length", "0")))
    return method, path, headers, body


def answer(connection, status, body=b"", content_type="application/json", headers=(), length=None):
    lines = [f"HTTP/1.1 {status} Whatever", f"Content-Type: {content_type}",
             f"Content-Length: {len(body) if length is None else length}", "Connection: close", *headers, "", ""]
    connection.sendall("\r\n".join(lines).encode() + body)


def receipt(headers, body, **changes):
    """The receipt that this request should get."""
    fields = {"reference": "TD-FAULT-" + hashlib.sha256(body).hexdigest()[:12].upper(),
              "report_id": headers.get("idempotency-key", "").strip('"'),
              "received": "2026-11-24T05:22:00Z",
              "sha256": hashlib.sha256(body).hexdigest()}
    fields.update(changes)
    return json.dumps({k: v for k, v in fields.items() if v is not None}).encode()


def times_seen(key):
    with log_lock:
        return sum(1 for entry in log if entry["key"] == key)


class Request:
    def __init__(self, connection, ports, path, headers, body):
        self.connection, self.ports, self.path = connection, ports, path
        self.headers, self.body = headers, body

    def receipt(self, status=201, **changes):
        answer(self.connection, status, receipt(self.headers, self.body, **changes))

    def first_time(self):
        return times_seen(self.headers.get("idempotency-key")) == 1


def garbage(r):
    answer(r.connection, 200, b'{"reference": "TD-1", ')


def html(r):
    answer(r.connection, 200, b"<html><body>Please log in to this hotel's network</body></html>", "text/html")


def html_as_json(r):
    answer(r.connection, 201, b"<html><body>ok</body></html>")


def empty(r):
    answer(r.connection, 201, b"")


def deep(r):
    answer(r.connection, 201, b"[" * 100000)


def huge(r):
    answer(r.connection, 201, b"", length=100 * 1000 * 1000)
    for _ in range(1600):
        r.connection.sendall(b" " * 62500)


def huge_chunked(r):
    r.connection.sendall(b"HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
    for _ in range(1600):
        r.connection.sendall(b"f424\r\n" + b" " * 62500 + b"\r\n")


def drip(r):
    body = receipt(r.headers, r.body)
    answer(r.connection, 201, b"", length=len(body))
    for byte in body:
        r.connection.sendall(bytes([byte]))
        time.sleep(0.2 * PATIENCE)


def stall_headers(r):
    time.sleep(STALL_SECONDS)


def stall_body(r):
    body = receipt(r.headers, r.body)
    answer(r.connection, 201, body[:20], length=len(body))
    time.sleep(STALL_SECONDS)


def close_at_once(r):
    pass


def close_mid_answer(r):
    body = receipt(r.headers, r.body)
    answer(r.connection, 201, body[:20], length=len(body))


def not_http(r):
    r.connection.sendall(b"220 smtp.example ESMTP ready\r\n")


def late(r):
    """Stored, but the first answer comes too late."""
    if r.first_time():
        time.sleep(STALL_SECONDS)
    r.receipt(200)


def lost(r):
    """Stored, but the first answer gets lost."""
    if not r.first_time():
        r.receipt(200)


def redirect(r, status=307):
    target = f"https://localhost:{r.ports['good']}/receipt"
    answer(r.connection, status, b"", headers=(f"Location: {target}",))


def redirect_down(r):
    answer(r.connection, 307, b"", headers=(f"Location: http://localhost:{r.ports['plain']}/receipt",))


def status(r):
    """/status/NNN or /status/NNN/RETRY-AFTER"""
    parts = r.path.split("/")
    headers = (f"Retry-After: {parts[3].replace('_', ' ')}",) if len(parts) > 3 else ()
    problem = {"type": "about:blank", "title": "<b>No</b>\u202e", "status": int(parts[2]), "detail": "line one\nline two"}
    answer(r.connection, int(parts[2]), json.dumps(problem).encode(), "application/problem+json", headers)


MODES = {
    "receipt": Request.receipt,
    "receipt-200": lambda r: r.receipt(200),
    "wrong-id": lambda r: r.receipt(report_id="00000000-0000-4000-8000-000000000000"),
    "wrong-hash": lambda r: r.receipt(sha256="0" * 64),
    "no-reference": lambda r: r.receipt(reference=None),
    "bad-reference": lambda r: r.receipt(reference="TD-1\n<script>"),
    "bad-time": lambda r: r.receipt(received="yesterday"),
    "garbage": garbage, "html": html, "html-as-json": html_as_json, "empty": empty, "deep": deep,
    "huge": huge, "huge-chunked": huge_chunked, "drip": drip,
    "stall-headers": stall_headers, "stall-body": stall_body,
    "close-at-once": close_at_once, "close-mid-answer": close_mid_answer, "not-http": not_http,
    "late": late, "lost": lost,
    "redirect": redirect, "redirect-301": lambda r: redirect(r, 301), "redirect-down": redirect_down,
    "status": status,
}


def serve(connection, ports):
    request = read_request(connection.makefile("rb"))
    if request is None:
        return
    method, path, headers, body = request
    if path == "/log":
        with log_lock:
            answer(connection, 200, json.dumps(log).encode())
        return

    with log_lock:
        log.append({"path": path, "key": headers.get("idempotency-key"), "method": method,
                    "type": headers.get("content-type"), "authorization": headers.get("authorization"),
                    "sha256": hashlib.sha256(body).hexdigest()})
    MODES[path.split("/")[1]](Request(connection, ports, path, headers, body))


def handle(raw, context, ports):
    connection = raw
    try:
        raw.settimeout(STALL_SECONDS)
        if context is not None:
            connection = context.wrap_socket(raw, server_side=True)
        serve(connection, ports)
    except (OSError, ValueError):
        pass
    finally:
        connection.close()


def handle_stalled_handshake(raw, context, ports):
    time.sleep(STALL_SECONDS)
    raw.close()


def handle_closed_handshake(raw, context, ports):
    raw.recv(16)
    raw.close()


def handle_plain_banner(raw, context, ports):
    """Something that is not TLS at all."""
    try:
        raw.sendall(b"HTTP/1.0 400 Bad Request\r\n\r\n")
        raw.recv(1024)
    except OSError:
        pass
    raw.close()


def accept_for_ever(listener, handler, context, ports):
    while True:
        raw, _ = listener.accept()
        threading.Thread(target=handler, args=(raw, context, ports), daemon=True).start()


def listen(ports, name, handler, certificate=None):
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(TLS / certificate, TLS / "key.pem")
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    ports[name] = listener.getsockname()[1]
    threading.Thread(target=accept_for_ever, args=(listener, handler, context, ports), daemon=True).start()


def main():
    ports = {}
    listen(ports, "good", handle, "good.pem")
    listen(ports, "wrong-host", handle, "wrong-host.pem")
    listen(ports, "expired", handle, "expired.pem")
    listen(ports, "self-signed", handle, "self-signed.pem")
    listen(ports, "plain", handle)
    listen(ports, "stalled-handshake", handle_stalled_handshake)
    listen(ports, "closed-handshake", handle_closed_handshake)
    listen(ports, "not-tls", handle_plain_banner)
    print(json.dumps(ports), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
