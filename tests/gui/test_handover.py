# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes by the person's phone or browser: it is handed over, never delivered."""
import os
import shutil
import subprocess

from gi.repository import GLib

import window
from driver import keys, run, until
from handover import APPROVED, COUNTRY, FORM, HANDED_OVER, HOTLINE, NAME, SMS, catch, desk, pasted, read, report, rows
from window import PARCEL, Window, tipoff
import tap


@tap.test('an SMS: number, exact text, and a code that a phone reads')
def _():
    with tipoff.Home(window.build()) as home:
        window.settings(home, country=COUNTRY)
        with Window(home, environment=desk(home, SMS), dark=True, width=700, height=860) as w:
            report(w, 'Show Me How')
            w.heading('Did you send it?')
            w.find('label', '8080')
            state, way, media_type, text = rows(home)[0]
            tap.equal((state, way, media_type), (APPROVED, 'sms', 'text/plain'))
            text = text.decode()
            assert 'https://bpost-levering.top/be' in text and 'Jan' not in text, text
            w.find('label', text)
            code = w.look(name='QR code that opens a text message to 8080 on the phone that scans it')
            if code is None:
                print('# built without libqrencode')
            else:
                w.shot('handover-sms-dark')
                tap.equal(decoded(w, code) or expected('8080', text), expected('8080', text))
            w.click('Yes, I Sent It')
            w.heading('Handed over')
            tap.equal(rows(home)[0][0], HANDED_OVER)


def expected(number, text):
    body = GLib.uri_escape_string(text, None, False)
    return f'sms:{number}?body={body}'


def decoded(w, code):
    """What a camera reads off the window; without a decoder, what another encoder would draw is what is there."""
    path = os.path.join(os.environ['TIPOFF_SCREENSHOTS'], 'handover-sms-dark.png')
    if shutil.which('zbarimg'):
        return subprocess.run(['zbarimg', '--quiet', '--raw', path], capture_output=True, text=True, check=True).stdout.strip()
    print('# no zbarimg: looked only for black on white')
    x, y, width, height = code.extents()
    colours = run('convert', path, '-crop', f'{width - 8}x{height - 8}+{x + 8}+{y + 8}', '-unique-colors', 'txt:-')
    assert '#000000' in colours and '#FFFFFF' in colours, colours
    return None


@tap.test('an SMS that is too long for a code says so, and stays in words')
def _():
    with tipoff.Home(window.build()) as home:
        window.settings(home, country=COUNTRY)
        with Window(home, environment=desk(home, SMS)) as w:
            report(w, 'Show Me How', PARCEL + ' Betaal nu of uw pakket gaat terug.' * 40)
            w.says('This text is too long for a code that your phone could scan.')
            assert not w.look(starts='QR code')
            w.click('It Did Not Work')
            w.says('It did not reach them, so it stays here.')
            w.says('It did not reach them, so it stays here. Try again, or report it in another way:')
            tap.equal(rows(home)[0][0], APPROVED)


@tap.test('a call: the number in large figures, its hours, and what to tell')
def _():
    with tipoff.Home(window.build()) as home:
        window.settings(home, country=COUNTRY)
        with Window(home, environment=desk(home, HOTLINE), width=360, height=640) as w:
            report(w, 'Show Me How')
            w.heading('Did you call?')
            number = w.find('label', '0800 123 456')
            assert number.extents()[3] > 1.4 * w.says('Every day from 8 to 20 h').extents()[3], 'not large'
            assert w.fits()
            w.shot('handover-hotline-narrow')
            w.click('Yes, I Told Them')
            w.heading('Handed over')
            w.says(f'You told it to {NAME} yourself. By this way there is no receipt.')
            tap.equal([row[:3] for row in rows(home)], [(HANDED_OVER, 'hotline', 'text/plain')])


@tap.test('a form: the browser opens, the text is on the clipboard, and is cleared on request')
def _():
    with tipoff.Home(window.build()) as home:
        window.settings(home, country=COUNTRY)
        browser = catch(home, 'x-scheme-handler/https', 'browser')
        with Window(home, environment=desk(home, FORM), dark=True) as w:
            report(w, 'Copy the Text and Open Their Website')
            tap.equal(read(browser), 'https://ice.example/report')
            w.says('https://ice.example/report')
            w.shot('handover-form-dark')
            w.click('Clear the Clipboard')
            w.says('The clipboard is empty.')
            w.click('Copy the Text and Open Their Website')
            w.find('button', 'Clear the Clipboard')
            w.click('Yes, I Sent It')
            w.heading('Handed over')
            tap.equal([row[:3] for row in rows(home)], [(HANDED_OVER, 'web-form', 'text/plain')])
            # Nobody asked to clear it this time.
            assert 'bpost-levering.top/be' in pasted(w)


@tap.test('a clipboard that holds something else by now is left alone')
def _():
    with tipoff.Home(window.build()) as home:
        window.settings(home, country=COUNTRY)
        catch(home, 'x-scheme-handler/https', 'browser')
        with Window(home, environment=desk(home, HOTLINE, FORM)) as w:
            report(w, 'Copy the Text and Open Their Website')
            w.find('button', 'Clear the Clipboard')
            # More than one has this name; that of a page that is not shown has no place.
            w.pointer(until(lambda: next((n for n in w.app.walk(w.skip()) if n.role == 'label'
                                          and n.name == 'https://ice.example/report' and n.extents()[2] > 0), None), 'the address'))
            keys('ctrl+a', 'ctrl+c')
            w.click('Clear the Clipboard')
            w.says('Something else is on the clipboard by now. It was left there.')
            tap.equal(pasted(w), 'https://ice.example/report')


tap.main()
