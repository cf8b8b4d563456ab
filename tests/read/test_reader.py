#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A tipoff-read that a stranger's file has taken over, or that is not there.    test_reader.py SOURCE BUILD"""
import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(sys.argv[1], 'tests', 'lib'))
import tap

SOURCE, BUILD = sys.argv[1:3]
ROOT = tempfile.mkdtemp(prefix='tipoff-reader-')
atexit.register(shutil.rmtree, ROOT, True)
MAIL = b'From: a@example.be\nSubject: x\n\nDag\n'


def option(name):
    done = subprocess.run(['meson', 'introspect', BUILD, '--buildoptions'], capture_output=True, check=True)
    return next(o['value'] for o in json.loads(done.stdout) if o['name'] == name)


def place(*parts):
    """A path of an installation that was moved: tipoff-cli finds its own files relative to itself."""
    path = os.path.join(ROOT, *parts)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    return path


CLI = place('bin', 'tipoff-cli')
READER = place(option('libexecdir'), 'tipoff-read')
shutil.copy(os.path.join(BUILD, 'src', 'cli', 'tipoff-cli'), CLI)
shutil.copy(os.path.join(SOURCE, 'data', 'model', 'tipoff.model'), place('share', 'tipoff', 'model', 'tipoff.model'))


def check(script):
    """(status, output, error lines, seconds) with @script as the reader."""
    if script is None:
        if os.path.exists(READER):
            os.unlink(READER)
    else:
        with open(READER, 'w', encoding='utf-8') as f:
            f.write('#!/usr/bin/python3\nimport os, sys, time, signal\nout = sys.stdout\n' + script)
        os.chmod(READER, 0o755)
    start = time.monotonic()
    done = subprocess.run([CLI, 'check', '--json'], input=MAIL, capture_output=True, timeout=60, check=False,
                          env=dict(os.environ, HOME=ROOT, XDG_CONFIG_HOME=ROOT + '/config', LC_ALL='C.UTF-8', LANGUAGE=''))
    return done.returncode, done.stdout.decode(), done.stderr.decode().splitlines(), time.monotonic() - start


def case(**members):
    message = {'channel': 'email', 'sender': 'a@example.be', 'received': None, 'parts': [{'type': 'body', 'text': 'Dag'}]}
    return {'case': {'origin': 'brought', 'messages': [dict(message, **members)]}}


def say(*lines):
    return ''.join(f'out.write({json.dumps(line) if isinstance(line, str) else json.dumps(json.dumps(line))} + "\\n")\n' for line in lines)


END = {'end': True}
ATTACHED = {'type': 'attachment-name', 'text': 'a', 'media_type': 'a/b', 'size': 1, 'sha256': 'a' * 64, 'traits': []}
BODY = {'type': 'body', 'text': 'Zoë'}


@tap.test('an answer as it must be is taken')
def _():
    status, out, errors, _ = check(say({'progress': 0.5}, case(), END))
    tap.equal((status, errors, json.loads(out)['parts'][0]['text']), (0, [], 'Dag'))


@tap.test('whatever else it says is one sentence, and nothing is believed')
def _():
    rows = {
        'nothing': '', 'no end': say({'progress': 1}), 'garbage': say('garbage'), 'bytes': 'out.buffer.write(os.urandom(100_000) + b"\\n")',
        'deep': say('[' * 100_000), 'twice': say('{"end":true,"end":true}'), 'end alone': say(END), 'after the end': say(case(), END, case()),
        'other': say({'hello': 1}), 'number': say({'case': 1}), 'no messages': say({'case': {'origin': 'brought', 'messages': []}}, END),
        'origin': say({'case': {'origin': 'moon', 'messages': [case()['case']['messages'][0]]}}, END), 'no parts': say(case(parts=[]), END),
        'channel': say(case(channel='pigeon'), END), 'sender part': say(case(parts=[{'type': 'sender', 'text': 'x'}]), END),
        'text': say(case(parts=[{'type': 'body', 'text': 7}]), END), 'too many': say(case(parts=[{'type': 'body', 'text': 'x'}] * 5000), END),
        'too long': say(case(parts=[{'type': 'body', 'text': 'x' * 3_000_000}]), END),
        'hash': say(case(parts=[BODY, dict(ATTACHED, sha256='A' * 64)]), END), 'size': say(case(parts=[BODY, dict(ATTACHED, size=-1)]), END),
        'trait': say(case(parts=[BODY, dict(ATTACHED, traits=['nice'])]), END),
        'shown far': say(case(parts=[BODY, {'type': 'link-target', 'text': 'x', 'shown_start': 0, 'shown_end': 99}]), END),
        'shown back': say(case(parts=[BODY, {'type': 'link-target', 'text': 'x', 'shown_start': 3, 'shown_end': 1}]), END),
        'shown in a character': say(case(parts=[BODY, {'type': 'link-target', 'text': 'x', 'shown_start': 3, 'shown_end': 4}]), END),
        'turns of nobody': say({'turns': [[0, 1, 'x']]}, END), 'turns of another': say({'author': 'A'}, {'turns': [[1, 1, 'x']]}, END),
        'turns of words': say({'author': 'A'}, {'turns': [['0', 1, 'x']]}, END), 'empty author': say({'author': ''}, END),
        'no newline': 'out.write("x" * 20_000_000); out.flush(); time.sleep(30)', 'crash': 'os.kill(os.getpid(), signal.SIGSEGV)',
        'crash after a case': say(case()) + 'out.flush(); os.kill(os.getpid(), signal.SIGSEGV)', 'unknown error': say({'error': 'moon'}),
    }
    for name, script in rows.items():
        status, out, errors, seconds = check(script)
        tap.equal((status, len(errors)), (1, 1), name)
        assert 'could not be read' in errors[0] or 'no message' in errors[0], (name, errors)
        assert seconds < 10, (name, seconds)
        assert out == '' or name in ('after the end', 'crash after a case'), (name, out)


@tap.test('one that hangs is ended, and leaves nobody behind')
def _():
    status, out, errors, seconds = check(f'open({ROOT + "/pid"!r}, "w").write(str(os.getpid()))\ntime.sleep(300)')
    tap.equal((status, out, len(errors)), (1, '', 1))
    assert seconds < 40, seconds
    with open(ROOT + '/pid', encoding='utf-8') as f:
        assert not os.path.exists(f'/proc/{f.read()}')


@tap.test('it gets the file, the answer and nothing else')
def _():
    told = place('told')
    status, _, _, _ = check(f'import json\nopen({told!r}, "w").write(json.dumps([sorted(map(int, os.listdir("/proc/self/fd"))), dict(os.environ), '
                            f'sys.argv[1:], os.getcwd(), sys.stdin.read()]))\n' + say(case(), END))
    tap.equal(status, 0)
    with open(told, encoding='utf-8') as f:
        descriptors, environment, arguments, folder, data = json.load(f)
    # Two more are the listing itself and the script that is read.
    assert len(descriptors) <= 5, descriptors
    tap.equal((environment.get('LC_ALL'), 'HOME' in environment, arguments, folder, data), ('C.UTF-8', False, [], '/', MAIL.decode()))


@tap.test('without it, a text is read all the same and an e-mail is refused')
def _():
    status, out, errors, _ = check(None)
    tap.equal((status, out, len(errors)), (1, '', 1))
    done = subprocess.run([CLI, 'check', '--json'], input=b'Dag daar', capture_output=True, check=False, env=dict(os.environ, HOME=ROOT))
    tap.equal(done.returncode, 0)


tap.main()
