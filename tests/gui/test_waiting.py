# SPDX-License-Identifier: GPL-3.0-or-later
"""What cannot be sent waits, in words, and goes later; what is refused says so; an e-mail is handed over."""
import os
import sqlite3

import window
from driver import until
from window import PARCEL, Window, tipoff
import tap

DESK = 'Practice desk on this computer'


def stored(desk):
    with sqlite3.connect(f'file:{desk.dir}/desk.sqlite?mode=ro', uri=True) as books:
        return [bytes(content) for content, in books.execute('SELECT bytes FROM content')]


def report(w, to=DESK):
    w.check(PARCEL)
    w.on('Result')
    w.click(f'Report to {to}')
    w.on('Review')


@tap.test('a desk that is down: it waits and says so; when the desk is back it is delivered')
def _():
    with tipoff.Home(window.build()) as home, tipoff.Desk(window.build(), home) as desk:
        desk.practice()
        window.settings(home)
        desk.stop()
        with Window(home) as w:
            report(w)
            w.click('Send Report')
            w.on('Report')
            w.heading('Waiting', seconds=15)
            w.says(f'{DESK} cannot be reached at the moment. Your report is kept safely here')
            w.says('1 report is waiting to be sent')
            w.shot('sent-waiting')
            w.click('My Reports')
            w.on('Reports')
            w.shot('reports-waiting')
        # Another day: the program was closed, and the desk is back.
        desk.start()
        with Window(home) as w:
            w.says('1 report is waiting to be sent')
            w.click('Show')
            w.on('Reports')
            w.pointer(w.find(starts='Parcel'))
            w.on('Report')
            w.shot('report-waiting')
            w.click('Try Now')
            w.says(f'{DESK} has your report.', seconds=15)
            until(lambda: len(stored(desk)) == 1, 'one report at the desk')


@tap.test('a certificate that nobody vouches for: nothing is sent')
def _():
    with tipoff.Home(window.build()) as home, tipoff.Desk(window.build(), home) as desk, \
            tipoff.Desk(window.build(), home, name='other') as other:
        path = desk.practice()
        with open(path, encoding='utf-8') as f:
            text = f.read()
        home.write('config/tipoff/authorities/practice.json', text.replace(desk.certificate, other.certificate))
        window.settings(home)
        with Window(home) as w:
            report(w)
            w.click('Send Report')
            w.heading('Not delivered', seconds=15)
            w.says(f'The connection to {DESK} was not safe, so nothing was sent.')
            w.shot('sent-attention')
            tap.equal(stored(desk), [])


@tap.test('by e-mail: the mail program gets it, and the person says that it was sent')
def _():
    with tipoff.Home(window.build()) as home:
        window.settings(home)
        seen = home.path('mail')
        home.write('catch-mail', f'#!/bin/sh\nprintf %s "$1" > {seen}.part\nmv {seen}.part {seen}\n', mode=0o700)
        home.write('data/applications/catch.desktop', '[Desktop Entry]\nType=Application\nName=Mail\n'
                   f'Exec={home.path("catch-mail")} %u\nMimeType=x-scheme-handler/mailto;\n')
        home.write('config/mimeapps.list', '[Default Applications]\nx-scheme-handler/mailto=catch.desktop\n')
        with Window(home) as w:
            report(w, 'Safeonweb (Centre for Cybersecurity Belgium)')
            w.shot('review-email')
            w.click('Open the E-mail')
            w.on('Report')
            until(lambda: os.path.exists(seen), 'the mail program')
            with open(seen, encoding='utf-8') as f:
                link = f.read()
            assert link.startswith('mailto:suspicious@safeonweb.be?'), link
            assert 'Jan' not in link and 'bpost-levering' in link, link
            w.heading('Did you send it?')
            w.shot('sent-email')
            w.click('It Is in Sent')
            w.heading('Handed over')
            w.shot('sent-handed-over')


@tap.test('a deleted report can be had back, and is gone when its time is over')
def _():
    with tipoff.Home(window.build()) as home, tipoff.Desk(window.build(), home) as desk:
        desk.practice()
        window.settings(home)
        with Window(home) as w:
            report(w)
            w.click('Send Report')
            w.heading('Delivered', seconds=15)
            w.click('My Reports')
            w.pointer(w.find(starts='Parcel'))
            w.on('Report')
            w.click('Delete From This Computer')
            w.on('Reports')
            w.shot('report-deleted')
            w.click('Undo')
            w.find(starts='Parcel')
            w.pointer(w.find(starts='Parcel'))
            w.on('Report')
            w.click('Delete From This Computer')
            until(lambda: not kept(home), 'the deletion', seconds=15)


def kept(home):
    with sqlite3.connect(f'file:{home.path("data/tipoff/outbox.sqlite")}?mode=ro', uri=True) as outbox:
        return outbox.execute('SELECT * FROM report').fetchall()


tap.main()
