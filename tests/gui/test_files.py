# SPDX-License-Identifier: GPL-3.0-or-later
"""E-mails, conversations, and many at once."""
import os
import subprocess

import window
from driver import keys, until
from window import ORDINARY, PARCEL, Window, tipoff
import tap

MAIL = ('Received: from mx.example.be by store.example.be for <an.claes@example.be>; Mon, 23 Nov 2026 09:12:44 +0100\n'
        'From: "bpost" <info@bpost-klant.top>\nTo: An Claes <an.claes@example.be>\nSubject: Uw pakket\nMIME-Version: 1.0\n'
        'Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html; charset=utf-8\n\n'
        '<p>Betaal 1,99 euro op <a href="https://bpost-levering.top/be">www.bpost.be</a> binnen 24 uur.\n'
        '--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename="Factuur.pdf.exe"\n\nx\n--b--\n')
CHAT = ('24/11/2026, 05:00 - +32 470 12 34 56: Hoi mama\n24/11/2026, 05:01 - Oma: Wie is dit?\n'
        '24/11/2026, 05:02 - +32 470 12 34 56: Dit is mijn nieuwe nummer, mijn gsm is stuk. Kun je dringend een rekening betalen van 950 euro?\n'
        '24/11/2026, 05:03 - Oma: Ik ken u niet, dag\n')


def message(w):
    return w.find('text', 'The message').text


@tap.test('an e-mail: subject and sender above, links and attachments below, nothing of the servers')
def _():
    with tipoff.Home(window.build()) as home:
        window.settings(home)
        with Window(home, home.write('mail.eml', MAIL), width=360, height=640) as w:
            w.on('Result')
            w.heading('This looks like a parcel scam')
            tap.equal(message(w), 'Subject: Uw pakket\nFrom: bpost <info@bpost-klant.top>\n\nBetaal 1,99 euro op www.bpost.be binnen 24 uur.\n'
                                  'Link to: https://bpost-levering.top/be\nAttachment: Factuur.pdf.exe')
            assert w.fits()
            w.shot('mail')
            w.find('button', starts='Report to').click()
            w.on('Review')
            # What would leave: the way that it came, without whom it was for.
            text = until(lambda: next((n.text for n in w.app.walk(w.skip()) if n.role == 'text' and 'Way of the e-mail:' in n.text), None), 'the header')
            assert 'an.claes' not in text and 'Received: from mx.example.be' in text, text


@tap.test('its source, pasted')
def _():
    with tipoff.Home(window.build()) as home:
        window.settings(home)
        with Window(home) as w:
            w.paste(MAIL)
            w.on('Result')
            assert message(w).startswith('Subject: Uw pakket'), message(w)


@tap.test('a conversation: who is suspicious, and what is reported, can be chosen')
def _():
    with tipoff.Home(window.build()) as home:
        window.settings(home)
        with Window(home, home.write('chat.txt', CHAT), width=360, height=640) as w:
            w.on('Result')
            w.says('Of this conversation Tipoff looked at what +32 470 12 34 56 wrote.')
            assert 'Wie is dit' not in message(w)
            assert w.fits()
            w.shot('conversation')
            before = message(w)
            w.pointer(w.find('label', 'Messages to report'))
            dialog = until(lambda: w.app.look('check box', starts='24 Nov 2026, 05:00'), 'the list of messages')
            assert 'checked' not in dialog.states, dialog.states
            assert not w.app.look('check box', starts='24 Nov 2026, 05:01'), 'a message of the other side'
            w.pointer(dialog)
            until(lambda: w.app.look('button', 'Use'), 'Use').click()
            until(lambda: message(w) != before and 'Hoi mama' in message(w), 'the message that was chosen')
            w.says('2 messages are chosen')


@tap.test('many files: a list, worst first; Back leads to it again')
def _():
    with tipoff.Home(window.build()) as home:
        window.settings(home)
        paths = [home.write(name, text) for name, text in (('1.txt', ORDINARY), ('2.eml', MAIL), ('3.png', b'\x89PNG\r\n\x1a\n' + bytes(99)),
                                                           ('4.txt', CHAT))]
        with Window(home, *paths, width=360, height=640) as w:
            w.on('Messages')
            w.heading('2 of 3 messages are suspicious')
            tap.equal([words for words in w.words() if words in ('Uw pakket', ORDINARY)], ['Uw pakket', ORDINARY])
            assert w.fits()
            w.shot('messages')
            w.pointer(w.find('label', 'Uw pakket'))
            w.on('Result')
            keys('Escape')
            w.on('Messages')
            w.pointer(w.find('button', 'Take the Suspicious Ones Together'))
            w.on('Result')
            text = message(w)
            assert 'Uw pakket' in text and 'nieuwe nummer' in text and ORDINARY not in text, text
            assert w.find('button', starts='Report to')
            keys('Escape')
            w.on('Messages')
            keys('Escape')
            w.on('')


@tap.test('a folder, and a mailbox')
def _():
    with tipoff.Home(window.build()) as home:
        window.settings(home)
        home.write('box/a.txt', PARCEL)
        home.write('box/b.txt', ORDINARY)
        box = ''.join(f'From x Mon Nov 23 09:12:44 2026\n{mail}\n\n' for mail in (MAIL.replace('Uw pakket', f'Pakket {n}') for n in range(3)))
        with Window(home, home.path('box')) as w:
            w.on('Messages')
            w.heading('1 of 2 messages is suspicious')
        with Window(home, home.write('x.mbox', box)) as w:
            w.on('Messages')
            w.heading('3 of 3 messages are suspicious')


@tap.test('a large one shows how far it is, can be stopped, and leaves no reader behind')
def _():
    with tipoff.Home(window.build()) as home:
        window.settings(home)
        one = f'From x Mon Nov 23 09:12:44 2026\n{MAIL}\n\n'
        path = home.write('large.mbox', one * 60_000)
        with Window(home, path) as w:
            stop = w.find('button', 'Stop checking')
            until(lambda: w.look('progress bar', 'How much has been checked'), 'progress')
            w.shot('checking')
            stop.click()
            w.find('button', 'Check')
            children = lambda: subprocess.run(['pgrep', '-P', str(w.process.pid), 'tipoff-read'], capture_output=True, check=False).stdout
            until(lambda: not children(), 'the reader to end')


assert os.environ['TIPOFF_BUILD']
tap.main()
