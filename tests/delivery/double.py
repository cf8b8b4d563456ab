# SPDX-License-Identifier: GPL-3.0-or-later
"""What the doubles of real servers share: HTTP over TLS on loopback, with each request as it came.

A double is a class with `answer (self, request)`, which returns (status, media type, body, headers),
or LOSE to close without a word. One is made for each scenario, which is the first part of the path,
so that tests do not meet. GET /SCENARIO/_books gives what it has, and what it was asked.
"""

import json
import pathlib
import socket
import ssl
import sys
import threading
import time

from fault_server import STALL_SECONDS

TLS = pathlib.Path(__file__).resolve().parent / "fixtures" / "tls"
LOSE = object()
STALL = object()


class Request:
    def __init__(self, stream):
        self.method, self.target, _ = stream.readline(8192).decode("latin-1").split(" ", 2)
        self.headers = {}
        while (line := stream.readline(8192)) not in (b"\r\n", b""):
            name, value = line.decode("latin-1").split(":", 1)
            self.headers[name.strip().lower()] = value.strip()
        length = int(self.headers.get("content-length", "0"))
        self.body = self.read_chunks(stream) if "transfer-encoding" in self.headers else stream.read(length)
        if len(self.body) < length:
            raise ValueError("the client left in the middle")
        _, self.scenario, *rest = self.target.split("?", 1)[0].split("/", 2)
        self.path = "/" + "".join(rest)
        self.query = self.target.split("?", 1)[1] if "?" in self.target else ""

    @staticmethod
    def read_chunks(stream):
        body = b""
        while (size := int(stream.readline(64), 16)) > 0:
            body += stream.read(size + 2)[:size]
        stream.readline(8)
        return body

    def __getitem__(self, name):
        return self.headers.get(name)


class Double:
    """The books of one scenario."""

    def __init__(self, scenario, origin):
        self.scenario, self.origin = scenario, origin
        self.base = f"/{scenario}"
        self.asked, self.stored, self.lock = [], [], threading.Lock()

    def first_time(self):
        """Whether this is the first request that wants to store something."""
        return sum(1 for method, *_ in self.asked if method == "POST") == 1

    def books(self):
        return {"asked": self.asked, "stored": self.stored}

    def take(self, request):
        with self.lock:
            if request.path == "/_books":
                return 200, "application/json", json.dumps(self.books()).encode(), ()
            self.asked.append((request.method, request.target, request["authorization"], request["content-type"]))
            return self.answer(request)


def as_json(value):
    return json.dumps(value).encode()


class Server:
    """@kinds: scenario's name up to the first hyphen → Double."""

    def __init__(self, kinds):
        self.kinds, self.doubles, self.lock = kinds, {}, threading.Lock()
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(TLS / "good.pem", TLS / "key.pem")
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.listener.getsockname()[1]

    def double(self, scenario):
        with self.lock:
            if scenario not in self.doubles:
                self.doubles[scenario] = self.kinds[scenario.split("-", 1)[0]](scenario, f"https://localhost:{self.port}")
            return self.doubles[scenario]

    def handle(self, raw):
        try:
            raw.settimeout(STALL_SECONDS)
            with self.context.wrap_socket(raw, server_side=True) as connection:
                request = Request(connection.makefile("rb"))
                answer = self.double(request.scenario).take(request)
                if answer is STALL:
                    time.sleep(STALL_SECONDS)
                elif answer is not LOSE:
                    self.send(connection, *answer)
        except (OSError, ValueError, KeyError):
            raw.close()

    @staticmethod
    def send(connection, status, media_type, body, headers=()):
        lines = [f"HTTP/1.1 {status} Whatever", f"Content-Type: {media_type}", f"Content-Length: {len(body)}",
                 "Connection: close", *headers, "", ""]
        connection.sendall("\r\n".join(lines).encode() + body)

    def serve(self):
        while True:
            raw, _ = self.listener.accept()
            threading.Thread(target=self.handle, args=(raw,), daemon=True).start()

    def main(self):
        """Prints its ports, then serves until standard input ends."""
        threading.Thread(target=self.serve, daemon=True).start()
        print(json.dumps({"good": self.port}), flush=True)
        sys.stdin.read()
