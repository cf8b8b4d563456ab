# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person tells on the review page, what they set right, what they take back, and whom they add."""
import json
import os
import sqlite3

import window
from driver import keys, run, until
from window import Window, tipoff
import tap

MESSAGE = ('Hoi, hier Els. Volgens wiebrand ansfrids ligt je pakket klaar: https://bpost-levering.top/t/q7Xk29Lm3 '
           'of bel 0903 12 345')


def contents(desk):
    with sqlite3.connect(f'file:{desk.dir}/desk.sqlite?mode=ro', uri=True) as books:
        return [json.loads(row[0]) for row in books.execute('SELECT bytes FROM content ORDER BY seq')]


class Place:
    """A home, a practice desk and a window, at the review page of a message."""

    def __init__(self, message=MESSAGE, sender=None, **looks):
        self.home = tipoff.Home(window.build())
        self.message, self.sender, self.looks = message, sender, looks

    def __enter__(self):
        self.home.__enter__()
        self.desk = tipoff.Desk(window.build(), self.home).__enter__()
        self.desk.practice()
        window.settings(self.home)
        self.w = Window(self.home, **self.looks).__enter__()
        self.w.check(self.message)
        self.w.on('Result')
        if self.sender:
            self.w.pointer(self.w.find(name='Who sent it, how and when?'))
            field = self.w.find('text', 'Sender, as shown')
            field.text = self.sender
            self.w.pointer(field)
            keys('Return')
            until(lambda: self.sender in self.w.find('text', 'Sender, as shown').text, 'the sender')
        report = self.w.look('button', starts='Report to') or self.w.find('button', starts='I think it is a scam')
        report.click()
        self.w.on('Review')
        return self.w, self.desk

    def __exit__(self, *args):
        self.w.__exit__(*args)
        self.desk.__exit__(*args)
        self.home.__exit__(*args)


def message_of(w):
    return w.find('text', 'The message, as it will be sent').text


def send(w, desk):
    until(lambda: 'sensitive' in w.find('button', 'Send Report').states, 'Send Report to be there')
    w.click('Send Report')
    w.on('Report')
    w.heading('Delivered', seconds=15)
    return contents(desk)[-1]


@tap.test('a name of theirs is hidden wherever it stands, and is told to nobody')
def _():
    with Place() as (w, desk):
        assert 'wiebrand ansfrids' in message_of(w)
        w.find('text', 'With commas. It is kept nowhere.').text = 'Wiebrand Ansfrids'
        until(lambda: 'wiebrand' not in message_of(w), 'the name to be hidden')
        w.find('switch', 'Remove: your name')
        w.shot('review-own')
        report = send(w, desk)
        assert 'Wiebrand' not in json.dumps(report) and 'wiebrand' not in json.dumps(report), report


@tap.test('a mark in the link stays for an authority, is said to be there, and can be removed')
def _():
    with Place() as (w, desk):
        assert 'q7Xk29Lm3' in message_of(w)
        w.says('A mark in the link that may lead to you. Without it')
        w.find('switch', 'Remove: a mark in the link').click()
        until(lambda: 'q7Xk29Lm3' not in message_of(w), 'the mark to be hidden')
        w.says('Something is removed from a link.')
        assert 'q7Xk29Lm3' not in json.dumps(send(w, desk))


@tap.test('what was found is set right in place')
def _():
    with Place() as (w, desk):
        w.heading('Found in it. Is this right?')
        number = w.find(name='+3290312345')
        w.pointer(number)
        keys('Down', 'Down', 'Return')
        w.says('belongs to whom it pretends to be')
        w.shot('review-roles')
        report = send(w, desk)
        roles = {i['value']: (i['role'], i.get('role_told')) for i in report['indicators']}
        tap.equal(roles['+3290312345'], ('impersonated', True))
        tap.equal(roles['https://bpost-levering.top/t/q7Xk29Lm3'], ('contact', None))


@tap.test('a loss, an opened link, a sentence: all off, and in the report once told')
def _():
    with Place(height=860) as (w, desk):
        w.pointer(w.find(name='Add something'))
        w.find('text', 'What you want to say about it').text = 'It came twice.'
        w.find('text', 'How much money was lost').text = 'much'
        w.says('The sum cannot be read.')
        assert 'sensitive' not in w.find('button', 'Send Report').states
        w.find('text', 'How much money was lost').text = '1.250,5'
        w.shot('review-told')
        report = send(w, desk)
        tap.equal((report['comment'], report['loss']), ('It came twice.', {'amount': '1250.50', 'currency': 'EUR'}))
        assert 'link_opened' not in report and 'contact' not in report, report


@tap.test('a number alone asks for a sentence of what happened')
def _():
    with Place('+32 903 12 345') as (w, desk):
        w.says('A number alone tells them little.')
        assert 'sensitive' not in w.find('button', 'Send Report').states
        w.shot('review-number')
        w.find('text', 'What happened? One sentence is enough').text = 'They called and asked for my card.'
        report = send(w, desk)
        tap.equal(report['comment'], 'They called and asked for my card.')


@tap.test('another country, other people')
def _():
    with Place() as (w, _):
        w.pointer(w.find(name='Country'))
        # By name: Austria, Belgium, … Canada.
        keys('Home', 'Down', 'Down', 'Down', 'Return')
        w.says('Canada')
        w.pointer(w.find('label', 'Change'))
        w.says('Canadian Anti-Fraud Centre')
        w.shot('review-country')


@tap.test('reported by mistake: whoever has it is told, and the page says how that stands')
def _():
    with Place() as (w, desk):
        report = send(w, desk)
        w.click('My Reports')
        w.on('Reports')
        w.pointer(w.find(starts='Parcel'))
        w.on('Report')
        w.click('I Reported This by Mistake')
        w.says('You said that it was a mistake', seconds=15)
        until(lambda: len(contents(desk)) == 2, 'the correction at the desk', 15)
        tap.equal(contents(desk)[1]['corrects'], report['report_id'])
        until(lambda: not w.look('button', 'I Reported This by Mistake'), 'no second time')
        w.shot('report-corrected')


@tap.test('an authority file shows its domain, not its name for itself; what its domain does not confirm is not added')
def _():
    with tipoff.Home(window.build()) as home:
        window.settings(home)
        path = home.write('tipoff-authority.json', json.dumps(window.OFFER))
        with Window(home, path) as w:
            dialog = until(lambda: next((n for n in w.app.children() if n.name == 'A place to send reports to'), None), 'the dialog')
            texts = [n.name for n in dialog.walk() if n.name]
            assert 'cert.invalid' in texts and 'Reports are kept for one year.' in texts, texts
            assert not any('National Bank' in text for text in texts), texts
            w.shot('offer', 'A place to send reports to')
            w.click('Add It')
            until(lambda: any(n.name.endswith('Nothing was added.') for n in dialog.walk() if n.name), 'that it was not added', 20)
            w.shot('offer-refused', 'A place to send reports to')
            keys('Escape')
        assert not [name for _, _, names in os.walk(home.path('data')) for name in names if 'cert' in name]


tap.main()
