# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes by the person's own mail: it is handed over, never delivered."""
import os

from gi.repository import GLib

import window
from driver import keys, until
from handover import (APPROVED, COUNTRY, HANDED_OVER, HOTLINE, MAIL, NAME, OPENED, REFUSED, Portal, catch, desk, pasted, read,
                      report, rows, settings)
from window import PARCEL, Window, tipoff
import tap


@tap.test('webmail, step by step: each step copies and gets its tick; it is in Sent, so it is handed over')
def _():
    with tipoff.Home(window.build()) as home, Portal(REFUSED):
        window.settings(home, country=COUNTRY)
        browser = catch(home, 'x-scheme-handler/https', 'browser')
        with Window(home, environment=desk(home, MAIL)) as w:
            report(w, 'Open the E-mail')
            w.heading('Did you send it?')
            # There is no mail program here.
            w.says('No mail program opened.')
            w.shot('handover-no-mail-program')
            w.click('Webmail, Step by Step')
            w.click('Open your mail in the browser, and begin a new e-mail there')
            tap.equal(read(browser), '')
            for step in ('Copy the address, suspicious@ice.example, and paste it', 'Copy the subject, and paste it',
                         'Copy the text, and paste it'):
                w.click(step)
                w.find('button', f'{step}, done')
            w.shot('handover-webmail')
            tap.equal([row[:2] for row in rows(home)], [(APPROVED, 'email')])
            w.click('It Is in Sent')
            w.heading('Handed over')
            w.says(f'You sent it to {NAME} yourself. By this way there is no receipt.')
            tap.equal([row[:2] for row in rows(home)], [(HANDED_OVER, 'email')])
            assert 'handover-way=webmail' in settings(home), settings(home)
            text = pasted(w)
            assert 'bpost-levering.top/be' in text and 'Jan' not in text, text
        # Another day the steps are there at once.
        with Window(home, environment=desk(home, MAIL)) as w:
            report(w, 'Open the E-mail')
            w.find('button', 'Copy the subject, and paste it')
            assert not w.look('label', starts='No mail program opened.')


@tap.test('it came back: it stays approved, and the other ways are named; a confirmation is handed over')
def _():
    with tipoff.Home(window.build()) as home:
        window.settings(home, country=COUNTRY)
        mail = catch(home, 'x-scheme-handler/mailto', 'mail')
        with Window(home, environment=desk(home, MAIL, HOTLINE)) as w:
            report(w, 'Open the E-mail')
            assert read(mail).startswith('mailto:suspicious@ice.example?'), read(mail)
            w.says('Did you see it in Sent? Did a confirmation come? Did it come back?')
            w.click('It Came Back')
            words = w.says('It did not reach them, so it stays here.').name
            assert f'{NAME}: ' in words and '0800 123 456' in words and 'suspicious@ice' not in words, words
            w.shot('handover-came-back')
            tap.equal([row[0] for row in rows(home)], [APPROVED])
            assert 'handover-way' not in settings(home)
            w.click('A Confirmation Came')
            w.heading('Handed over')
            tap.equal([row[0] for row in rows(home)], [HANDED_OVER])
            assert 'handover-way=mailto' in settings(home), settings(home)


@tap.test('a draft file opens in the mail program, and is deleted when the report is handed over')
def _():
    with tipoff.Home(window.build()) as home, Portal(REFUSED):
        window.settings(home, country=COUNTRY)
        mail = catch(home, 'message/rfc822', 'drafts')
        with Window(home, environment=desk(home, MAIL)) as w:
            # Nothing takes a link, so a file is next.
            report(w, 'Open the E-mail')
            path = GLib.filename_from_uri(read(mail))[0] if read(mail).startswith('file:') else read(mail)
            with open(path, encoding='utf-8') as f:
                draft = f.read()
            assert 'X-Unsent: 1' in draft and 'report.json' not in draft, draft
            tap.equal(os.stat(path).st_mode & 0o777, 0o600)
            os.remove(mail)
            w.click('Open as a Draft File')
            read(mail)
            w.click('It Is in Sent')
            w.heading('Handed over')
            assert 'handover-way=draft' in settings(home), settings(home)
            until(lambda: not os.path.exists(path), 'the draft to go')


@tap.test('a mail that no link can carry goes by the portal')
def _():
    with tipoff.Home(window.build()) as home, Portal(OPENED) as portal:
        window.settings(home, country=COUNTRY)
        long = PARCEL + ' Betaal nu of uw pakket gaat terug naar de afzender.' * 40
        with Window(home, environment=desk(home, MAIL)) as w:
            report(w, 'Open the E-mail', long)
            asked = until(lambda: portal.asked, 'the portal')[0]
            tap.equal(asked['address'], 'suspicious@ice.example')
            assert asked['body'].count('Betaal nu') == 40, asked['body']
            assert 'attachment_fds' not in asked
            w.click('It Is in Sent')
            w.heading('Handed over')
            assert 'handover-way=portal' in settings(home), settings(home)


@tap.test('360 wide: everything is there by the keyboard alone, in each way')
def _():
    with tipoff.Home(window.build()) as home, Portal(REFUSED):
        window.settings(home, country=COUNTRY)
        with Window(home, environment=desk(home, MAIL), width=360, height=640) as w:
            report(w, 'Open the E-mail')
            w.click('Webmail, Step by Step')
            w.find('button', 'Copy the text, and paste it')
            assert w.fits()
            w.shot('handover-webmail-narrow')
            # The steps have the focus: past them are Copy, Clear and the answers.
            keys('space', 'Tab', 'space', 'Tab', 'space', 'Tab', 'space')
            w.find('button', 'Copy the text, and paste it, done')
            keys('Tab', 'Tab', 'space')
            w.heading('Handed over')


tap.main()
