# SPDX-License-Identifier: GPL-3.0-or-later
"""What request-tracker.sh proves of a running Request Tracker.    request_tracker.py BUILD PORT TOKENS

Tipoff speaks HTTPS only, so a front of ours with a certificate stands before the tracker. It can lose the answer.
"""
import base64
import json
import os
import pathlib
import socket
import ssl
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[0:0] = [str(TESTS / 'lib'), str(TESTS / 'delivery')]
import tap  # noqa: E402
from delivery_lab import FAULT_CA, Outbox  # noqa: E402

BUILD, PORT = sys.argv[1], int(sys.argv[2])
with open(sys.argv[3], encoding='utf-8') as f:
    TOKENS = json.load(f)
TLS = TESTS / 'delivery' / 'fixtures' / 'tls'
folder = tempfile.TemporaryDirectory(prefix='tipoff-rt-')


class Front:
    """TLS before the tracker. @lose: 'answer' forwards and answers nothing, 'request' does not even forward."""

    def __init__(self):
        self.lose, self.n_posts = None, 0
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(TLS / 'good.pem', TLS / 'key.pem')
        self.listener = socket.create_server(('127.0.0.1', 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            raw, _ = self.listener.accept()
            threading.Thread(target=self.handle, args=(raw,), daemon=True).start()

    def handle(self, raw):
        with self.context.wrap_socket(raw, server_side=True) as client:
            stream = client.makefile('rb')
            head, length = stream.readline(8192), 0
            is_post = head.startswith(b'POST')
            self.n_posts += is_post
            while (line := stream.readline(8192)) not in (b'\r\n', b''):
                name, value = line.split(b':', 1)
                if name.lower() == b'content-length':
                    length = int(value)
                if name.lower() != b'connection':
                    head += line
            body = stream.read(length)
            if is_post and self.lose == 'request':
                return
            with socket.create_connection(('127.0.0.1', PORT)) as server:
                server.sendall(head + b'Connection: close\r\n\r\n' + body)
                answer = b''
                while chunk := server.recv(65536):
                    answer += chunk
            if not (is_post and self.lose == 'answer'):
                client.sendall(answer)


def ask(path, **parameters):
    """The tracker itself, as root: its Debian package starts with the password `password`."""
    query = '?' + urllib.parse.urlencode(parameters) if parameters else ''
    request = urllib.request.Request(f'http://127.0.0.1:{PORT}/REST/2.0/{path}{query}')
    request.add_header('Authorization', 'Basic ' + base64.b64encode(b'root:password').decode())
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def wait_for_tracker():
    deadline = time.monotonic() + 120
    while True:
        try:
            return ask('rt')
        except (OSError, urllib.error.URLError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)


def find(report_id):
    return ask('tickets', query=f"Subject LIKE '{report_id}'", fields='Subject,Status,Queue')['items']


front = Front()


class Case:
    def __init__(self, token=TOKENS['tipoff'], queue='Incident Reports', path='/'):
        self.outbox = Outbox(os.path.join(BUILD, 'tests', 'delivery', 'outbox-tool'), tempfile.mkdtemp(dir=folder.name))
        self.id, self.address = str(uuid.uuid4()), f'https://localhost:{front.port}{path}'
        self.token = (self.address, token)
        self.text = 'bpost: uw pakket wacht. Betaal € 1,99 via hxxps://bpost-levering[.]example/p\n'
        self.record = json.dumps({'report_id': self.id}).encode()
        ticket = {'Queue': queue, 'Subject': f'[scam-report] {self.id} smishing parcel', 'ContentType': 'text/plain',
                  'Content': self.text, 'Attachments': [{'FileName': 'report.json', 'FileType': 'application/json',
                                                         'FileContent': base64.b64encode(self.record).decode()}]}
        self.outbox.approve(self.address, FAULT_CA, self.id, json.dumps(ticket, ensure_ascii=False).encode(),
                            protocol=('rt', 'application/json'))

    def send(self, lose=None):
        front.lose, front.n_posts = lose, 0
        return self.outbox.send(self.id, 60, force=True, token=self.token)


@tap.test('a ticket with its content and its attachment, and its id for a reference')
def _():
    for path in ('/', '/REST/2.0/ticket'):
        case = Case(path=path)
        item = case.send()
        tap.equal((item['state'], item['reason']), ('delivered', None), str(item))
        found = find(case.id)
        tap.equal([ticket['id'] for ticket in found], [item['reference']])
        ticket = ask(f"ticket/{item['reference']}")
        tap.equal(ticket['Creator']['id'], 'tipoff')
        parts = [ask(f"attachment/{part['id']}") for part in ask(f"ticket/{item['reference']}/attachments")['items']]
        contents = {part.get('Filename') or part['ContentType']: base64.b64decode(part.get('Content') or '') for part in parts}
        tap.equal(contents['text/plain'].decode().strip(), case.text.strip())
        tap.equal(contents['report.json'], case.record)


@tap.test('the answer lost: found, one ticket')
def _():
    case = Case()
    first = case.send(lose='answer')
    tap.equal((first['state'], first['reason'], first['may_have_arrived']), ('waiting', 'network', True))
    second = case.send()
    tap.equal((second['state'], front.n_posts), ('delivered', 0), str(second))
    tap.equal([ticket['id'] for ticket in find(case.id)], [second['reference']])


@tap.test('lost on the way there: sent again, one ticket')
def _():
    case = Case()
    tap.equal(case.send(lose='request')['state'], 'waiting')
    second = case.send()
    tap.equal((second['state'], front.n_posts), ('delivered', 1), str(second))
    tap.equal([ticket['id'] for ticket in find(case.id)], [second['reference']])


@tap.test('refused, in the words of the tracker')
def _():
    for case, reason in ((Case(token='1-14-0123456789abcdef'), 'token'), (Case(queue='Closed'), 'refused'),
                         (Case(queue='nowhere'), 'refused')):
        item = case.send()
        tap.equal((item['state'], item['reason']), ('attention', reason), str(item))
        assert item['detail'], item
        print('#', item['detail'])
        tap.equal(find(case.id), [])


@tap.test('its page for people is no receipt')
def _():
    item = Case(path='/nowhere/REST/2.0/').send()
    tap.equal((item['state'], item['reason']), ('waiting', 'answer'), str(item))


@tap.test('one who may not see tickets cannot look: asked, not doubled')
def _():
    case = Case(token=TOKENS['blind'])
    tap.equal(case.send(lose='answer')['state'], 'waiting')
    item = case.send()
    tap.equal((item['state'], item['reason'], front.n_posts), ('attention', 'unknown', 0), str(item))
    tap.equal(len(find(case.id)), 1)


wait_for_tracker()
try:
    tap.main()
finally:
    folder.cleanup()
