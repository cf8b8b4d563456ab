#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole way from text to receipt, against a real desk over TLS.    test_submit.py SOURCE BUILD"""
import email
import email.policy
import hashlib
import json
import os
import sqlite3
import sys

sys.path.insert(0, os.path.join(sys.argv[1], 'tests', 'lib'))
import tap
import tipoff

SOURCE, BUILD = sys.argv[1], sys.argv[2]
SCAM = ('Beste Jan Peeters, bpost: uw pakket wordt vastgehouden. Betaal 1,99 EUR via '
        'https://bpost-levering.top/be?m=jan.peeters@example.be binnen 24u.')
ID = '3f2b1a60-6c0e-4a60-9f3c-1d6b8c1e7a10'


class Place:
    """A home and a running practice desk."""

    def __init__(self, *arguments):
        self.home = tipoff.Home(BUILD)
        self.arguments = arguments

    def __enter__(self):
        self.home.__enter__()
        self.desk = tipoff.Desk(BUILD, self.home, *self.arguments).__enter__()
        self.desk.practice()
        return self.home, self.desk

    def __exit__(self, *args):
        self.desk.__exit__(*args)
        self.home.__exit__(*args)


@tap.test('paste to receipt: the bytes shown are the bytes stored and the bytes at the desk')
def _():
    with Place() as (home, desk):
        shown = home.cli('report', '--country', 'BE', '--id', ID, '--time', '2026-11-24T09:00:00Z', stdin=SCAM)
        tap.equal(shown.status, 0, shown.err)
        saved = home.cli('report', '--country', 'BE', '--id', ID, '--time', '2026-11-24T09:00:00Z', '--save', stdin=SCAM)
        tap.equal(saved.out.strip(), ID, saved.err)
        assert shown.out.strip() in home.cli('outbox', 'show', ID).out
        sent = home.cli('submit', '--report', ID)
        tap.equal(sent.status, 0, sent.err)
        receipt = sent.json()
        tap.equal((receipt['report_id'], receipt['state']), (ID, 'delivered'))
        assert receipt['reference'] and receipt['received'].endswith('Z')
        row = home.cli('outbox', 'list', '--json').json()['reports'][0]
        tap.equal((row['id'], row['state'], row['reference'], row['kind'], row['reason']),
                  (ID, 'delivered', receipt['reference'], 'parcel', None))
        books = desk_bodies(desk)
        tap.equal(len(books), 1)
        tap.equal(books[0], shown.out.encode())


def desk_bodies(desk):
    """What the desk keeps, read from its own database."""
    path = [os.path.join(desk.dir, name) for name in os.listdir(desk.dir) if name.endswith(('.sqlite', '.db'))][0]
    with sqlite3.connect(f'file:{path}?mode=ro', uri=True) as books:
        return [bytes(row[0]) if isinstance(row[0], bytes) else row[0].encode() for row in books.execute('SELECT bytes FROM content')]


@tap.test('what identifies the reporter is masked in every byte of the report, and can be kept')
def _():
    with Place() as (home, _):
        arguments = ('report', '--country', 'BE', '--id', ID, '--time', '2026-11-24T09:00:00Z')
        masked = home.cli(*arguments, stdin=SCAM).out
        assert 'Peeters' not in masked and 'peeters' not in masked, masked
        document = json.loads(masked)
        assert document['redactions'], document
        assert 'bpost-levering.top' in masked
        kept = home.cli(*arguments, '--keep', 'r1', stdin=SCAM).out
        assert 'Jan Peeters' in kept
        tap.equal(home.cli(*arguments, '--keep', 'r99', stdin=SCAM).status, 2)


@tap.test('a report is a pure function of its input')
def _():
    with Place() as (home, _):
        arguments = ('report', '--country', 'BE', '--id', ID, '--time', '2026-11-24T09:00:00Z', '--harm', 'answered')
        tap.equal(home.cli(*arguments, stdin=SCAM).out, home.cli(*arguments, stdin=SCAM).out)
        assert home.cli(*arguments, stdin=SCAM).out != home.cli(*arguments[:-2], stdin=SCAM).out


@tap.test('the report matches its schema, by another implementation')
def _():
    import jsonschema
    with open(os.path.join(SOURCE, 'data', 'schema', 'report-1.schema.json'), encoding='utf-8') as f:
        schema = json.load(f)
    with Place() as (home, _):
        for text in (SCAM, 'Hallo', '0903 12 345', 'IBAN BE71 0961 2345 6769 bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq'):
            report = home.cli('report', '--country', 'BE', '--channel', 'sms', '--sender', 'bpost', stdin=text)
            tap.equal(report.status, 0, report.err)
            jsonschema.Draft202012Validator(schema).validate(report.json())


@tap.test('submit from a file by route, and again with the same id: the same receipt')
def _():
    with Place() as (home, desk):
        path = home.write('message.txt', SCAM)
        route = [r['id'] for a in home.cli('authorities', '--json').json()['authorities'] if a.get('practice') for r in a['routes']][0]
        first = home.cli('submit', '--route', route, path)
        tap.equal(first.status, 0, first.err)
        again = home.cli('submit', '--report', first.json()['report_id'])
        tap.equal((again.status, again.json()), (0, first.json()))
        tap.equal(len(desk_bodies(desk)), 1)


@tap.test('submit to an endpoint with its roots')
def _():
    with tipoff.Home(BUILD) as home, tipoff.Desk(BUILD, home) as desk:
        sent = home.cli('submit', '--endpoint', desk.endpoint, '--format', 'tipoff', '--ca-file', desk.certificate, stdin=SCAM)
        tap.equal((sent.status, sent.json()['state']), (0, 'delivered'), sent.err)


@tap.test('a certificate that is not trusted is refused, and nothing is sent')
def _():
    with tipoff.Home(BUILD) as home, tipoff.Desk(BUILD, home) as desk:
        sent = home.cli('submit', '--endpoint', desk.endpoint, '--format', 'tipoff', stdin=SCAM)
        tap.equal(sent.status, 4, sent.out)
        outcome = sent.json()
        tap.equal((outcome['state'], outcome['reason'], outcome['reference']), ('attention', 'tls', None))
        tap.equal(desk_bodies(desk), [])


@tap.test('a token: without it 4, with it 0')
def _():
    with tipoff.Home(BUILD) as home:
        tokens = home.write('tokens', tipoff.hash_tokens('acme submit secret-of-the-test'))
        with tipoff.Desk(BUILD, home, '--token-file', tokens) as desk:
            arguments = ('submit', '--endpoint', desk.endpoint, '--format', 'tipoff', '--ca-file', desk.certificate)
            without = home.cli(*arguments, stdin=SCAM)
            tap.equal((without.status, without.json()['reason']), (4, 'token'))
            token = home.write('token', 'secret-of-the-test\n')
            with_token = home.cli(*arguments, '--token-file', token, stdin=SCAM)
            tap.equal(with_token.status, 0, with_token.err)
            for folder, _, names in os.walk(home.path('data')):
                for name in names:
                    with open(os.path.join(folder, name), 'rb') as f:
                        assert b'secret-of-the-test' not in f.read(), name


@tap.test('the desk is down: the report waits, says so, and goes when it is back')
def _():
    with Place() as (home, desk):
        desk.stop()
        waiting = home.cli('submit', '--country', 'BE', stdin=SCAM)
        tap.equal(waiting.status, 3, waiting.err)
        outcome = waiting.json()
        tap.equal((outcome['state'], outcome['reason'], outcome['reference']), ('waiting', 'network', None))
        tap.equal(len(waiting.err.splitlines()), 1)
        desk.start()
        retried = home.cli('outbox', 'retry', outcome['report_id'])
        tap.equal(retried.status, 0, retried.err)
        tap.equal(len(desk_bodies(desk)), 1)
        tap.equal(home.cli('outbox', 'send').status, 0)


@tap.test('not HTTPS is 2, and nothing is stored')
def _():
    with tipoff.Home(BUILD) as home:
        tap.equal(home.cli('submit', '--endpoint', 'http://127.0.0.1:1/v1/reports', '--format', 'tipoff', stdin=SCAM).status, 2)
        tap.equal(home.cli('submit', '--country', 'BE', stdin=SCAM).status, 2)
        tap.equal(home.cli('outbox', 'list', '--json').json(), {'reports': []})


@tap.test('Belgium: an e-mail to hand over, with the link live')
def _():
    with tipoff.Home(BUILD) as home:
        draft = home.cli('report', '--country', 'BE', '--id', ID, '--time', '2026-11-24T09:00:00Z', stdin=SCAM)
        tap.equal(draft.status, 0, draft.err)
        message = email.message_from_string(draft.out, policy=email.policy.default)
        tap.equal(message['To'], 'suspicious@safeonweb.be')
        body = message.get_body(('plain',)).get_content()
        assert 'https://bpost-levering.top/be' in body and 'Peeters' not in body, body
        tap.equal(hashlib.sha256(draft.out.encode()).hexdigest(),
                  hashlib.sha256(home.cli('report', '--country', 'BE', '--id', ID, '--time', '2026-11-24T09:00:00Z', stdin=SCAM).out.encode()).hexdigest())


@tap.test('outbox: delete, wrong ids, wrong usage')
def _():
    with Place() as (home, _):
        saved = home.cli('report', '--country', 'BE', '--save', stdin=SCAM).out.strip()
        tap.equal(home.cli('outbox', 'delete', saved).status, 0)
        tap.equal(home.cli('outbox', 'list', '--json').json(), {'reports': []})
        tap.equal(home.cli('outbox', 'show', ID).status, 1)
        tap.equal(home.cli('outbox', 'delete', ID).status, 1)
        tap.equal(home.cli('outbox', 'paint').status, 2)
        tap.equal(home.cli('outbox', 'delete').status, 2)


@tap.test('what is stored is for the person alone')
def _():
    with Place() as (home, _):
        home.cli('submit', '--country', 'BE', stdin=SCAM)
        for folder, _, names in os.walk(home.path('data', 'tipoff')):
            tap.equal(os.stat(folder).st_mode & 0o777, 0o700, folder)
            for name in names:
                tap.equal(os.stat(os.path.join(folder, name)).st_mode & 0o077, 0, name)


@tap.test('wrong usage is 2')
def _():
    with Place() as (home, _):
        for arguments in (['--format', 'pigeon'], ['--id', 'x'], ['--time', 'x'], ['--harm', 'x'], ['--route', 'nowhere'],
                          ['--endpoint', 'https://127.0.0.1:1/'],
                          ['--endpoint', 'https://127.0.0.1:1/', '--format', 'tipoff', '--protocol', 'pigeon'],
                          ['--endpoint', 'https://127.0.0.1:1/', '--format', 'eml']):
            tap.equal(home.cli('submit', *arguments, stdin=SCAM).status, 2, str(arguments))

@tap.test('what a person tells is in the report, and what they name is masked')
def _():
    with Place() as (home, _):
        arguments = ('report', '--country', 'BE', '--id', ID, '--time', '2026-11-24T09:00:00Z', '--sender', 'Els Claes')
        told = home.cli(*arguments, '--own', 'Els, 0470 12 34 56', '--sender-known', '--opened', 'yes', '--loss', '1.250,5EUR',
                        '--role', '0=impersonated', stdin=SCAM)
        tap.equal(told.status, 0, told.err)
        report = told.json()
        assert 'Claes' not in told.out, told.out
        tap.equal((report['link_opened'], report['loss']), ('yes', {'amount': '1250.50', 'currency': 'EUR'}))
        tap.equal((report['indicators'][0]['role'], report['indicators'][0]['role_told']), ('impersonated', True))
        assert report['messages'][0]['sender_known']
        for wrong in (('--opened', 'perhaps'), ('--loss', 'much'), ('--loss', '12EURO'), ('--role', '99=contact'), ('--role', '0=spy')):
            tap.equal(home.cli(*arguments, *wrong, stdin=SCAM).status, 2, wrong)


@tap.test('a format that takes no anonymous report gets who was set, and no other format does')
def _():
    with Place() as (home, _):
        arguments = ('report', '--country', 'BE', '--channel', 'sms', '--format')
        for format in ('xarf', 'netcraft'):
            refused = home.cli(*arguments, format, stdin=SCAM)
            tap.equal((refused.status, refused.out), (1, ''))
        settings = '[reporter]\norganisation=Help Desk\nemail=desk@help.example\n'
        with open(home.path('config/tipoff/settings.ini'), 'a', encoding='utf-8') as f:
            f.write(settings)
        for format in ('xarf', 'netcraft'):
            assert 'desk@help.example' in home.cli(*arguments, format, stdin=SCAM).out, format
        for format in ('tipoff', 'eml', 'misp', 'stix', 'rt', 'iodef'):
            assert 'help.example' not in home.cli(*arguments, format, stdin=SCAM).out, format


@tap.test('a report is taken back: over HTTPS with a receipt of its own, else in a mail')
def _():
    with Place() as (home, desk):
        sent = home.cli('submit', '--country', 'BE', stdin=SCAM).json()
        back = home.cli('outbox', 'correct', sent['report_id'], '--json')
        tap.equal(back.status, 0, back.err)
        row = back.json()
        assert row['state'] == 'delivered' and row['reference'] and row['id'] != sent['report_id'], row
        correction = json.loads(desk_bodies(desk)[1])
        tap.equal((correction['corrects'], correction['reference'], correction['reason']),
                  (sent['report_id'], sent['reference'], 'mistake'))
        tap.equal(home.cli('outbox', 'correct', row['id']).status, 1, 'a correction is not taken back')
        mail = home.cli('report', '--country', 'BE', '--route', 'be.safeonweb.email-en', '--save', stdin=SCAM).out.strip()
        tap.equal(home.cli('outbox', 'correct', mail).status, 1, 'nobody has it')
        tap.equal(home.cli('outbox', 'correct').status, 2)
        tap.equal(home.cli('outbox', 'correct', ID).status, 1)


tap.main()
