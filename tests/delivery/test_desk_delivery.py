#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Outbox and sender against a real desk over TLS: nothing is lost, nothing is
counted twice, whatever dies in between.

usage: test_desk_delivery.py OUTBOX-TOOL BUILD
"""

import contextlib
import os
import pathlib
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid

from delivery_lab import FAULT_CA, PATIENCE, FaultServer, Outbox, report

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lib"))
import tap  # noqa: E402
import tipoff  # noqa: E402

TOOL, BUILD = sys.argv[1:3]
SENDERS = 4
NOBODY = 65534


@contextlib.contextmanager
def new_outbox():
    with tempfile.TemporaryDirectory(prefix="tipoff-delivery-") as folder:
        yield Outbox(TOOL, folder)


def desk_books(desk):
    """What the desk has, straight from its database: report id → (reference, hash)."""
    with contextlib.closing(sqlite3.connect(f"file:{desk.dir}/desk.sqlite?mode=ro", uri=True)) as database:
        rows = database.execute("SELECT report_id, reference, sha256 FROM report").fetchall()
        bodies = database.execute("SELECT count(*) FROM content").fetchone()[0]
    assert len({row[0] for row in rows}) == len(rows) == bodies, rows
    return {row[0]: row[1:] for row in rows}


def same_books(outbox, desk, ids):
    """Both sides agree on each of @ids."""
    ours, theirs = outbox.list(), desk_books(desk)
    for report_id in ids:
        item = ours[report_id]
        assert item["state"] == "delivered", item
        assert theirs[report_id] == (item["reference"], item["sha256"]), (item, theirs[report_id])


@tap.test("delivered, with the desk's receipt")
def _():
    with new_outbox() as outbox:
        report_id = outbox.approve(desk.endpoint, desk.certificate)
        item = outbox.send(report_id)
        assert item["state"] == "delivered" and item["attempts"] == 1 and "message" not in item, item
        assert abs(item["received"] - time.time()) < 60, item
        same_books(outbox, desk, [report_id])
        again = outbox.send(report_id, force=True)
        assert "state" not in again and "delivered" in again["message"], again


@tap.test("receipt lost: the same report gets the same receipt")
def _():
    with new_outbox() as outbox, new_outbox() as copy:
        report_id = outbox.approve(desk.endpoint, desk.certificate)
        copy.approve(desk.endpoint, desk.certificate, report_id)
        assert outbox.send(report_id)["reference"] == copy.send(report_id)["reference"]
        same_books(outbox, desk, [report_id])
        same_books(copy, desk, [report_id])


@tap.test("other bytes under the same id are refused, the first stand")
def _():
    with new_outbox() as outbox, new_outbox() as other:
        report_id = outbox.approve(desk.endpoint, desk.certificate)
        other.approve(desk.endpoint, desk.certificate, report_id, report(report_id, "Iets anders"))
        outbox.send(report_id)
        item = other.send(report_id)
        assert (item["state"], item["reason"]) == ("attention", "refused"), item
        assert "another report" in item["detail"], item
        same_books(outbox, desk, [report_id])


@tap.test("no report at all is refused, and told where it is wrong")
def _():
    with new_outbox() as outbox:
        report_id = outbox.approve(desk.endpoint, desk.certificate, body=b'{"version": 1}')
        item = outbox.send(report_id)
        assert (item["state"], item["reason"]) == ("attention", "refused"), item
        assert report_id not in desk_books(desk)


@tap.test("a desk whose certificate is not the one given is refused")
def _():
    with new_outbox() as outbox:
        before = desk_books(desk)
        for ca_file in (FAULT_CA, "/etc/ssl/certs/ca-certificates.crt"):
            if os.path.exists(ca_file):
                item = outbox.send(outbox.approve(desk.endpoint, ca_file))
                assert (item["state"], item["reason"]) == ("attention", "tls"), item
        assert desk_books(desk) == before


@tap.test("a desk that is down: the report waits, and goes when it is up")
def _():
    with new_outbox() as outbox, tipoff.Desk(BUILD, home, name="down") as other:
        report_id = outbox.approve(other.endpoint, other.certificate)
        other.stop()
        item = outbox.send(report_id)
        assert (item["state"], item["reason"]) == ("waiting", "network"), item
        assert 40 <= item["wait"] <= 60, item
        other.start()
        assert outbox.send(report_id, force=True)["state"] == "delivered"
        same_books(outbox, other, [report_id])


@tap.test("a token opens a desk that asks for one")
def _():
    tokens = home.write("tokens", tipoff.hash_tokens("acme submit secret-token", "other submit another-token"))
    with new_outbox() as outbox, tipoff.Desk(BUILD, home, "--token-file", tokens, name="tokens-desk") as other:
        report_id = outbox.approve(other.endpoint, other.certificate)
        item = outbox.send(report_id)
        assert (item["state"], item["reason"]) == ("attention", "token"), item
        item = outbox.send(report_id, token=(other.endpoint, "wrong-token"))
        assert (item["state"], item["reason"]) == ("attention", "token"), item
        item = outbox.send(report_id, token=(other.endpoint, "another-token"))
        assert item["state"] == "delivered", item
        assert "token" not in other.read_log().replace("tokens-desk", ""), other.read_log()


@tap.test(f"{SENDERS} senders at once never send a report twice")
def _():
    server = FaultServer()
    try:
        with new_outbox() as outbox:
            ids = {outbox.approve(server.url("/receipt"), FAULT_CA) for _ in range(20)}
            senders = [outbox.start("drain", 20 * PATIENCE) for _ in range(SENDERS)]
            lines = sum(len(sender.communicate(timeout=60 * PATIENCE)[0].splitlines()) for sender in senders)
            assert all(sender.returncode == 0 for sender in senders), [sender.returncode for sender in senders]
            keys = [entry["key"].strip('"') for entry in server.log()]
            assert sorted(keys) == sorted(ids), "sent twice or not at all"
            assert lines == len(ids)
            assert {item["state"] for item in outbox.list().values()} == {"delivered"}
    finally:
        server.stop()


def limit_files(size):
    """In the child: files end at @size, as they do on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@tap.test("disk full while approving: told so, and what was there stays")
def _():
    with new_outbox() as outbox, tempfile.NamedTemporaryFile() as file:
        first = outbox.approve(desk.endpoint, desk.certificate)
        file.write(report(str(uuid.uuid4()), "x" * 500000))
        file.flush()
        answer = outbox.run("approve", uuid.uuid4(), desk.endpoint, desk.certificate, file.name,
                            preexec_fn=lambda: limit_files(200000), restore_signals=False)
        assert len(answer) == 1 and "disk is full" in answer[0]["message"], answer
        assert set(outbox.list()) == {first}
        assert outbox.send(first)["state"] == "delivered"
        same_books(outbox, desk, [first])


@tap.test("disk full when the receipt comes: not lost, and not a second report")
def _():
    with new_outbox() as outbox:
        outbox.approve(desk.endpoint, desk.certificate)
        # Another program has it open, so that the log is not written back and grows with each step.
        with contextlib.closing(sqlite3.connect(outbox.path)) as keeper:
            keeper.execute("SELECT count(*) FROM report").fetchall()
            report_id = outbox.approve(desk.endpoint, desk.certificate)
            room = (outbox.directory / "outbox.sqlite-wal").stat().st_size
            first = True
            while report_id not in desk_books(desk):
                answer = outbox.run("send", report_id, 20 * PATIENCE, preexec_fn=lambda: limit_files(room), restore_signals=False)[0]
                assert "disk is full" in answer["message"], answer
                assert not first or outbox.list()[report_id]["state"] == "approved"
                first = False
                room += 1024
            assert outbox.list()[report_id]["state"] == "sending"
        outbox.run("drain", 20 * PATIENCE)
        same_books(outbox, desk, [report_id])


@tap.test("disk full, or killed, while an outbox of an older version is brought up: it is what it was")
def _():
    with new_outbox() as outbox:
        fixture = pathlib.Path(__file__).resolve().parent / "fixtures" / "outbox-1.sql"
        with contextlib.closing(sqlite3.connect(outbox.path)) as database:
            database.executescript(fixture.read_text(encoding="utf-8"))
        size = outbox.path.stat().st_size
        for room in (size, size + 4096, size + 12288):
            answer = outbox.run("list", preexec_fn=lambda room=room: limit_files(room), restore_signals=False)
            if len(answer) == 1:
                assert "disk is full" in answer[0]["message"], answer
                tap.equal(version(outbox), 1)
        for milliseconds in range(1, 12):
            process = outbox.start("list")
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(milliseconds / 1000)
            process.kill()
            process.communicate()
            assert version(outbox) in (1, 2)
        tap.equal(len(outbox.list()), 6)
        tap.equal(version(outbox), 2)


def version(outbox):
    with contextlib.closing(sqlite3.connect(outbox.path)) as database:
        return database.execute("PRAGMA user_version").fetchone()[0]


@tap.test("disk full at the desk: it says later, and the report waits")
def _():
    with new_outbox() as outbox, tipoff.Desk(BUILD, home, name="full") as other:
        report_id = str(uuid.uuid4())
        outbox.approve(other.endpoint, other.certificate, report_id, report(report_id, "x" * 300000))
        pid = other.process.pid
        hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)[1]
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (100000, hard))
        item = outbox.send(report_id)
        assert (item["state"], item["reason"]) == ("waiting", "busy"), item
        assert not desk_books(other)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard, hard))
        assert outbox.send(report_id, force=True)["state"] == "delivered"
        same_books(outbox, other, [report_id])


@tap.test("a folder that cannot be written: told so")
def _():
    with new_outbox() as outbox:
        outbox.directory.chmod(0o755)
        tool = outbox.directory / "tool"
        shutil.copy(TOOL, tool)
        tool.chmod(0o755)
        inner = Outbox(tool, outbox.directory / "data")
        inner.directory.mkdir(0o555)
        if os.geteuid() == 0:
            answer = inner.run("list", user=NOBODY, group=NOBODY, extra_groups=[])
        else:
            answer = inner.run("list")
        assert len(answer) == 1 and "cannot be made" in answer[0]["message"], answer
        assert not list(inner.directory.iterdir())


@tap.test("a file that cannot be written: told so, and it stays")
def _():
    with new_outbox() as outbox:
        outbox.directory.chmod(0o755)
        tool = outbox.directory / "tool"
        shutil.copy(TOOL, tool)
        tool.chmod(0o755)
        inner = Outbox(tool, outbox.directory / "data")
        inner.directory.mkdir(0o700)
        report_id = inner.approve(desk.endpoint, desk.certificate)
        if os.geteuid() != 0:
            raise tap.Skip("needs another user")
        inner.directory.chmod(0o755)
        os.chmod(inner.path, 0o444)
        before = inner.path.read_bytes()
        answer = inner.run("list", user=NOBODY, group=NOBODY, extra_groups=[])
        assert len(answer) == 1 and "cannot be written" in answer[0]["message"], answer
        assert inner.path.read_bytes() == before
        os.chmod(inner.path, 0o600)
        assert set(inner.list()) == {report_id}


home = tipoff.Home(BUILD)
with home, tipoff.Desk(BUILD, home) as desk:
    tap.main()
