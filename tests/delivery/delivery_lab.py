# SPDX-License-Identifier: GPL-3.0-or-later
"""What the delivery tests share: reports, the fault server, an outbox."""

import http.client
import json
import os
import pathlib
import ssl
import subprocess
import sys
import tempfile
import time
import uuid

HERE = pathlib.Path(__file__).resolve().parent
FAULT_CA = HERE / "fixtures" / "tls" / "ca.pem"
# How much slower everything is than in an ordinary build.
PATIENCE = int(os.environ.get("TIPOFF_TEST_PATIENCE", "1"))
REPORT_TYPE = "application/vnd.tipoff.report+json; version=1"


def report(report_id, text="Uw pakket wacht op u.", **changes):
    """The bytes of a small valid report."""
    fields = {"version": 1, "report_id": report_id, "created": "2026-11-24T05:22:00Z",
              "program": {"name": "tipoff", "version": "0.1.0"},
              "messages": [{"channel": "sms", "parts": [{"type": "body", "text": text}]}],
              "verdict": {"verdict": "scam", "score": 0.98, "kind": "parcel", "language": "nl", "flags": []},
              "indicators": [], "harms": ["received"], "redactions": [], "tlp": "amber"}
    fields.update(changes)
    return json.dumps(fields, ensure_ascii=False).encode()


class LabServer:
    """A server of ours in a process of its own, which prints its ports."""

    def __init__(self, script):
        self.process = subprocess.Popen([sys.executable, HERE / script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.ports = json.loads(self.process.stdout.readline())

    def url(self, path, port="good", scheme="https", host="localhost"):
        return f"{scheme}://{host}:{self.ports[port]}{path}"

    def stop(self):
        self.process.stdin.close()
        self.process.wait(10 * PATIENCE)

    def request(self, method, path, body=None, headers=(), port="good", **options):
        """A request by hand: (answer, body)."""
        context = ssl.create_default_context(cafile=FAULT_CA)
        connection = http.client.HTTPSConnection("localhost", self.ports[port], context=context, timeout=10 * PATIENCE)
        connection.request(method, path, body, dict(headers), **options)
        answer = connection.getresponse()
        return answer, answer.read()


class ProtocolServer(LabServer):
    def __init__(self):
        super().__init__("protocol_server.py")

    def books(self, scenario):
        """What that scenario's double was asked, and what it has."""
        return json.loads(self.request("GET", f"/{scenario}/_books")[1])


class FaultServer(LabServer):
    def __init__(self):
        super().__init__("fault_server.py")

    def log(self):
        return json.loads(self.request("GET", "/log")[1])


class Outbox:
    """An outbox, used through a process of its own for each step."""

    def __init__(self, tool, directory):
        self.tool, self.directory = tool, pathlib.Path(directory)
        self.path = self.directory / "outbox.sqlite"

    def start(self, *arguments, **options):
        return subprocess.Popen([self.tool, self.path, *map(str, arguments)], stdout=subprocess.PIPE, text=True, **options)

    def run(self, *arguments, **options):
        process = self.start(*arguments, **options)
        output, _ = process.communicate(timeout=60 * PATIENCE)
        assert process.returncode in (0, 1), f"outbox-tool {arguments} ended with {process.returncode}: {output}"
        return [json.loads(line) for line in output.splitlines()]

    def approve(self, address, ca_file, report_id=None, body=None, created=None, protocol=None, **options):
        report_id = report_id or str(uuid.uuid4())
        with tempfile.NamedTemporaryFile(dir=self.directory) as file:
            file.write(report(report_id) if body is None else body)
            file.flush()
            os.chmod(file.name, 0o644)
            more = [created or int(time.time()), *(protocol or ())] if created or protocol else []
            answer = self.run("approve", report_id, address, ca_file, file.name, *more, **options)
        assert not answer, answer
        return report_id

    def send(self, report_id, timeout=30, force=False, token=None):
        words = ["force"] if force or token else []
        return self.run("send", report_id, timeout, *words, *(token or []))[0]

    def list(self):
        return {item["id"]: item for item in self.run("list")}
