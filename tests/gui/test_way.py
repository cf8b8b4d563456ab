# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole way, from pasting to the receipt, against a real desk over TLS."""
import json
import os
import sqlite3
import time

import window
from driver import keys, run, until
from window import ORDINARY, PARCEL, Window, tipoff
import tap


def stored(desk):
    with sqlite3.connect(f'file:{desk.dir}/desk.sqlite?mode=ro', uri=True) as books:
        return [(reference, bytes(content)) for reference, content in
                books.execute('SELECT reference, bytes FROM report JOIN content USING (seq) ORDER BY seq')]


def kept(home):
    with sqlite3.connect(f'file:{home.path("data/tipoff/outbox.sqlite")}?mode=ro', uri=True) as outbox:
        return outbox.execute('SELECT * FROM report').fetchall()


def expand(w, title):
    w.pointer(w.find(name=title))


@tap.test('paste, verdict, review, receipt; what was shown is what the desk has')
def _():
    with tipoff.Home(window.build()) as home, tipoff.Desk(window.build(), home) as desk:
        desk.practice()
        window.settings(home)
        with Window(home) as w:
            w.heading('Got something suspicious?')
            w.shot('check-empty')
            w.paste(PARCEL)
            w.on('Result')
            w.heading('This looks like a parcel scam')
            # The reader of a screen begins with the verdict.
            until(lambda: 'focused' in w.heading('This looks like a parcel scam').states, 'focus on the verdict')
            assert w.find('text', 'The message').text == PARCEL
            w.shot('result-scam')

            w.click('Report to Practice desk on this computer')
            w.on('Review')
            shown = w.find('text', 'The message, as it will be sent').text
            assert 'Jan' not in shown and 'bpost-levering.top' in shown, shown
            w.shot('review')
            assert 'focused' not in w.find('button', 'Send Report').states

            # Put the name back, hide it again: the bytes follow.
            name = w.find('switch', starts='Remove: your name')
            name.click()
            until(lambda: 'Jan' in w.find('text', 'The message, as it will be sent').text, 'the name put back')
            name.click()
            until(lambda: 'Jan' not in w.find('text', 'The message, as it will be sent').text, 'the name removed')

            expand(w, 'Exactly what is sent')
            exact = until(lambda: w.find('text', 'Exactly what is sent').text, 'the bytes')
            assert 'Jan' not in exact
            report = json.loads(exact)
            w.shot('review-bytes')

            w.click('Send Report')
            w.on('Report')
            w.heading('Delivered', seconds=15)
            w.shot('sent-delivered')
            (reference, content), = stored(desk)
            tap.equal(content.decode(), exact, 'shown and stored')
            assert w.look('label', reference), 'the reference is shown'
            assert report['messages'], report

            w.click('My Reports')
            w.on('Reports')
            row = w.find(starts='Parcel')
            w.shot('reports')
            w.pointer(row)
            w.on('Report')
            w.says('Practice desk on this computer has your report.')
            w.shot('report-delivered')


@tap.test('a report can be taken back while its time runs')
def _():
    with tipoff.Home(window.build()) as home, tipoff.Desk(window.build(), home) as desk:
        desk.practice()
        window.settings(home, undo=30)
        with Window(home) as w:
            w.check(PARCEL)
            w.on('Result')
            w.click('Report to Practice desk on this computer')
            w.click('Send Report')
            w.heading('On its way')
            w.shot('sent-undo')
            w.find('button', starts='Undo').click()
            w.on('Review')
            tap.equal(stored(desk), [])


@tap.test('words that are selected can be removed too; a click on what was removed puts it back')
def _():
    with tipoff.Home(window.build()) as home, tipoff.Desk(window.build(), home) as desk:
        desk.practice()
        window.settings(home)
        with Window(home) as w:
            w.check(PARCEL)
            w.on('Result')
            w.click('Report to Practice desk on this computer')
            w.on('Review')
            message = w.find('text', 'The message, as it will be sent')
            w.pointer(message)
            # As without a pointer: the last words are selected with the keyboard.
            keys('ctrl+End', 'ctrl+shift+Left', 'ctrl+shift+Left')
            until(lambda: 'sensitive' in w.find('button', 'Hide This').states, 'a selection')
            w.click('Hide This')
            until(lambda: 'terug' not in message.text, 'the words removed')
            w.find('switch', starts='Remove: what you hid')
            w.shot('review-hidden')
            # The first thing that was removed stands in the first line; GTK from 4.18 on says that the
            # text begins higher than it is drawn.
            for y in range(14, 42, 6):
                w.pointer(message, x=140, y=y)
                time.sleep(0.3)
                if 'Jan Peeters' in message.text:
                    break
            until(lambda: 'Jan Peeters' in message.text, 'the name put back')
            w.click('Send Report')
            w.heading('Delivered', seconds=15)
            (_, content), = stored(desk)
            assert b'Jan Peeters' in content and b'terug' not in content


@tap.test('another way: a form on a website gets the text by the clipboard')
def _():
    with tipoff.Home(window.build()) as home:
        window.settings(home)
        seen = home.path('web')
        home.write('catch-web', f'#!/bin/sh\nprintf %s "$1" > {seen}.part\nmv {seen}.part {seen}\n', mode=0o700)
        home.write('data/applications/catch.desktop', '[Desktop Entry]\nType=Application\nName=Web\n'
                   f'Exec={home.path("catch-web")} %u\nMimeType=x-scheme-handler/https;\n')
        home.write('config/mimeapps.list', '[Default Applications]\nx-scheme-handler/https=catch.desktop\n')
        with Window(home) as w:
            w.check(PARCEL)
            w.on('Result')
            w.find('button', starts='Report to').click()
            w.on('Review')
            expand(w, 'Safeonweb (Centre for Cybersecurity Belgium)')
            w.shot('review-routes')
            w.pointer(w.find(name='FSMA (Financial Services and Markets Authority)'))
            w.click('Copy the Text and Open Their Website')
            until(lambda: os.path.exists(seen), 'the web browser')
            with open(seen, encoding='utf-8') as f:
                tap.equal(f.read(), 'https://www.fsma.be/')


@tap.test('a clear verdict stays neutral, and can be contradicted')
def _():
    with tipoff.Home(window.build()) as home, tipoff.Desk(window.build(), home) as desk:
        desk.practice()
        window.settings(home)
        with Window(home) as w:
            w.check(ORDINARY)
            w.on('Result')
            w.heading('Tipoff recognised nothing')
            w.says('That does not make it genuine')
            w.shot('result-clear')
            assert not w.look('button', starts='Report to')
            w.click('I Think It Is a Scam All the Same')
            w.on('Review')
            w.click('Cancel')
            w.on('Result')
            w.heading('Tipoff recognised nothing')
            w.click('Check Something Else')
            until(lambda: w.message().text == '', 'an empty page')


@tap.test('told who sent it and how, it checks again and keeps the page')
def _():
    with tipoff.Home(window.build()) as home:
        window.settings(home)
        with Window(home) as w:
            w.check(PARCEL)
            w.on('Result')
            w.heading('This looks like a parcel scam')
            expand(w, 'Who sent it, how and when?')
            sender = w.find('text', starts='The name, number or address')
            w.pointer(sender)
            run('xdotool', 'type', '+32 470 12 34 56')
            until(lambda: sender.text == '+32 470 12 34 56', 'the sender typed')
            keys('Return')
            until(lambda: 'From: +32 470 12 34 56' in w.find('text', 'The message').text, 'the sender in the message')
            w.shot('result-told')


@tap.test('"I know it is genuine" ends there')
def _():
    with tipoff.Home(window.build()) as home:
        window.settings(home)
        with Window(home) as w:
            w.check(PARCEL)
            w.on('Result')
            w.click('I Know It Is Genuine')
            w.on('')
            w.says('All right. Nothing was kept.')
            tap.equal(kept(home), [])


tap.main()
