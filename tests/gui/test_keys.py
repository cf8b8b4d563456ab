# SPDX-License-Identifier: GPL-3.0-or-later
"""A desk that asks for a key: it is given in the window, kept in the keyring, and forgotten on request."""
import os

import window
from driver import keys, until
from window import PARCEL, Window, tipoff
import tap

DESK = 'Practice desk on this computer'
KEY = 'a-key-that-nobody-sees'


def send(w):
    w.check(PARCEL)
    w.on('Result')
    w.click(f'Report to {DESK}')
    w.on('Review')
    w.click('Send Report')
    w.on('Report')


def give(w, key):
    """Types it where the window asks for it."""
    w.heading('Not delivered', seconds=15)
    w.says(f'{DESK} asks for a key.')
    entry = w.find('password text', starts='Key that you were given')
    w.pointer(entry)
    keys('ctrl+a', 'BackSpace')
    window.run('xdotool', 'type', '--delay', '1', key)
    w.click('Use This Key')


def files(home):
    for folder, _, names in os.walk(home.dir):
        for name in names:
            with open(os.path.join(folder, name), 'rb') as f:
                yield os.path.join(folder, name), f.read()


def with_desk(test):
    with tipoff.Home(window.build()) as home:
        tokens = home.write('desk-tokens', tipoff.hash_tokens(f'desk submit {KEY}'))
        with tipoff.Desk(window.build(), home, '--token-file', tokens) as desk:
            desk.practice()
            window.settings(home)
            test(home)


@tap.test('given once, it is in the keyring and nowhere else; another day it is not asked for; it can be forgotten')
def _():
    def test(home):
        keyring = {'SECRET_BACKEND': 'file', 'SECRET_FILE_TEST_PATH': home.path('test.keyring'),
                   'SECRET_FILE_TEST_PASSWORD': 'passphrase'}
        with Window(home, environment=keyring) as w:
            send(w)
            w.heading('Not delivered', seconds=15)
            w.shot('attention-key')
            give(w, 'a-wrong-key')
            give(w, KEY)
            w.heading('Delivered', seconds=15)
            assert not w.look('label', starts='This computer keeps no keys')
            with open(f'/proc/{w.process.pid}/cmdline', 'rb') as f:
                assert KEY.encode() not in f.read()
        with Window(home, environment=keyring) as w:
            send(w)
            w.heading('Delivered', seconds=15)
            w.menu('Preferences')
            forget = until(lambda: w.look('button', starts='Forget the key of https://'), 'the key')
            w.shot('preferences-keys', 'Preferences')
            forget.click()
            until(lambda: not w.look('button', starts='Forget the key of https://'), 'the key to go')
        with Window(home, environment=keyring) as w:
            send(w)
            w.heading('Not delivered', seconds=15)
        # The desk's own file alone.
        tap.equal([path for path, content in files(home) if KEY.encode() in content], [])
    with_desk(test)


@tap.test('without a keyring it is used until the program ends, and that is said')
def _():
    def test(home):
        with Window(home, width=360, height=640) as w:
            send(w)
            w.heading('Not delivered', seconds=15)
            assert w.fits()
            w.shot('attention-key-narrow')
            give(w, KEY)
            w.heading('Delivered', seconds=15)
            w.says('This computer keeps no keys. Tipoff forgets this one when it closes.')
            w.shot('delivered-no-keyring')
        tap.equal([path for path, content in files(home) if KEY.encode() in content], [])
    with_desk(test)


tap.main()
