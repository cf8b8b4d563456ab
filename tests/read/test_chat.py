#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations as phones export them, by the way of `tipoff-cli check`.    test_chat.py SOURCE BUILD PARTS"""
import io
import json
import os
import subprocess
import sys
import time
import zipfile

sys.path.insert(0, os.path.join(sys.argv[1], 'tests', 'lib'))
import tap
import tipoff

BUILD, PARTS = sys.argv[2], sys.argv[3].split(',')
READER = os.path.join(BUILD, 'src', 'read', 'tipoff-read')
SCAM = 'Mama dit is mijn nieuwe nummer, mijn gsm is stuk. Kun je dringend een rekening betalen van 950 euro?'


def read(text):
    """(authors, turns) as the reader answers."""
    data = text if isinstance(text, bytes) else text.encode()
    done = subprocess.run([READER], stdin=memory(data), capture_output=True, check=False)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert lines, done
    authors = [line['author'] for line in lines if 'author' in line]
    turns = [(authors[author], seconds, said) for line in lines for author, seconds, said in line.get('turns', [])]
    return authors, turns, lines[-1]


def memory(data):
    fd = os.memfd_create('chat')
    os.write(fd, data)
    os.lseek(fd, 0, os.SEEK_SET)
    return fd


def at(year, month, day, hour, minute, second=0):
    import calendar
    return calendar.timegm((year, month, day, hour, minute, second))


def check(text, *arguments, name='chat.txt'):
    with tipoff.Home(BUILD) as home:
        return home.cli('check', '--json', '--country', 'BE', *arguments, home.write(name, text))


MORNING, EVENING = at(2026, 11, 24, 5, 22), at(2026, 11, 24, 17, 23)
FORMS = {
    'Android nl': ('24-11-2026 05:22 - {}', '24-11-2026 17:23 - {}'), 'Android fr': ('24/11/2026 à 05:22 - {}', '24/11/2026 à 17:23 - {}'),
    'Android fr new': ('24/11/2026, 05:22 - {}', '24/11/2026, 17:23 - {}'), 'Android de': ('24.11.26, 05:22 - {}', '24.11.26, 17:23 - {}'),
    'Android es': ('24/11/26, 5:22 - {}', '24/11/26, 17:23 - {}'), 'Android es 12': ('24/11/26, 5:22\u202fa.\u00a0m. - {}', '24/11/26, 5:23\u202fp.\u00a0m. - {}'),
    'Android en': ('24/11/2026, 5:22 am - {}', '24/11/2026, 5:23 pm - {}'), 'Android US': ('11/24/26, 5:22\u202fAM - {}', '11/24/26, 5:23\u202fPM - {}'),
    'Android it': ('24/11/26, 05:22 - {}', '24/11/26, 17:23 - {}'), 'Android pt': ('24/11/2026 05:22 - {}', '24/11/2026 17:23 - {}'),
    'Android pl': ('24.11.2026, 05:22 - {}', '24.11.2026, 17:23 - {}'), 'year first': ('2026-11-24 05:22 - {}', '2026-11-24 17:23 - {}'),
    'iOS nl': ('[24-11-2026 05:22:00] {}', '[24-11-2026 17:23:00] {}'), 'iOS de': ('[24.11.26, 05:22:00] {}', '[24.11.26, 17:23:00] {}'),
    'iOS fr': ('[24/11/2026 05:22:00] {}', '\u200e[24/11/2026 17:23:00] {}'), 'iOS US': ('[11/24/26, 5:22:00\u202fAM] {}', '[11/24/26, 5:23:00\u202fPM] {}'),
}


@tap.test('dates and times of every phone')
def _():
    for name, (first, second) in FORMS.items():
        text = first.format('Mia: Dag') + '\n' + second.format('\u202a+32 470 12 34 56\u202c: Hallo\ntweede regel') + '\n'
        tap.equal(read(text)[1], [('Mia', MORNING, 'Dag'), ('+32 470 12 34 56', EVENING, 'Hallo\ntweede regel')], name)


@tap.test('whether the day or the month comes first follows from all dates together')
def _():
    rows = [
        (('03/04/2026, 05:22', '04/04/2026, 05:22', '13/04/2026, 05:22'), at(2026, 4, 3, 5, 22)),
        (('03/04/26, 5:22 AM', '03/05/26, 5:22 AM', '03/13/26, 5:22 AM'), at(2026, 3, 4, 5, 22)),
        (('03/04/2026, 05:22', '04/04/2026, 05:22', '05/04/2026, 05:22'), at(2026, 4, 3, 5, 22)),      # days that go on
        (('12/01/2026, 05:22', '01/02/2027, 05:22', '02/02/2027, 05:22'), at(2026, 1, 12, 5, 22)),
        (('09/30/2026, 05:22', '10/01/2026, 05:22', '10/02/2026, 05:22'), at(2026, 9, 30, 5, 22)),
    ]
    for dates, first in rows:
        tap.equal(read(''.join(f'{date} - Mia: x\n' for date in dates))[1][0][1], first, dates)


@tap.test('dates that are none are said so')
def _():
    tap.equal(read('45/45/2026, 05:22 - A: x\n46/46/2026, 05:22 - B: y\n')[2], {'error': 'unknown-dates'})


@tap.test('what the phone wrote itself is nobody\'s message')
def _():
    notices = [
        '<Media weggelaten>', '<Médias omis>', '<Medien ausgeschlossen>', '<Multimedia omitido>', '<Media omitted>', '<Media omessi>', '<Mídia oculta>',
        '<pominięto multimedia>', 'IMG-20261124-WA0001.jpg (bestand bijgevoegd)', '\u200eIMG-1.jpg (Datei angehängt)', 'PTT-1.opus (file attached)',
        '\u200eafbeelding weggelaten', '\u200eimage omitted', '\u200eBild weggelassen', 'Dit bericht is verwijderd', 'This message was deleted',
        'Ce message a été supprimé', 'Diese Nachricht wurde gelöscht', 'Se eliminó este mensaje', 'null', '',
        '\u200eBerichten en oproepen worden end-to-end versleuteld.', '\u200e<bijlage: 00000012-PHOTO.jpg>',
    ]
    text = '24/11/2026, 05:22 - Berichten en oproepen zijn end-to-end versleuteld. Tik voor meer info.\n24/11/2026, 05:22 - Je hebt de groep gemaakt\n'
    text += ''.join(f'24/11/2026, 05:22 - Mia: {notice}\n' for notice in notices) + '24/11/2026, 05:22 - Mia: Dag\n'
    tap.equal(read(text)[1], [('Mia', MORNING, 'Dag')])
    kept = ['Ik heb de afbeelding weggelaten uit de brief', 'media omitted or not, that is the question, he said to me', '<3']
    tap.equal([said for _, _, said in read(text + ''.join(f'24/11/2026, 05:22 - Mia: {line}\n' for line in kept))[1]][1:], kept)


@tap.test('a line that somebody wrote to look like another message is not one where phones write otherwise')
def _():
    text = '[24/11/2026, 05:22:00] Mia: Kijk\n24/11/2026, 05:23 - Jan: vals\n[24/11/2026, 05:24:00] Jan: ja\n'
    tap.equal([(author, said) for author, _, said in read(text)[1]], [('Mia', 'Kijk\n24/11/2026, 05:23 - Jan: vals'), ('Jan', 'ja')])


CHAT = ''.join(f'24/11/2026, 05:{n:02} - {author}: {said}\n' for n, (author, said) in enumerate([
    ('+32 470 12 34 56', 'Hoi'), ('Oma', 'Wie is dit?'), ('+32 470 12 34 56', SCAM), ('Oma', 'Ik ken u niet, dag'),
    ('+32 470 12 34 56', 'BE68 5390 0754 7034')]))


@tap.test('the suspicious side is guessed, and told')
def _():
    verdict = check(CHAT).json()
    tap.equal((verdict['origin'], verdict['suspect'], verdict['suspect_is_guess'], verdict['verdict'] != 'clear', verdict['kind']),
              ('conversation', '+32 470 12 34 56', True, True, 'family'))
    assert 'Ik ken u' not in json.dumps(verdict) and 'Wie is dit' not in json.dumps(verdict)
    assert {part['type'] for part in verdict['parts']} == {'turn', 'sender'}, verdict['parts']


@tap.test('or named; whoever is not there is an error with the names')
def _():
    verdict = check(CHAT, '--suspect', 'oma').json()
    tap.equal((verdict['suspect'], 'suspect_is_guess' in verdict, verdict['verdict']), ('Oma', False, 'clear'))
    done = check(CHAT, '--suspect', 'Opa')
    tap.equal((done.status, done.out), (2, ''))
    assert 'Oma' in done.err and '+32 470' in done.err


@tap.test('without --json it says who was judged')
def _():
    with tipoff.Home(BUILD) as home:
        assert 'looked at what +32 470 12 34 56 wrote' in home.cli('check', home.write('c.txt', CHAT)).out


def talk(last, days=20):
    words = ['Goedemorgen schat', 'Heb je goed geslapen?', 'Ik denk de hele dag aan je', 'Hoe was je werk?', 'Je bent zo lief', 'Slaap zacht']
    text = ''.join(f'{day + 1:02}/10/2026, {8 + n:02}:00 - Mark: {said}\n{day + 1:02}/10/2026, {8 + n:02}:30 - Lieve: Ja\n'
                   for day in range(days) for n, said in enumerate(words))
    return text + f'{days + 1:02}/10/2026, 21:00 - Mark: {last}\n'


@tap.test('slow trust and then money is a reason of its own; only the messages that count are told')
def _():
    ask = 'Schat ik zit vast op de luchthaven, kun je mij Steam cadeaukaarten van 500 euro sturen? Ik betaal je terug.'
    verdict = check(talk(ask), '--suspect', 'Mark').json()
    flag = [flag for flag in verdict['flags'] if flag['id'] == 'talk.trust-then-money'][0]
    tap.equal([verdict['parts'][span['part']]['text'] for span in flag['spans']], [ask])
    assert verdict['verdict'] != 'clear' and len(verdict['parts']) < 30, len(verdict['parts'])
    for text in (talk('Tot morgen in de trein'), talk(ask, days=1)):
        assert 'talk.trust-then-money' not in [flag['id'] for flag in check(text, '--suspect', 'Mark').json()['flags']]


@tap.test('a report holds the suspect\'s messages that count, each with its time, and nobody else\'s')
def _():
    with tipoff.Home(BUILD) as home:
        done = home.cli('report', '--country', 'BE', '--format', 'tipoff', home.write('c.txt', CHAT))
        tap.equal((done.status, done.err), (0, ''))
        report = json.loads(done.out)
    assert 'Oma' not in done.out and 'Wie is dit' not in done.out
    texts = [part['text'] for message in report['messages'] for part in message['parts'] if part['type'] == 'turn']
    assert SCAM in texts and 'BE68 5390 0754 7034' in texts, texts
    assert all(message['channel'] == 'whatsapp' and message['received_precision'] == 'minute' for message in report['messages'])


def archive(entries, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', compression) as z:
        for name, content in entries:
            z.writestr(name, content)
    return out.getvalue()


if 'archives' in PARTS:
    @tap.test('in an archive, among pictures')
    def _():
        data = archive([('PHOTO.jpg', b'\xff\xd8' * 5000), ('notes.txt', 'hello'), ('_chat.txt', CHAT)])
        tap.equal(check(data, name='x.zip').json(), check(CHAT).json())

    @tap.test('bombs, ways out, locks and what holds no conversation are refused in one sentence')
    def _():
        locked = bytearray(archive([('_chat.txt', CHAT)], zipfile.ZIP_STORED))
        locked[6] |= 1
        locked[locked.rindex(b'PK\1\2') + 8] |= 1
        link = zipfile.ZipInfo('_chat.txt')
        link.external_attr, link.create_system = 0o120777 << 16, 3
        rows = {
            'bomb': (archive([('_chat.txt', CHAT + 'a' * 60_000_000)]), 'does harm'), 'huge': (archive([('_chat.txt', os.urandom(2_000_000) * 40)]), 'larger than'),
            'way out': (archive([('../_chat.txt', CHAT)]), 'does harm'), 'root': (archive([('/etc/_chat.txt', CHAT)]), 'does harm'),
            'backslash': (archive([('a\\..\\_chat.txt', CHAT)]), 'does harm'), 'link': (archive([(link, '/etc/passwd')]), 'does harm'),
            'locked': (bytes(locked), 'password'), 'pictures': (archive([('a.jpg', b'x')]), 'no conversation'),
            'cut': (archive([('_chat.txt', CHAT * 100)])[:300], 'damaged'), 'empty': (archive([]), 'no conversation'),
        }
        for name, (data, words) in rows.items():
            start = time.monotonic()
            done = check(data, name='x.zip')
            assert time.monotonic() - start < 5, name
            tap.equal((done.status, done.out, len(done.err.splitlines())), (1, '', 1), name)
            assert words in done.err, (name, done.err)


@tap.test('hostile conversations: a verdict or one sentence, soon')
def _():
    rows = {
        'authors': ''.join(f'24/11/2026, 05:22 - A{n}: x\n' for n in range(5000)), 'one long': CHAT + 'x' * 5_000_000,
        'colons': '24/11/2026, 05:22 - ' + ': ' * 100_000 + '\n24/11/2026, 05:22 - B: x', 'marks': CHAT + '\u200e' * 300_000,
        'stamps': '24/11/2026, 05:22 - \n' * 100_000, 'NUL': CHAT.replace('a', '\0'), 'bytes': CHAT.encode() + b'\xff' * 1000,
        'no end': CHAT + '[' * 100_000,
    }
    for name, data in rows.items():
        start = time.monotonic()
        done = check(data)
        assert time.monotonic() - start < 10, name
        if done.status == 0:
            assert done.json()['verdict'] in ('scam', 'suspicious', 'clear'), name
        else:
            tap.equal((done.status, len(done.err.splitlines())), (1, 1), name)


tap.main()
