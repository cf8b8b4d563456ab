#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a CERT publishes to open its own endpoint, against a real HTTPS server: what is added, and what never is.
   test_added.py SOURCE BUILD"""
import hashlib
import http.server
import json
import os
import ssl
import sys
import threading

sys.path.insert(0, os.path.join(sys.argv[1], 'tests', 'lib'))
import tap
import tipoff

SOURCE, BUILD = sys.argv[1:3]
TLS = os.path.join(SOURCE, 'tests', 'delivery', 'fixtures', 'tls')
CA = os.path.join(TLS, 'ca.pem')
WELL_KNOWN = '/.well-known/tipoff-authority.json'
TYPE = 'application/vnd.tipoff.authority+json'
SCAM = 'bpost: uw pakket wordt vastgehouden. Betaal 1,99 EUR via https://bpost-levering.top/be binnen 24u.'


class Site:
    """A site over TLS that serves one file, and counts who asks."""

    def __init__(self, certificate='good'):
        self.body, self.type, self.status, self.location, self.asked = b'', TYPE, 200, None, []
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                site.asked.append(self.path)
                found = self.path == WELL_KNOWN
                self.send_response(site.status if found else 404)
                self.send_header('Content-Type', site.type)
                self.send_header('Content-Length', str(len(site.body) if found else 0))
                if site.location:
                    self.send_header('Location', site.location)
                self.end_headers()
                if found:
                    self.wfile.write(site.body)

            def do_POST(self):
                report = self.rfile.read(int(self.headers['Content-Length']))
                site.asked.append(self.path)
                receipt = json.dumps({'reference': 'X-1', 'report_id': self.headers['Idempotency-Key'].strip('"'), 'received': '2026-11-24T05:22:00Z',
                                      'sha256': hashlib.sha256(report).hexdigest()}).encode()
                self.send_response(201)
                self.send_header('Content-Type', 'application/json')
                self.send_header('Content-Length', str(len(receipt)))
                self.end_headers()
                self.wfile.write(receipt)

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            def handle_error(self, *_):
                pass

        self.server = Server(('127.0.0.1', 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(os.path.join(TLS, certificate + '.pem'), os.path.join(TLS, 'key.pem'))
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.port = self.server.server_address[1]

    def __enter__(self):
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,))
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    @property
    def domain(self):
        return f'localhost:{self.port}'

    def file(self, change=None, address=None):
        """The file that this site's CERT publishes, as an object; change() breaks it."""
        document = {'version': 1, 'country': 'BE', 'authorities': [{
            'id': 'x.cert', 'name': {'en': 'Zebra Response Team', 'nl': 'Zebrateam'}, 'privacy': {'en': 'Kept for a year.', 'nl': 'Een jaar bewaard.'},
            'routes': [{'id': 'x.cert.https', 'way': 'https', 'address': address or f'https://{self.domain}/v1/reports', 'format': 'tipoff',
                        'protocol': 'tipoff', 'languages': ['en'], 'takes': ['sms', 'email'], 'source': 'https://localhost/',
                        'verified_on': '2026-11-23', 'confidence': 'A'}]}]}
        if change:
            change(document, document['authorities'][0], document['authorities'][0]['routes'][0])
        return document

    def publish(self, home, document):
        self.body = document if isinstance(document, bytes) else json.dumps(document).encode()
        return home.write('offer.json', self.body)


def add(home, path, *more):
    return home.cli('authorities', '--add', path, '--ca-file', CA, *more)


def kept(home):
    folder = home.path('config', 'tipoff', 'authorities')
    return sorted(os.listdir(folder)) if os.path.isdir(folder) else []


def added(home):
    return [authority for authority in home.cli('authorities', '--json').json()['authorities'] if authority['origin'] == 'person']


@tap.test('added where its domain serves the same bytes; called after its domain; marked; removed at once')
def _():
    with tipoff.Home(BUILD) as home, Site() as site:
        done = add(home, site.publish(home, site.file()))
        tap.equal((done.status, site.asked), (0, [WELL_KNOWN]), done.err)
        tap.equal(done.out, f'{site.domain} · x.cert Added by you.\nKept for a year.\n')
        name = site.domain.replace(':', '_')
        tap.equal(kept(home), [name + '.json', name + '.pem'])
        for one in kept(home):
            tap.equal(os.stat(home.path('config', 'tipoff', 'authorities', one)).st_mode & 0o777, 0o600)
        lines = home.cli('authorities', 'BE').out.splitlines()
        assert f'BE · {site.domain}' in lines, lines
        assert any('x.cert.https' in line and 'Added by you.' in line for line in lines), lines
        assert 'Zebra' not in '\n'.join(lines)
        tap.equal([(a['id'], a['country']) for a in added(home)], [('x.cert', 'BE')])
        tap.equal(home.cli('authorities', '--remove', 'x.cert').status, 0)
        tap.equal((kept(home), added(home)), ([], []))
        tap.equal(home.cli('authorities', '--remove', 'x.cert').status, 1)
        tap.equal(home.cli('authorities', '--remove', 'be.safeonweb').status, 1)


@tap.test('application/json is taken too; an update of the same domain takes the place of what was there')
def _():
    with tipoff.Home(BUILD) as home, Site() as site:
        site.type = 'application/json; charset=utf-8'
        tap.equal(add(home, site.publish(home, site.file())).status, 0)
        again = add(home, site.publish(home, site.file(lambda d, a, r: a.update(privacy={'en': 'Kept for a day.'}))))
        tap.equal(again.status, 0, again.err)
        tap.equal([a['privacy'] for a in added(home)], [{'en': 'Kept for a day.'}])


@tap.test('reports go there only when it is chosen, under the roots that were given')
def _():
    with tipoff.Home(BUILD) as home, Site() as site:
        tap.equal(add(home, site.publish(home, site.file())).status, 0)
        usual = home.cli('report', '--country', 'BE', stdin=SCAM)
        assert 'suspicious@safeonweb.be' in usual.out, usual.err
        chosen = home.cli('submit', '--route', 'x.cert.https', stdin=SCAM)
        tap.equal((chosen.status, chosen.json()['reference'], site.asked), (0, 'X-1', [WELL_KNOWN, '/v1/reports']), chosen.err)


@tap.test('it never becomes the default, not even in a country that has no other')
def _():
    with tipoff.Home(BUILD) as home, Site() as site:
        tap.equal(add(home, site.publish(home, site.file(lambda d, a, r: d.update(country='NO')))).status, 0)
        refused = home.cli('report', '--country', 'NO', stdin=SCAM)
        tap.equal(refused.status, 1)
        assert 'knows no authority of NO' in refused.err, refused.err
        tap.equal(home.cli('report', '--route', 'x.cert.https', stdin=SCAM).status, 0)


def refused(what, change=None, serve=None, words='', asked=None, certificate='good', ca=True, address=None):
    @tap.test('not added: ' + what)
    def _():
        with tipoff.Home(BUILD) as home, Site(certificate) as site:
            path = site.publish(home, site.file(change, address and address(site)))
            if serve:
                serve(site)
            done = add(home, path) if ca else home.cli('authorities', '--add', path)
            tap.equal((done.status, done.out), (1, ''), done.err)
            assert words in done.err, done.err
            if asked is not None:
                tap.equal(site.asked, asked)
            tap.equal((kept(home), added(home)), ([], []))


# Its domain does not say the same.
refused('its domain serves nothing', serve=lambda s: setattr(s, 'status', 404), words='does not confirm')
refused('its domain serves other bytes', serve=lambda s: setattr(s, 'body', s.body + b'\n'), words='is another file')
refused('its domain sends elsewhere', serve=lambda s: (setattr(s, 'status', 302), setattr(s, 'location', f'https://{s.domain}{WELL_KNOWN}?x')),
        words='does not confirm', asked=[WELL_KNOWN])
refused('its domain serves a page', serve=lambda s: setattr(s, 'type', 'text/html'), words='does not confirm')
refused('its domain serves far too much', serve=lambda s: setattr(s, 'body', b' ' * 400_000), words='too long')
refused('its certificate is not trusted', ca=False, words='could not be trusted', asked=[])
refused('its certificate is for another name', certificate='wrong-host', words='another name', asked=[])
refused('its certificate has expired', certificate='expired', words='expired', asked=[])
refused('nobody is there', address=lambda s: 'https://localhost:1/v1/reports', words='Could not connect', asked=[])

# One https route and a privacy notice, and nothing else. Nothing is fetched for these.
LOCAL = {
    'no privacy notice': lambda d, a, r: a.pop('privacy'),
    'a hotline': lambda d, a, r: a['routes'].append(dict(id='x.cert.call', way='hotline', address='0900 1', source='s', verified_on='2026-11-23', confidence='A')),
    'a hotline alone': lambda d, a, r: (r.update(way='hotline', address='0900 12 345'), r.pop('protocol')),
    'a mail address': lambda d, a, r: (r.update(way='email', address='a@x.example', format='eml'), r.pop('protocol')),
    'a web form': lambda d, a, r: (r.update(way='web-form'), r.pop('protocol')),
    'two routes': lambda d, a, r: a['routes'].append(dict(r, id='x.cert.two')),
    'two authorities': lambda d, a, r: d['authorities'].append(json.loads(json.dumps(a).replace('x.cert', 'y.cert'))),
    'advice': lambda d, a, r: a.update(advice={'en': 'Pay now.'}),
    'a note': lambda d, a, r: r.update(note={'en': 'Call 0900 12 345 first.'}),
    'an answer': lambda d, a, r: r.update(answer={'en': 'Call 0900 12 345 first.'}),
    'hours': lambda d, a, r: r.update(hours={'en': 'Call 0900 12 345 first.'}),
    'what it needs': lambda d, a, r: r.update(needs=['account']),
    'a logo': lambda d, a, r: a.update(logo='https://x.example/logo.svg'),
    'a redaction setting': lambda d, a, r: a.update(redaction='off'),
    'roots of its own': lambda d, a, r: r.update(ca_file='/etc/passwd'),
    'practice': lambda d, a, r: a.update(practice=True),
    'a harm': lambda d, a, r: a.update(harms=['paid']),
    'defaults': lambda d, a, r: a.update(defaults={'note': {'en': 'x'}}),
    'domains': lambda d, a, r: a.update(domains=['safeonweb.be']),
    'every country': lambda d, a, r: d.update(country='*'),
    'http': lambda d, a, r: r.update(address=r['address'].replace('https', 'http')),
    'a number for a domain': lambda d, a, r: r.update(address=r['address'].replace('localhost', '127.0.0.1')),
    'a disguised number for a domain': lambda d, a, r: r.update(address=r['address'].replace('localhost', '0x7f000001')),
    'letters of another alphabet in its domain': lambda d, a, r: r.update(address='https://lоcalhost/v1/reports'),
    'a privacy notice that runs backwards': lambda d, a, r: a.update(privacy={'en': 'x \u202eevil'}),
    # It neither replaces nor resembles what is there.
    'an id that is built in': lambda d, a, r: a.update(id='be.safeonweb'),
    'a route id that is built in': lambda d, a, r: r.update(id='be.safeonweb.email-nl'),
    'a name that is built in': lambda d, a, r: a.update(name={'en': 'Safeonweb (Centre for Cybersecurity Belgium)'}),
    'a part of a name that is built in': lambda d, a, r: a.update(name={'en': 'Centre for Cybersecurity Belgium'}),
    'a name that is built in, in another language': lambda d, a, r: a.update(name={'fr': 'Centre pour la Cybersécurité Belgique'}),
    'a name that holds one that is built in': lambda d, a, r: a.update(name={'en': 'Safeonweb reports'}),
    'a name with letters of another alphabet': lambda d, a, r: a.update(name={'en': 'Ѕаfеоnwеb'}),
    'a name with digits for letters': lambda d, a, r: a.update(name={'en': 'Saf30nweb'}),
    'a name with spaces between': lambda d, a, r: a.update(name={'en': 'S a f e o n w e b'}),
    'a name with hyphens between': lambda d, a, r: a.update(name={'en': 'Safe-On-Web'}),
    'a name with one letter changed': lambda d, a, r: a.update(name={'en': 'Safeonwebb'}),
    'a short name that is built in': lambda d, a, r: a.update(name={'en': 'F-S-M-A'}),
    'a like name hidden in one language': lambda d, a, r: a.update(name={'en': 'Zebra', 'es': 'lNClBE'}),
    'a domain that reads as one that is built in': lambda d, a, r: r.update(address='https://safe0nweb.example/v1'),
    'a domain with a label that is built in': lambda d, a, r: r.update(address='https://safeonweb-be.example/v1'),
}
for what_, change_ in LOCAL.items():
    refused(what_, change=change_, asked=[])


@tap.test('not added: what is no such file, or too large')
def _():
    with tipoff.Home(BUILD) as home, Site() as site:
        for content in (b'', b'<html>', b'[]', b'{}', b'[' * 60_000, b'{"version":1' + b' ' * 70_000 + b'}', '{"version":1,"version":1}'.encode()):
            done = add(home, site.publish(home, content))
            tap.equal(done.status, 1, content[:20])
        tap.equal((site.asked, kept(home)), ([], []))


@tap.test('an id that another domain added is taken')
def _():
    with tipoff.Home(BUILD) as home, Site() as site, Site() as other:
        tap.equal(add(home, site.publish(home, site.file())).status, 0)
        done = add(home, other.publish(home, other.file()))
        tap.equal(done.status, 1)
        assert 'taken already' in done.err and other.asked == [], done.err


@tap.test('a file put there by hand is held to the same')
def _():
    with tipoff.Home(BUILD) as home, Site() as site:
        for name, change in (('note.json', LOCAL['a note']), ('like.json', LOCAL['a name with digits for letters'])):
            home.write('config/tipoff/authorities/' + name, json.dumps(site.file(change)))
        listed = home.cli('authorities', '--json')
        assert 'note.json' in listed.err and 'like.json' in listed.err, listed.err
        tap.equal(added(home), [])


@tap.test('an administrator\'s file is trusted: any way, any name, the default')
def _():
    with tipoff.Home(BUILD) as home, Site() as site:
        home.env['XDG_CONFIG_DIRS'] = home.path('etc')
        document = site.file(lambda d, a, r: (a.update(name={'en': 'Help desk'}), r.update(note={'en': 'Call 1234.'}), a['routes'].append(
            dict(id='x.cert.call', way='hotline', address='1234', source='intranet', verified_on='2026-11-23', confidence='A'))))
        home.write('etc/tipoff/authorities/corp.json', json.dumps(document))
        listed = home.cli('authorities', 'BE')
        tap.equal(listed.err, '')
        assert 'BE · Help desk' in listed.out and 'Added by you' not in listed.out
        tap.equal(home.cli('report', '--country', 'BE', '--channel', 'sms', stdin=SCAM).json()['report_id'] != '', True)
        tap.equal(home.cli('authorities', '--remove', 'x.cert').status, 1)


@tap.test('in a message under check it is a suspicious attachment, in words of five languages')
def _():
    with tipoff.Home(BUILD) as home, Site() as site:
        offer = json.dumps(site.file())
        path = home.write('message.json', offer)
        for arguments, stdin, start in ((('check', '--json', path), '', 0), (('check', '--json'), offer, 0),
                                        (('check', '--json'), 'Open this file:\n' + offer + '\nRegards', len('Open this file:\n'))):
            verdict = home.cli(*arguments, stdin=stdin).json()
            flag = next(f for f in verdict['flags'] if f['id'] == 'attachment.authority-file')
            assert verdict['verdict'] in ('suspicious', 'scam'), verdict
            tap.equal(flag['spans'], [{'part': 0, 'start': start, 'end': start + len(offer)}])
        plain = home.cli('check', '--json', stdin='{"version": 1, "authorities": "none"}').json()
        assert all(f['id'] != 'attachment.authority-file' for f in plain['flags']), plain
        for language, words in (('en', 'a place to send reports to'), ('nl', 'een plaats om meldingen naartoe te sturen'),
                                ('fr', 'un endroit où envoyer des signalements'), ('de', 'eine Stelle, an die Meldungen gesendet werden'),
                                ('es', 'un lugar al que enviar avisos')):
            home.write('config/tipoff/settings.ini', f'[general]\nlanguage={language}\n')
            assert words in home.cli('check', stdin=offer).out, language
        tap.equal(site.asked, [], 'a check never fetches')


tap.main()
