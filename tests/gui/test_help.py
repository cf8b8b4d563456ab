# SPDX-License-Identifier: GPL-3.0-or-later
"""Something already happened: reached from everywhere, needing nothing, and nothing leads away from it."""
import json
import os
import shutil
import sqlite3
import subprocess

import window
from driver import keys, run, until
from window import PARCEL, Window, tipoff
import tap

HELP = 'Something already happened'
CHOICES = ['I answered or tapped',
           'I gave a password, card data or a code, or approved something in itsme or my bank’s app',
           'I paid, or money is gone',
           'Somebody controls or controlled my device, or I installed something',
           'My WhatsApp or another account was taken over, or I linked a device',
           'I sent my identity card or pictures of myself',
           'I gave my card or codes to somebody at the door',
           'I am still talking to them']


def toplevel(w, title):
    return next((node for node in w.app.children() if node.name == title), None)


def steps(w):
    """What is to be done, in order: each step can be ticked off."""
    return [node.name for node in w.find('list', 'Do this now, in this order').walk() if node.role == 'check box']


@tap.test('all eight can be chosen, several at once; what cannot wait comes first for all of them')
def _():
    with tipoff.Home(window.build()) as home:
        window.settings(home)
        with Window(home) as w:
            w.find('button', starts=HELP).click()
            w.on('Help now')
            for choice in CHOICES:
                w.click(choice)
                until(lambda: len(steps(w)) > 0, 'steps')
                w.click(choice)
            w.click('Somebody controls or controlled my device, or I installed something')
            w.click('I paid, or money is gone')
            until(lambda: len(steps(w)) > 8, 'the steps of both')
            tap.equal(steps(w)[:3], ['Cut the internet now: Wi-Fi, mobile data or cable.', 'Use another device for everything that follows.',
                                     'Ring your bank now, on the number on your card.'])
            order = steps(w)
            assert order.index('Ask the bank to stop or recall the payment.') < order.index(
                'Keep everything: messages, numbers, proof of payment. You need it at the bank and the police.'), order
            # In large figures, and with where it stands.
            assert w.find('label', '078 170 170').extents()[3] > 1.4 * w.says('Source: safeonweb.be').extents()[3]


@tap.test('in another country other words and numbers, at once')
def _():
    with tipoff.Home(window.build()) as home:
        window.settings(home, country='NL')
        with Window(home) as w:
            w.find('button', starts=HELP).click()
            w.on('Help now')
            w.click('I gave a password, card data or a code, or approved something in my bank’s app or another one')
            w.find('label', '088 786 73 72')
            assert not w.look('label', '078 170 170')


@tap.test('needing no message, model or network')
def _():
    with tipoff.Home(window.build()) as home:
        window.settings(home)
        # Away from its build, and installed nowhere, it finds no model; in a network of its own, nobody.
        alone = shutil.copy(os.path.join(window.build(), 'src', 'app', 'tipoff'), home.path('tipoff'))
        offline = ['bwrap', '--dev-bind', '/', '/', '--unshare-net', '--die-with-parent']
        can = shutil.which('bwrap') and subprocess.run([*offline, 'true'], capture_output=True, check=False).returncode == 0
        with Window(home, command=[*(offline if can else []), alone]) as w:
            w.find('button', starts=HELP).click()
            w.on('Help now')
            w.click('I paid, or money is gone')
            w.find('label', '078 170 170')
            w.click('Back')
            w.check(PARCEL)
            assert until(lambda: [text for text in w.words() if 'Tipoff' in text and 'again' in text], 'that there is no model'), w.words()


@tap.test('from every dialog: a button in it, or it leaves the window as it is')
def _():
    with tipoff.Home(window.build()) as home:
        window.settings(home)
        offer = home.write('tipoff-authority.json', json.dumps(window.OFFER))
        with Window(home) as w:
            for item, title in (('Preferences', 'Preferences'), ('Keyboard Shortcuts', None), ('About Tipoff', None)):
                before = len(list(w.app.children()))
                w.menu(item)
                dialog = until(lambda: next((node for node in w.app.children() if 'modal' in node.states or (
                    len(list(w.app.children())) > before and not node.name.endswith('Tipoff'))), None), f'the window of {item!r}')
                if title:
                    until(lambda: dialog.look('button', 'Help now'), 'a button for help').click()
                else:
                    assert 'modal' not in dialog.states, item
                    w.find('button', starts=HELP).click()
                w.on('Help now')
                if title:
                    until(lambda: not toplevel(w, title), f'{title} to be gone')
                else:
                    run('xdotool', 'windowfocus', until(lambda: run('xdotool', 'search', '--onlyvisible', '--class', 'tipoff').split(),
                                                        'the windows')[-1])
                    keys('Escape')
                w.click('Back')
                w.on('')
        with Window(home, offer) as w:
            dialog = until(lambda: toplevel(w, 'A place to send reports to'), 'the offer')
            until(lambda: dialog.look('button', 'Help now'), 'a button for help').click()
            w.on('Help now')
            until(lambda: not toplevel(w, 'A place to send reports to'), 'the offer to be gone')


@tap.test('a check that ends meanwhile does not lead away; its result is there afterwards')
def _():
    with tipoff.Home(window.build()) as home:
        window.settings(home)
        with Window(home) as w:
            # As long as a field takes, so that it is not done before the next key.
            w.type_message(PARCEL + ' woord' * 40000)
            keys('ctrl+Return', 'F1')
            w.on('Help now')
            w.says('The check is done. You find the result when you go back.', seconds=30)
            w.on('Help now')
            w.click('I paid, or money is gone')
            w.find('label', '078 170 170')
            w.click('Back')
            w.on('Result')
            # What was said meanwhile counts.
            w.find('label', '078 170 170')


@tap.test('nor does a report that is taken meanwhile')
def _():
    with tipoff.Home(window.build()) as home, tipoff.Desk(window.build(), home) as desk:
        desk.practice()
        window.settings(home, undo=30)
        with Window(home) as w:
            w.check(PARCEL)
            w.on('Result')
            w.click('Report to Practice desk on this computer')
            w.on('Review')
            # The store is busy for as long as we say.
            outbox = sqlite3.connect(home.path('data/tipoff/outbox.sqlite'), isolation_level=None)
            outbox.execute('BEGIN IMMEDIATE')
            w.click('Send Report')
            w.find('button', starts=HELP).click()
            w.on('Help now')
            outbox.execute('ROLLBACK')
            outbox.close()
            w.says('Your report was taken. You find it when you go back.')
            w.on('Help now')
            w.click('Back')
            w.on('Report')
            w.find('button', starts='Undo').click()
            w.on('Review')


tap.main()
