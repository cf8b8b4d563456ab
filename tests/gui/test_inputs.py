# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever is brought, the window answers in words, and at once."""
import os
import time

import window
from driver import keys, run, until
from window import ORDINARY, PARCEL, Window, tipoff
import tap


@tap.test('nothing, and things that are no message: clear words on the page')
def _():
    with tipoff.Home(window.build()) as home:
        window.settings(home)
        with Window(home) as w:
            w.click('Check')
            w.says('There is nothing to check yet.')
            until(lambda: 'focused' in w.says('There is nothing to check yet.').states, 'the problem to be said')
            w.shot('check-problem')


@tap.test('files: 10 MB, binary, broken UTF-8, hidden characters')
def _():
    cases = [
        ('large.txt', b'all work and no play ' * 500_000, None, 'This is too long to be one message.'),
        ('picture.png', b'\x89PNG\r\n\x1a\n' + bytes(range(256)) * 40, None, 'This is a picture, which Tipoff cannot read yet.'),
        ('program', b'\x7fELF' + bytes(20_000), None, 'This is a kind of file that Tipoff cannot read.'),
        ('outlook.msg', b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + bytes(600) + '__substg1.0_'.encode('utf-16-le'), None,
         "This is an e-mail in Outlook's own form"),
        ('damaged.zip', b'PK\x03\x04' + bytes(100), None, 'This file could not be read'),
        ('brackets.txt', b'[' * 100_000, 'Result', None),
        ('broken.txt', PARCEL.encode().replace(b'pakket', b'pak\xff\xfeket'), 'Result', None),
        ('hidden.txt', PARCEL.replace('levering', 'leve\u200bring').encode() + '\u202egnp.exe'.encode(), 'Result', None),
        ('one-line.txt', b'x' * 900_000, 'Result', None),
    ]
    for name, content, page, words in cases:
        with tipoff.Home(window.build()) as home:
            window.settings(home)
            path = home.write(name, content)
            with Window(home, path) as w:
                begin = time.monotonic()
                if page:
                    w.on(page)
                elif words:
                    w.says(words)
                else:
                    w.says('There is no text in this')
                took = time.monotonic() - begin
                assert took < 3, f'{name} took {took:.1f} s'
                if name == 'hidden.txt':
                    w.shot('result-hidden-characters')


@tap.test('a number alone: what it is, and who called whom')
def _():
    with tipoff.Home(window.build()) as home:
        window.settings(home)
        with Window(home) as w:
            w.check('0900 12 345')
            w.on('Result')
            w.says('Did it call you, or do you want to call it?')
            w.says('A number that costs extra to call')
            w.shot('result-number')
            w.click('I Want to Call It')
            w.says('Then look the number up yourself')
            keys('Escape')
            w.on('')
            w.pointer(w.find(name='Somebody called me'))
            w.pointer(w.find('text', 'Their number'))
            run('xdotool', 'type', '+32 470 12 34 56')
            keys('Return')
            w.on('Result')
            w.shot('result-called')


@tap.test('Ctrl+Return checks; Escape goes back; Ctrl+V checks what was copied')
def _():
    with tipoff.Home(window.build()) as home:
        window.settings(home)
        with Window(home) as w:
            w.type_message(ORDINARY)
            keys('ctrl+Return')
            w.on('Result')
            keys('Escape')
            w.on('')
            w.paste(PARCEL)
            w.on('Result')
            w.heading('This looks like a parcel scam')
            # On the result itself, over the message that cannot be changed.
            w.pointer(w.find('text', 'The message'))
            keys('ctrl+v')
            w.on('Result')


@tap.test('something already happened: two clicks to the number, from every page')
def _():
    with tipoff.Home(window.build()) as home:
        window.settings(home)
        with Window(home) as w:
            for step in ('', 'Result', 'Review'):
                if step == 'Result':
                    w.check(PARCEL)
                elif step == 'Review':
                    w.find('button', starts='Report to').click()
                w.on(step)
                w.find('button', starts='Something already happened').click()
                w.on('Help now')
                button = w.find('button', 'I paid, or money is gone')
                if step == '':
                    w.shot('help-empty')
                    button.click()
                number = w.find('label', '078 170 170')
                assert number, 'Card Stop'
                w.shot(f'help-paid-{step.lower() or "check"}')
                w.click('Back')
                w.on(step)
            # The steps of what happened stand on the result too.
            w.click('Back')
            w.on('Result')


@tap.test('text from a message is never markup')
def _():
    with tipoff.Home(window.build()) as home, tipoff.Desk(window.build(), home) as desk:
        desk.practice()
        window.settings(home)
        nasty = '<b>bpost</b> & "pakket" <a href="https://bpost-levering.top/be">betaal</a> https://bpost-levering.top/?a=1&b=<i>'
        with Window(home) as w:
            w.check(nasty)
            w.on('Result')
            tap.equal(w.find('text', 'The message').text, nasty)
            w.find('button', starts='Report to').click()
            w.on('Review')
            w.click('Send Report')
            w.heading('Delivered', seconds=15)
            w.click('My Reports')
            w.on('Reports')


assert os.environ['TIPOFF_BUILD']
tap.main()
