#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""E-mails of all kinds by the way of `tipoff-cli check`.    test_mail.py SOURCE BUILD"""
import base64
import hashlib
import json
import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(sys.argv[1], 'tests', 'lib'))
import jsonschema
import tap
import tipoff

BUILD = sys.argv[2]
HEAD = ('Received: from mx.provider.be by store.provider.be for <an.claes@provider.be>; Mon, 23 Nov 2026 09:12:44 +0100\n'
        'From: {sender}\nTo: An Claes <an.claes@provider.be>\nSubject: {subject}\nDate: Mon, 23 Nov 2026 09:12:40 +0100\nMIME-Version: 1.0\n')
SCAM = 'bpost: uw pakket wordt vastgehouden. Betaal 1,99 EUR via https://bpost-levering.top/be binnen 24u.'


def mail(body, *fields, sender='Jo <jo@example.org>', subject='Dag', head=HEAD):
    text = head.format(sender=sender, subject=subject) + ''.join(field + '\n' for field in fields) + '\n'
    return text.encode() + (body if isinstance(body, bytes) else body.encode())


def mixed(*parts, subtype='mixed'):
    """(fields, body) of a multipart; each part is bytes with its own fields."""
    return [f'Content-Type: multipart/{subtype}; boundary="=_b"'], b''.join(b'--=_b\r\n' + part + b'\r\n' for part in parts) + b'--=_b--\r\n'


def part(fields, body):
    return '\r\n'.join(fields).encode() + b'\r\n\r\n' + (body if isinstance(body, bytes) else body.encode())


def attached(name, content, media_type='application/octet-stream'):
    return part([f'Content-Type: {media_type}', f'Content-Disposition: attachment; {name}', 'Content-Transfer-Encoding: base64'],
                base64.encodebytes(content))


def run(data, *arguments, country='BE'):
    with tipoff.Home(BUILD) as home:
        return home.cli('check', '--json', '--country', country, *arguments, home.write('x.eml', data))


def check(data, *arguments):
    done = run(data, *arguments)
    tap.equal((done.status, done.err), (0, ''))
    verdict = done.json()
    assert not [flag for flag in verdict['flags'] if '{' in flag['text']], verdict['flags']
    return verdict


def texts(verdict, kind):
    return [part['text'] for part in verdict['parts'] if part['type'] == kind]


def words(verdict, flag):
    """What is marked for a flag; None where it is not raised."""
    for raised in verdict['flags']:
        if raised['id'] == flag:
            return [verdict['parts'][span['part']]['text'].encode()[span['start']:span['end']].decode() for span in raised['spans']]
    return None


@tap.test('plain text: subject, sender, header, time')
def _():
    verdict = check(mail(SCAM, 'Content-Type: text/plain; charset=utf-8', sender='bpost <info@pakje.example.org>', subject='Uw pakket'))
    tap.equal((verdict['verdict'], verdict['kind'], verdict['language']), ('scam', 'parcel', 'nl'))
    tap.equal((texts(verdict, 'body'), texts(verdict, 'subject'), texts(verdict, 'sender')),
              ([SCAM], ['Uw pakket'], ['bpost <info@pakje.example.org>']))
    header = texts(verdict, 'header')[0]
    assert header.startswith('Received: from mx.provider.be') and '\nTo: An Claes <an.claes@provider.be>' in header, header
    roles = {(i['role'], i['value']) for i in verdict['indicators'] if i['type'] == 'email'}
    tap.equal(roles, {('recipient', 'an.claes@provider.be'), ('shown-sender', 'info@pakje.example.org')})


@tap.test('transfer encodings and charsets, right and wrong')
def _():
    rows = [
        ('text/plain; charset=utf-8', 'quoted-printable', 'Prix =E2=82=AC 5, d=C3=A9j=C3=A0=\r\n vu', 'Prix € 5, déjà vu'),
        ('text/plain; charset=iso-8859-1', 'quoted-printable', '=80 5 d=E9j=E0', '€ 5 déjà'),           # windows-1252 in truth
        ('text/plain; charset=us-ascii', '8bit', 'déjà'.encode(), 'déjà'),
        ('text/plain', '8bit', 'déjà'.encode('latin-1'), 'déjà'),
        ('text/plain; charset=windows-1250', '8bit', 'zażółć'.encode('cp1250'), 'zażółć'),
        ('text/plain; charset="utf-8"', 'base64', base64.b64encode('Grüße €'.encode()), 'Grüße €'),
        ('text/plain; charset=utf-8', 'base64', b'R3LDvMOfZQ==garbage!!', 'Grüße'),
        ('text/plain; charset=x-unknown', '8bit', b'caf\xe9', 'café'),
        ('text/html; charset=', '8bit', '<meta charset="windows-1252"><p>5 €'.encode('cp1252'), '5 €'),
        ('text/plain; charset=utf-8; format=flowed', '7bit', 'een\r\ntwee\r\n', 'een\ntwee'),
        ('text', 'x-uuencode-ish', 'dag', 'dag'),
    ]
    for media_type, encoding, body, expected in rows:
        verdict = check(mail(body, f'Content-Type: {media_type}', f'Content-Transfer-Encoding: {encoding}'))
        assert texts(verdict, 'body')[0].startswith(expected), (media_type, encoding, texts(verdict, 'body'))


@tap.test('encoded words, also broken ones')
def _():
    rows = [
        ('=?utf-8?Q?Uw_pakket_=E2=82=AC?=', 'Uw pakket €'), ('=?UTF-8?B?R3LDvMOfZQ==?=', 'Grüße'), ('=?iso-8859-1?Q?=80_5?=', '€ 5'),
        ('=?utf-8?Q?Gr=C3=BC?=\r\n =?utf-8?Q?=C3=9Fe?=', 'Grüße'), ('=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?=', 'café'),
        ('=?utf-8?q?met spatie?=', 'met spatie'), ('=?utf-8?Q?nooit gesloten', '=?utf-8?Q?nooit gesloten'), ('déjà vu', 'déjà vu'),
        ('abc=?utf-8?Q?def?=ghi', 'abcdefghi'), ('=?x-nowhere?Q?dag?=', 'dag'),
    ]
    for raw, expected in rows:
        tap.equal(texts(check(mail('x', subject=raw)), 'subject'), [expected], raw)


@tap.test('of a text said twice the one that is seen, without what is hidden')
def _():
    html = part(['Content-Type: text/html; charset=utf-8'], '<div style="display:none">Geheim</div><p>Beste <b>klant</b>,<p>Tot straks')
    fields, body = mixed(part(['Content-Type: text/plain'], 'Anders'), html, subtype='alternative')
    tap.equal(texts(check(mail(body, *fields)), 'body'), ['Beste klant,\n\nTot straks'])
    fields, body = mixed(part(['Content-Type: text/plain'], 'Alleen dit'), part(['Content-Type: text/html'], '<p> </p>'), subtype='alternative')
    tap.equal(texts(check(mail(body, *fields)), 'body'), ['Alleen dit'])


@tap.test('a link that shows another address than it has')
def _():
    html = '<p>Log in op <a href="https://veilig-inloggen.example.com/x">www.kbc.be</a> of <a href="https://veilig-inloggen.example.com/y">hier</a>'
    verdict = check(mail(html, 'Content-Type: text/html'))
    tap.equal(texts(verdict, 'link-target'), ['https://veilig-inloggen.example.com/x', 'https://veilig-inloggen.example.com/y'])
    tap.equal(words(verdict, 'link.shown-elsewhere'), ['www.kbc.be', 'https://veilig-inloggen.example.com/x'])
    tap.equal({i['role'] for i in verdict['indicators'] if i.get('host') == 'www.kbc.be'}, {'impersonated'})
    assert verdict['verdict'] != 'clear'
    same = check(mail('<a href="https://www.kbc.be/">www.kbc.be</a> <a href="https://mail.kbc.be/a">kbc.be</a>', 'Content-Type: text/html'))
    tap.equal((words(same, 'link.shown-elsewhere'), texts(same, 'link-target')), (None, ['https://mail.kbc.be/a']))


@tap.test('attachments: name, type, size, hash; what they are by name and by content')
def _():
    zipped = b'PK\x03\x04\x14\0\1\0\x08\0' + b'\0' * 20
    rows = [
        ('filename="Factuur.pdf.exe"', b'x', 'Factuur.pdf.exe', {'double-extension', 'program'}),
        ('filename="Factuur.pdf"', b'MZ\x90\0', 'Factuur.pdf', {'program'}),
        ('filename="Factuur.pdf      .scr"', b'x', 'Factuur.pdf      .scr', {'double-extension', 'program'}),
        ('filename="scan.html"', b'x', 'scan.html', {'web-page'}),
        ('filename="scan.pdf.htm"', b'x', 'scan.pdf.htm', {'double-extension', 'web-page'}),
        ('filename="scan.txt"', b'\xef\xbb\xbf \n<!DOCTYPE HTML><p>', 'scan.txt', {'web-page'}),
        ('filename="foto.zip"', zipped, 'foto.zip', {'locked'}),
        ('filename="a.pdf"', b'%PDF-1.7\n' + b'x' * 5000 + b'/Encrypt 5 0 R', 'a.pdf', {'locked'}),
        ('filename="foto.zip"', zipped.replace(b'\1', b'\0'), 'foto.zip', set()),
        ('filename="Vakantie 2026.v2.pdf"', b'%PDF-1.7', 'Vakantie 2026.v2.pdf', set()),
        ("filename*=utf-8''Rechnung%20f%C3%BCr%20Sie.exe", b'x', 'Rechnung für Sie.exe', {'program'}),
        ("filename*0*=utf-8''R%C3%A9; filename*1=\"sum.pdf\"", b'x', 'Résum.pdf', set()),
        ('filename="=?utf-8?Q?R=C3=A9sum=C3=A9.js?="', b'x', 'Résumé.js', {'program'}),
        ('filename="cod\u202efdp.exe"', b'x', 'cod\u202efdp.exe', {'double-extension', 'program'}),
    ]
    for disposition, content, name, flags in rows:
        fields, body = mixed(part(['Content-Type: text/plain'], 'Zie bijlage'), attached(disposition, content, 'application/pdf'))
        verdict = check(mail(body, *fields))
        tap.equal(texts(verdict, 'attachment-name'), [name])
        found = [p for p in verdict['parts'] if p['type'] == 'attachment-name'][0]
        tap.equal((found['media_type'], found['size'], found['sha256']), ('application/pdf', len(content), hashlib.sha256(content).hexdigest()))
        raised = {flag['id'].split('.')[1] for flag in verdict['flags'] if flag['id'].startswith('attachment.')}
        tap.equal(raised, flags, name)
        assert all(words(verdict, 'attachment.' + flag) == [name] for flag in flags)


@tap.test('who sends it: name against address, two addresses, look-alike, answer elsewhere, not confirmed')
def _():
    rows = [
        ('"KBC Bank" <info@gmail.com>', [], {'sender.name-not-address': ['KBC']}),
        ('"KBC" <info@kbc.be>', [], {}),
        ('"service@kbc.be" <x@example.org>', [], {'sender.two-addresses': ['service@kbc.be']}),
        ('Jo <jo@kbc-kaart.com>', [], {'sender.lookalike': ['jo@kbc-kaart.com']}),
        ('Jo <jo@example.org>', ['Reply-To: jo@example.net'], {'sender.reply-elsewhere': ['jo@example.net']}),
        ('Jo <jo@news.example.org>', ['Reply-To: jo@example.org'], {}),
        ('Jo <jo.a@gmail.com>', ['Reply-To: jo.b@gmail.com'], {'sender.reply-elsewhere': ['jo.b@gmail.com']}),
        ('Jo <jo@example.org>', ['Authentication-Results: mx; spf=pass; dmarc=fail (p=NONE) header.from=example.org'],
         {'sender.not-confirmed': ['dmarc=fail']}),
        ('Jo <jo@example.org>', ['Authentication-Results: mx; dmarc=pass', 'Authentication-Results: nobody; dmarc=fail'], {}),
    ]
    for sender, fields, expected in rows:
        verdict = check(mail('Dag An, tot morgen', *fields, sender=sender))
        apart = {'sender.name-not-address', 'sender.two-addresses', 'sender.lookalike', 'sender.reply-elsewhere', 'sender.not-confirmed'}
        tap.equal({flag['id']: words(verdict, flag['id']) for flag in verdict['flags'] if flag['id'] in apart}, expected, sender)


@tap.test('an e-mail that passes another one on: that one is judged, and Tipoff says so')
def _():
    inner = mail(SCAM, sender='bpost <info@pakje.example.org>', subject='Uw pakket')
    fields, body = mixed(part(['Content-Type: text/plain'], 'Is dit echt?\n\nAn'), part(['Content-Type: message/rfc822'], inner))
    verdict = check(mail(body, *fields, sender='An <an@example.org>', subject='Fwd: Uw pakket'))
    tap.equal((verdict['origin'], texts(verdict, 'body'), texts(verdict, 'subject')), ('attached', [SCAM], ['Uw pakket']))
    assert 'an@example.org' not in json.dumps(verdict)
    with tipoff.Home(BUILD) as home:
        out = home.cli('check', home.write('x.eml', mail(body, *fields))).out
    assert 'Tipoff looked at the one that is attached' in out, out


@tap.test('or one that is quoted below a line that says so, in the languages that people forward in')
def _():
    heads = {
        'nl': ('---------- Doorgestuurd bericht ---------', 'Van', 'Onderwerp', 'Aan'), 'fr': ('---------- Message transféré ---------', 'De', 'Objet', 'À'),
        'de': ('-------- Weitergeleitete Nachricht --------', 'Von', 'Betreff', 'An'), 'es': ('---------- Mensaje reenviado ---------', 'De', 'Asunto', 'Para'),
        'en': ('Begin forwarded message:', '> From', '> Subject', '> To'), 'outlook': ('-----Oorspronkelijk bericht-----', '*Van', '*Onderwerp', '*Aan'),
    }
    for name, (mark, sender, subject, to) in heads.items():
        text = f'Is dit echt?\n\n{mark}\n{sender}: bpost <info@pakje.example.org>\n{to}: oma@example.be\n{subject}: Uw pakket\n\n{SCAM}\n'
        verdict = check(mail(text, sender='Oma <oma@example.be>', subject='Fwd: Uw pakket'))
        tap.equal((verdict.get('origin'), texts(verdict, 'body'), texts(verdict, 'subject'), texts(verdict, 'sender'), texts(verdict, 'header')),
                  ('quoted', [SCAM], ['Uw pakket'], ['bpost <info@pakje.example.org>'], []), name)
        assert 'oma@example.be' not in json.dumps(verdict), name
    html = ('<p>Kijk eens<br>---------- Doorgestuurd bericht ---------<br>Van: <a href="mailto:x@example.org">x@example.org</a><br>Onderwerp: Dag<br><br>'
            'Log in op <a href="https://veilig.example.com/x">www.kbc.be</a>')
    verdict = check(mail(html, 'Content-Type: text/html; charset=utf-8'))
    tap.equal((verdict['origin'], texts(verdict, 'link-target'), words(verdict, 'link.shown-elsewhere')),
              ('quoted', ['https://veilig.example.com/x'], ['www.kbc.be', 'https://veilig.example.com/x']))
    # What asks for something above the quote is no cover: the quote may be there to reassure.
    for cover in ('Betaal dit vandaag op BE68 5390 0754 7034', 'Zie https://kwaad.example.com', 'Schrijf naar baas@example.com'):
        text = f'{cover}\n\n---------- Doorgestuurd bericht ---------\nVan: boekhouding@example.org\n\nDag'
        verdict = check(mail(text))
        assert 'origin' not in verdict and texts(verdict, 'body')[0].startswith(cover), cover


@tap.test('an e-mail that says something itself is judged, whatever is attached')
def _():
    fields, body = mixed(part(['Content-Type: text/plain'], SCAM), part(['Content-Type: message/rfc822'], mail('Onschuldig', subject='Menu')))
    verdict = check(mail(body, *fields))
    tap.equal((texts(verdict, 'body'), texts(verdict, 'attachment-name'), 'origin' in verdict), ([SCAM], ['Menu.eml'], False))


@tap.test('hostile and broken e-mails: a verdict or one sentence, soon')
def _():
    deep = b''.join(b'Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n' % (n, n) for n in range(5000))
    nested = b'Content-Type: message/rfc822\n\n' * 5000
    rows = {
        'no body': mail(''), 'no end': mail('--=_b\n\nx', 'Content-Type: multipart/mixed; boundary="=_b"'),
        'deep': b'From: a@example.be\nSubject: x\n' + deep, 'nested': b'From: a@example.be\nSubject: x\n' + nested,
        'many parts': mail(b'--b\n\nx\n' * 20000 + b'--b--', 'Content-Type: multipart/mixed; boundary=b'),
        'long field': mail('x', 'X-A: ' + 'a' * 900_000), 'many fields': mail('x', *['Received: x'] * 50_000),
        'many recipients': mail('x', 'Cc: ' + ', '.join(f'p{n}@example.org' for n in range(20_000))),
        'NUL': mail('a\0b ' + SCAM), 'zeros': mail(b'\0' * 100_000), 'no colon': b'From: a@example.be\nSubject: x\nthis is no field\n\nDag daar',
        'long line': mail('a' * 5_000_000), 'tags': mail('<a href=x>' * 300_000, 'Content-Type: text/html'),
        'encoded word': mail('x', subject='=?utf-8?Q?' * 20_000), 'comments': mail('x', sender='(' * 100_000),
    }
    for name, data in rows.items():
        start = time.monotonic()
        done = run(data)
        assert time.monotonic() - start < 10, name
        if done.status == 0:
            assert done.json()['verdict'] in ('scam', 'suspicious', 'clear'), name
        else:
            tap.equal((done.status, len(done.err.splitlines())), (1, 1), name)


@tap.test('what is too long is refused in one sentence')
def _():
    done = run(mail('woord ' * 400_000))
    tap.equal((done.status, done.out), (1, ''))
    assert 'larger than Tipoff reads' in done.err, done.err


@tap.test('an Outlook message is refused with what to do instead')
def _():
    done = run(b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + b'\0' * 1000 + '__substg1.0_0037001F'.encode('utf-16-le') + b'\0' * 1000)
    assert done.status == 1 and '.eml' in done.err, done.err


@tap.test('a mailbox: one line each, in order, with the file; one that is too long does not stop the others')
def _():
    box = b''.join(b'From x Mon Nov 23 09:12:44 2026\n' + mail(text, subject=str(number)) + b'\n\n'
                   for number, text in enumerate((SCAM, 'woord ' * 400_000, 'Tot straks, An\n>From hier')))
    with tipoff.Home(BUILD) as home:
        path = home.write('x.mbox', box)
        done = home.cli('check', '--json', path)
    tap.equal(done.status, 1)
    lines = done.lines()
    tap.equal([(line['file'], line['number'], line['verdict'], texts(line, 'subject')) for line in lines],
              [(path, 1, 'scam', ['0']), (path, 3, 'clear', ['2'])])
    assert len(done.err.splitlines()) == 1 and ', 2: ' in done.err, done.err


@tap.test('by a pipe, and from standard input, as by a file')
def _():
    data = mail(SCAM)
    with tipoff.Home(BUILD) as home:
        by_file = home.cli('check', '--json', home.write('x.eml', data)).json()
        tap.equal(home.cli('check', '--json', '-', stdin=data).json(), by_file)
        with open(home.path('x.eml'), 'rb') as f:
            redirected = subprocess.run([f'{BUILD}/src/cli/tipoff-cli', 'check', '--json'], stdin=f, env=home.env, capture_output=True, check=True)
        tap.equal(json.loads(redirected.stdout), by_file)
        piped = subprocess.run(f'cat {home.path("x.eml")} | {BUILD}/src/cli/tipoff-cli check --json', shell=True, env=home.env,
                               capture_output=True, check=True)
        tap.equal(json.loads(piped.stdout), by_file)


@tap.test('a report of it: whom it was for is hidden, the header goes along')
def _():
    with tipoff.Home(BUILD) as home:
        path = home.write('x.eml', mail(SCAM, 'Delivered-To: an.claes@provider.be', sender='bpost <info@pakje.example.org>'))
        done = home.cli('report', '--country', 'BE', '--format', 'tipoff', path)
        tap.equal((done.status, done.err), (0, ''))
        assert 'an.claes' not in done.out and 'Claes' not in done.out, done.out
        assert 'info@pakje.example.org' in done.out and 'Received: from mx.provider.be' in done.out
        assert home.cli('report', '--country', 'FR', '--format', 'signal-spam', path).out.startswith('message=')
        fields, body = mixed(part(['Content-Type: text/plain'], SCAM), attached('filename="Factuur.pdf.exe"', b'MZ', 'application/pdf'))
        report = home.cli('report', '--country', 'BE', '--format', 'tipoff', home.write('y.eml', mail(body, *fields))).json()
        found = [p for p in report['messages'][0]['parts'] if p['type'] == 'attachment-name']
        tap.equal(found, [{'type': 'attachment-name', 'text': 'Factuur.pdf.exe', 'media_type': 'application/pdf', 'size': 2,
                           'sha256': hashlib.sha256(b'MZ').hexdigest()}])
        with open(os.path.join(sys.argv[1], 'data', 'schema', 'report-1.schema.json'), encoding='utf-8') as f:
            jsonschema.Draft202012Validator(json.load(f)).validate(report)


tap.main()
