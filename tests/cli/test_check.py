#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check, number, advice, authorities: the contract that scripts rely on.    test_check.py SOURCE BUILD"""
import json
import os
import select
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(sys.argv[1], 'tests', 'lib'))
import tap
import tipoff

SOURCE, BUILD = sys.argv[1:3]
SCAM = 'bpost: uw pakket wordt vastgehouden. Betaal 1,99 EUR via https://bpost-levering.top/be binnen 24u.'
HONEST = 'Ben je er om half acht? Ik breng de kinderen mee, tot straks!'


def check(*arguments, stdin=''):
    with tipoff.Home(BUILD) as home:
        return home.cli('check', *arguments, stdin=stdin)


def keys_of(verdict, text):
    """What the design promises of one object, on any message."""
    assert verdict['verdict'] in ('scam', 'suspicious', 'clear'), verdict
    assert 0 <= verdict['score'] <= 1
    assert isinstance(verdict['language'], str)
    raw = text.encode()
    for flag in verdict['flags']:
        assert flag['id'] and flag['text'] and 0 <= flag['weight'] <= 1, flag
        for span in flag['spans']:
            assert 0 <= span['start'] < span['end'] <= len(raw), span
            raw[span['start']:span['end']].decode()
    for word in verdict['words']:
        raw[word['start']:word['end']].decode()
    for indicator in verdict['indicators']:
        assert indicator['type'] in ('url', 'domain', 'phone', 'email', 'iban', 'wallet'), indicator
        assert indicator['role'] in ('contact', 'shown-sender', 'impersonated', 'recipient', 'bystander', 'unknown')
        assert raw[indicator['start']:indicator['end']].decode()
    if verdict['verdict'] == 'clear':
        assert verdict.get('kind') is None, verdict
    else:
        assert verdict['kind'] and verdict['flags'], verdict


@tap.test('a scam: verdict, kind, flags, indicators and spans')
def _():
    done = check('--json', '--country', 'BE', stdin=SCAM)
    tap.equal((done.status, done.err), (0, ''))
    verdict = done.json()
    keys_of(verdict, SCAM)
    tap.equal((verdict['verdict'], verdict['kind'], verdict['language']), ('scam', 'parcel', 'nl'))
    assert 'url.lookalike' in [flag['id'] for flag in verdict['flags']], verdict['flags']
    url = [i for i in verdict['indicators'] if i['type'] == 'url'][0]
    tap.equal((url['host'], url['domain'], url['role']), ('bpost-levering.top', 'bpost-levering.top', 'contact'))
    tap.equal(SCAM.encode()[url['start']:url['end']].decode(), 'https://bpost-levering.top/be')
    assert 'parts' not in verdict


@tap.test('scores have three decimals')
def _():
    out = check('--json', stdin=SCAM).out
    score = out.split('"score":')[1].split(',')[0]
    tap.equal(len(score.split('.')[1]), 3, score)


@tap.test('small talk is clear and has no kind')
def _():
    verdict = check('--json', stdin=HONEST).json()
    keys_of(verdict, HONEST)
    tap.equal(verdict['verdict'], 'clear')


@tap.test('a sender makes parts, and is the last of them')
def _():
    verdict = check('--json', '--sender', '+32 470 12 34 56', '--channel', 'sms', stdin=SCAM).json()
    tap.equal([part['type'] for part in verdict['parts']], ['body', 'sender'])
    phone = [i for i in verdict['indicators'] if i['type'] == 'phone'][0]
    tap.equal((phone['role'], phone['part'], phone['e164'], phone['region'], phone['number_type'], phone['valid']),
              ('shown-sender', 1, '+32470123456', 'BE', 'mobile', True))


@tap.test('several files give one line each, with their names; one that is missing does not stop the others')
def _():
    with tipoff.Home(BUILD) as home:
        one, two = home.write('one.txt', SCAM), home.write('two.txt', HONEST)
        done = home.cli('check', '--json', one, '/nowhere/at/all', two)
        tap.equal(done.status, 1)
        tap.equal([line['file'] for line in done.lines()], [one, two])
        tap.equal(len(done.err.splitlines()), 1)


@tap.test('a folder stands for the files in it, in order of their names')
def _():
    with tipoff.Home(BUILD) as home:
        paths = [home.write('box/' + name, text) for name, text in (('2.txt', HONEST), ('1.txt', SCAM), ('.hidden', SCAM), ('in/3.txt', SCAM))]
        done = home.cli('check', '--json', home.path('box'))
        tap.equal(([line['file'] for line in done.lines()], done.status), ([paths[1], paths[0]], 0))


@tap.test('without --json it is written for people')
def _():
    done = check(stdin=SCAM)
    tap.equal(done.status, 0)
    assert 'This looks like a parcel scam' in done.out and 'hxxps://bpost-levering[.]top/be' in done.out, done.out
    assert 'https://bpost-levering' not in done.out


@tap.test('bad input: one line says what, within a second')
def _():
    rows = {
        'empty': b'', 'spaces': b' \n\t ', '10 MB': b'a' * 10_000_000, 'binary': bytes(range(256)) * 64,
        'picture': b'\x89PNG\r\n\x1a\n' + b'\0' * 100,
    }
    for name, data in rows.items():
        start = time.monotonic()
        done = check('--json', stdin=data)
        assert time.monotonic() - start < 2, name
        tap.equal((done.status, done.out, len(done.err.splitlines())), (1, '', 1), name)


@tap.test('hostile text is read all the same')
def _():
    rows = {
        'invalid UTF-8': b'caf\xe9 \xff\xfe \xc3\x28 ' + SCAM.encode(), 'right to left': '\u202e\u2067' .encode() + SCAM.encode(),
        'zero width': SCAM.replace('p', 'p\u200b').encode(), 'brackets': b'[' * 100_000, 'NUL': b'a\0b hello',
        'digits': b'1' * 500_000, 'at signs': b'@' * 500_000,
    }
    for name, data in rows.items():
        start = time.monotonic()
        done = check('--json', stdin=data)
        assert time.monotonic() - start < 3, name
        if done.status == 0:
            assert done.json()['verdict'] in ('scam', 'suspicious', 'clear'), name
        else:
            tap.equal((done.status, len(done.err.splitlines())), (1, 1), name)
    assert check('--json', stdin=rows['invalid UTF-8']).json()['verdict'] == 'scam'


@tap.test('wrong usage is 2')
def _():
    for arguments in (['--channel', 'pigeon'], ['--country', 'Belgium'], ['--received', 'yesterday'], ['--json', '--jsonl'], ['--nothing']):
        tap.equal(check(*arguments, stdin='x').status, 2, str(arguments))
    with tipoff.Home(BUILD) as home:
        tap.equal(home.cli('nothing').status, 2)
        tap.equal(home.cli().status, 2)
        tap.equal((home.cli('--help').status, home.cli('--version').status), (0, 0))


@tap.test('jsonl: one line out for one line in, in order, with the id back; errors do not stop it')
def _():
    lines = [
        json.dumps({'id': 1, 'text': SCAM, 'channel': 'sms'}), json.dumps({'id': 'b', 'text': HONEST}), 'not json',
        json.dumps({'text': SCAM, 'sender': 'bpost'}), json.dumps({'id': [1, {'x': None}], 'text': HONEST}), '[]',
        json.dumps({'id': 7}), '{"id":8,"text":"a","text":"b"}', '[' * 100_000, json.dumps({'id': 9, 'text': 'x' * 1_100_000}),
        json.dumps({'id': 10, 'text': HONEST, 'channel': 'pigeon'}), json.dumps({'id': 11, 'text': ''}), '', json.dumps({'id': 12, 'text': HONEST}),
    ]
    done = check('--jsonl', stdin='\n'.join(lines))
    tap.equal(done.status, 1)
    out = done.lines()
    tap.equal(len(out), len(lines))
    tap.equal([line.get('id') for line in out], [1, 'b', None, None, [1, {'x': None}], None, None, None, None, None, None, 11, None, 12])
    tap.equal([line['line'] for line in out if 'error' in line], [3, 6, 7, 8, 9, 10, 11, 13])
    tap.equal([out[0]['verdict'], out[1]['verdict'], out[11]['verdict']], ['scam', 'clear', 'clear'])
    tap.equal([part['type'] for part in out[3]['parts']], ['body', 'sender'])


@tap.test('jsonl without faults is 0')
def _():
    done = check('--jsonl', stdin=''.join(json.dumps({'text': HONEST}) + '\n' for _ in range(50)))
    tap.equal((done.status, len(done.lines())), (0, 50))


@tap.test('jsonl answers before it waits for the next line')
def _():
    with tipoff.Home(BUILD) as home:
        process = subprocess.Popen([os.path.join(BUILD, 'src', 'cli', 'tipoff-cli'), 'check', '--jsonl'],
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=home.env)
        for number in range(3):
            process.stdin.write(json.dumps({'id': number, 'text': HONEST}).encode() + b'\n')
            process.stdin.flush()
            assert select.select([process.stdout], [], [], 20)[0], 'no answer while the input is open'
            tap.equal(json.loads(process.stdout.readline())['id'], number)
        process.stdin.close()
        tap.equal(process.wait(10), 0)


@tap.test('jsonl and json agree')
def _():
    one = check('--json', '--country', 'BE', stdin=SCAM).json()
    line = check('--jsonl', '--country', 'BE', stdin=json.dumps({'id': 'x', 'text': SCAM})).json()
    del line['id']
    tap.equal(line, one)


@tap.test('number: kind, place and cost')
def _():
    with tipoff.Home(BUILD) as home:
        done = home.cli('number', '0903 12 345', '--country', 'BE', '--json')
        tap.equal(done.status, 0, done.err)
        number = done.json()
        tap.equal((number['e164'], number['region'], number['number_type'], number['cost']), ('+3290312345', 'BE', 'premium-rate', 'premium'))
        assert 'phone.premium-rate' in [flag['id'] for flag in number['flags']], number
        ghent = home.cli('number', '+32 9 267 00 00', '--country', 'BE', '--json').json()
        tap.equal((ghent['region'], ghent['number_type']), ('BE', 'fixed-line'))
        assert 'place' in ghent
        official = home.cli('number', '078 170 170', '--country', 'BE', '--json').json()
        tap.equal(official['e164'], '+3278170170')
        tap.equal(home.cli('number', '112', '--country', 'BE', '--json').json()['number_type'], 'emergency')
        tap.equal(home.cli('number', 'hello', '--country', 'BE').status, 1)
        tap.equal(home.cli('number').status, 2)


@tap.test('advice: every language, harms first, wrong words are 2')
def _():
    with tipoff.Home(BUILD) as home:
        texts = {language: home.cli('advice', 'bank', '--harm', 'paid', '--country', 'BE', '--language', language).out
                 for language in ('en', 'nl', 'fr', 'de', 'es')}
        tap.equal(len(set(texts.values())), 5)
        for language, text in texts.items():
            assert text.startswith('1. ') and '078 170 170' in text, (language, text)
            assert 'safeonweb.be' in text and '2026' in text, (language, text)
        assert home.cli('advice', 'bank', '--harm', 'paid', '--country', 'BE').out != home.cli('advice', 'bank', '--country', 'BE').out
        tap.equal(home.cli('advice', 'nonsense').status, 2)
        tap.equal(home.cli('advice', 'bank', '--harm', 'nonsense').status, 2)


@tap.test('advice: after the steps whom to tell, with where it stands; each number once')
def _():
    with tipoff.Home(BUILD) as home:
        def told(*arguments):
            steps, _, contacts = home.cli('advice', *arguments, '--language', 'en').out.partition('\nWho to tell\n')
            assert steps.startswith('1. ') and '\n- ' not in steps, steps
            return steps, contacts

        steps, contacts = told('bank', '--harm', 'paid', '--country', 'BE')
        assert 'Card Stop and have your cards blocked. 078 170 170\n   24 hours a day, every day · at the normal rate\n' in steps, steps
        assert '   Source: safeonweb.be, seen on 23 November 2026\n' in steps, steps
        tap.equal(contacts, '')
        steps, contacts = told('bank', '--harm', 'paid', '--country', 'NL')
        assert '088 786 73 72' in steps and '088 786 73 72' not in contacts, contacts
        assert contacts.startswith('- Police'), contacts
        assert '   Not confirmed on the authority’s own page.\n' in told('bank', '--harm', 'paid', '--country', 'IN')[1]
        tap.equal(told('bank', '--country', 'NL')[1], '')
        # Nobody is made up for a country of which nobody is known.
        tap.equal(told('bank', '--harm', 'paid', '--country', 'ZA')[1], '')


@tap.test('authorities: each country of the list, with sources and marks')
def _():
    with tipoff.Home(BUILD) as home:
        listed = home.cli('authorities', '--json').json()['authorities']
        files = os.listdir(os.path.join(SOURCE, 'data', 'authorities'))
        tap.equal({a['country'] for a in listed} - {'*'}, {name[:2] for name in files if len(name) == len('BE.json')})
        for authority in listed:
            assert authority['id'] and authority['name']
            for route in authority['routes']:
                assert route['id'] and route['source'] and route['verified_on'], route
                assert route['confidence'] in ('A', 'B'), route
        only = home.cli('authorities', 'be', '--json').json()['authorities']
        tap.equal({a['country'] for a in only} - {'*'}, {'BE'})
        assert 'suspicious@safeonweb.be' in home.cli('authorities', 'BE').out
        tap.equal(home.cli('authorities', 'ZZ').status, 1)


tap.main()
