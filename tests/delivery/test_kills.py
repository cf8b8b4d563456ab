#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A sender killed at random instants, against a real desk and strict doubles of other servers: both
sides' books are compared, and no report is lost or there twice.

usage: test_kills.py OUTBOX-TOOL BUILD
"""

import concurrent.futures
import contextlib
import json
import os
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid

from delivery_lab import FAULT_CA, PATIENCE, Outbox, ProtocolServer
from protocol_reports import ADDRESSES, TOKENS, TYPES, encode

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lib"))
import tap  # noqa: E402
import tipoff  # noqa: E402

TOOL, BUILD = sys.argv[1:3]
KILLS = int(os.environ.get("TIPOFF_TEST_KILLS", "40"))   # tests/slow/kills.sh: 200
LANES = 4
STATES = ("draft", "approved", "sending", "submitted", "delivered", "waiting", "attention")
LATER = 20 * PATIENCE


class Lane:
    """An outbox whose sender is killed again and again."""

    def __init__(self, folder, seed, approve, token=None):
        self.outbox, self.random = Outbox(TOOL, folder), random.Random(seed)
        self.approve, self.token = approve, token or ()
        self.ids = []

    def drain(self):
        return self.outbox.start("drain", LATER, *self.token)

    def add(self):
        self.ids.append(self.approve(self.outbox))

    def states(self):
        """Straight from the database, which is quicker than asking a program."""
        with contextlib.closing(sqlite3.connect(f"file:{self.outbox.path}?mode=ro", uri=True)) as database:
            return {STATES[state] for state, in database.execute("SELECT DISTINCT state FROM report")}

    def measure(self):
        """How long a sender takes that nobody kills."""
        self.add()
        start = time.monotonic()
        self.drain().communicate(timeout=LATER)
        return time.monotonic() - start

    def kill(self, n, states):
        """Kills @n senders while a report is on its way; @states: where that may leave it."""
        span = 1.2 * self.measure()
        killed = attempts = 0
        found = set()
        while killed < n:
            attempts += 1
            assert attempts < 20 * n, f"only {killed} of {attempts} could be killed"
            if not found & {"approved", "sending"}:
                self.add()
            process = self.drain()
            try:
                process.wait(self.random.uniform(0, span))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
                killed += 1
            process.stdout.close()
            found = self.states()
            assert found <= states, found
        # What the dead held is taken over at once, not after the lease.
        self.drain().communicate(timeout=LATER)
        return killed


def kill_in_lanes(kills, approve, states, token=None):
    """That many, in several outboxes at a time: what each of these says of its reports in the end."""
    with tempfile.TemporaryDirectory(prefix="tipoff-kills-") as folder, \
            concurrent.futures.ThreadPoolExecutor(LANES) as pool:
        lanes = []
        for number in range(LANES):
            (pathlib.Path(folder) / str(number)).mkdir()
            lanes.append(Lane(pathlib.Path(folder) / str(number), 20261124 + number, approve, token))
        killed = sum(pool.map(lambda lane: lane.kill(kills // LANES, states), lanes))
        tap.equal(killed, kills)
        ours = {}
        for lane in lanes:
            tap.equal(set(lane.outbox.list()), set(lane.ids))
            ours.update(lane.outbox.list())
        return ours


def by_protocol(protocol, scenario):
    """How an outbox gets one more report for that double; and the token of its desk."""
    address = server.url(f"/{scenario}{ADDRESSES[protocol]}")

    def approve(outbox):
        report_id = str(uuid.uuid4())
        return outbox.approve(address, FAULT_CA, report_id, encode(protocol, report_id), protocol=(protocol, TYPES[protocol]))

    return approve, (address, TOKENS[protocol]) if protocol in TOKENS else None


@tap.test(f"tipoff, a real desk: {KILLS} kills, each report once in both books")
def _():
    home = tipoff.Home(BUILD)
    with home, tipoff.Desk(BUILD, home) as desk:
        ours = kill_in_lanes(KILLS, lambda outbox: outbox.approve(desk.endpoint, desk.certificate),
                             {"approved", "sending", "delivered"})
        with contextlib.closing(sqlite3.connect(f"file:{desk.dir}/desk.sqlite?mode=ro", uri=True)) as books:
            rows = books.execute("SELECT report_id, reference, sha256 FROM report").fetchall()
            bodies = books.execute("SELECT count(*) FROM content").fetchone()[0]
        tap.equal({item["state"] for item in ours.values()}, {"delivered"})
        tap.equal(sorted(rows), sorted((report_id, item["reference"], item["sha256"]) for report_id, item in ours.items()))
        tap.equal(bodies, len(ours))


@tap.test(f"taxii, settled by the same key: {KILLS} kills, each report once in both books")
def _():
    approve, token = by_protocol("taxii", "taxii-kill")
    ours = kill_in_lanes(KILLS, approve, {"approved", "sending", "delivered"}, token)
    tap.equal({item["state"] for item in ours.values()}, {"delivered"})
    stored = [name for name, _ in server.books("taxii-kill")["stored"] if name.startswith("report--")]
    tap.equal(sorted(stored), sorted(f"report--{report_id}" for report_id in ours))


@tap.test(f"rt, settled by looking: {KILLS} kills, each report is one ticket")
def _():
    approve, token = by_protocol("rt", "rt-kill")
    ours = kill_in_lanes(KILLS, approve, {"approved", "sending", "delivered"}, token)
    tap.equal({item["state"] for item in ours.values()}, {"delivered"})
    tickets = [ticket["Subject"] for ticket in server.books("rt-kill")["stored"]]
    tap.equal(sorted(tickets), sorted(f"[scam-report] {report_id} parcel" for report_id in ours))


@tap.test(f"post, settled by asking: {KILLS} kills, never twice, and the person is asked")
def _():
    approve, token = by_protocol("post", "any-receipt-kill")
    ours = kill_in_lanes(KILLS, approve, {"approved", "sending", "delivered", "attention"}, token)
    tap.equal({item["state"] for item in ours.values()}, {"delivered", "attention"})
    stored = [json.loads(body)["id"] for body in server.books("any-receipt-kill")["stored"]]
    tap.equal(len(set(stored)), len(stored), "a report is there twice")
    for report_id, item in ours.items():
        assert item["state"] == "delivered" or item["reason"] == "unknown", item
        assert item["state"] != "delivered" or report_id in stored, item


server = ProtocolServer()
try:
    tap.main()
finally:
    server.stop()
