# SPDX-License-Identifier: GPL-3.0-or-later
"""What every format writes, read as its readers do: document_rules.py."""
import base64
import email
import email.policy
import functools
import json
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / 'lib'))
import tap  # noqa: E402

from document_rules import *  # noqa: E402, F403

TOOL, DATA = sys.argv[1], pathlib.Path(sys.argv[2])
CASES = ['parcel', 'roles', 'told', 'mail', 'whole-mail', 'hostile', 'clear', 'call']
FORMATS = ['tipoff', 'misp', 'stix', 'rt', 'iodef', 'xarf', 'signal-spam', 'netcraft', 'eml']
NOT_TAKEN, NO_IDENTITY = 2, 4
REPORT = '9b2c1f7e-52a0-4d5e-8f0a-3c6d7e8f9a0b'
FIRST = '3f2b1a60-6c0e-4a60-9f3c-1d6b8c1e7a10'
CORRECTION = '0b8f4f9e-9d3c-4b57-8a39-6f9f2f0f6a11'


def run_now(*argv):
    """(bytes, None), or (None, number of the error)."""
    done = subprocess.run([TOOL, *argv], capture_output=True)
    if done.returncode == 3:
        assert not done.stdout, argv
        return None, int(done.stderr.split()[0])
    assert done.returncode == 0, (argv, done.stderr)
    return done.stdout, None


run = functools.cache(run_now)


def encode(case, format):
    return run(case, format)[0]


def document(case, format):
    data = encode(case, format)
    return None if data is None else json.loads(data)


def mail_text(case):
    return email.message_from_bytes(encode(case, 'eml'), policy=email.policy.default).get_content().replace('\r\n', '\n')


# Cases that a format refuses, and why.
REFUSED = {'xarf': {'parcel': NO_IDENTITY, 'clear': NOT_TAKEN, 'call': NO_IDENTITY},
           'netcraft': {'parcel': NO_IDENTITY, 'clear': NOT_TAKEN, 'call': NOT_TAKEN}}

for format_ in CHECKS:
    @tap.test(f'{format_}: every case is as its readers want it, or refused for a reason')
    def _(format_=format_):
        for case in CASES:
            data, error = run(case, format_)
            tap.equal(error, REFUSED.get(format_, {}).get(case), case)
            if data is not None:
                CHECKS[format_](json.loads(data))


@tap.test('signal-spam: a mail with its header is taken, and says how it was made; nothing else is taken')
def _():
    for case in set(CASES) - {'whole-mail', 'hostile'}:
        tap.equal(run(case, 'signal-spam'), (None, NOT_TAKEN), case)
    message = signal_spam_mail(encode('whole-mail', 'signal-spam'))
    tap.equal(message.keys(), ['X-Tipoff', 'Received', 'From', 'Subject', 'Date', 'MIME-Version', 'Content-Type', 'Content-Transfer-Encoding'])
    assert '[203.0.113.9]) by mail.example.net' in message['Received'] and 'secure-belfius.top/login' in message.get_content()
    hostile = signal_spam_mail(encode('hostile', 'signal-spam'))
    tap.equal(hostile['Bcc'], None)
    tap.equal(hostile['X-Tipoff'].split(';')[0], 'header and text as received')


@tap.test('netcraft and xarf: who reports is who said so')
def _():
    tap.equal(document('roles', 'netcraft')['email'], 'post@verein-muster.de')
    tap.equal(document('roles', 'xarf')['reporter'], {'org': 'Verein "Muster" Stadt', 'contact': 'post@verein-muster.de', 'domain': 'verein-muster.de'})
    for case in ('roles', 'mail', 'clear', 'call'):   # nothing in these has such an address
        for format_ in set(FORMATS) - {'eml'}:
            for invented in (b'tipoff.org', b'example', b'.invalid'):
                assert invented not in (encode(case, format_) or b''), (case, format_)


@tap.test('eml: every case is a mail')
def _():
    for case in CASES:
        check_eml(encode(case, 'eml'))


@tap.test('the same again gives the same bytes')
def _():
    for case in CASES:
        for format_ in FORMATS:
            tap.equal(run_now(case, format_), run(case, format_), format_)


# What the roles case may never put on a list, and what it may.
NEVER = {'https://track.bpost.be/etr/light', 'https://www.bpost.be/', 'track.bpost.be', 'www.bpost.be', 'bpost.be', '+3216432000',
         'bit.ly', 'https://duckduckgo.com/', 'duckduckgo.com', 'sites.google.com', 'google.com', 'github.io', 'evil.github.io', 'hulp@gmail.com'}
MAY = {'https://bpost-levering.top/be', 'bpost-levering.top', 'https://bit.ly/3xYzAbC', 'https://sites.google.com/view/pakket-be',
       'https://evil.github.io/be'}


@tap.test('roles: where the scam wants the person to go is detectable, and nothing else')
def _():
    tap.equal(misp_detectable(document('roles', 'misp')), MAY)
    tap.equal(stix_detectable(document('roles', 'stix')), MAY)
    tap.equal(iodef_detectable(document('roles', 'iodef')), MAY)
    tap.equal({url['url'] for url in document('roles', 'netcraft')['urls']}, MAY - {'bpost-levering.top'})
    tap.equal(document('roles', 'xarf')['url'], 'https://bpost-levering.top/be')
    assert not MAY & NEVER
    tap.equal(misp_detectable(document('clear', 'misp')), set())
    tap.equal(stix_detectable(document('clear', 'stix')), set())
    tap.equal(iodef_detectable(document('clear', 'iodef')), set())


@tap.test('roles: a sender as shown may be forged, what is imitated is a target')
def _():
    data = document('roles', 'misp')
    comments = {attribute['value']: attribute['comment'] for attribute in data['Event']['Attribute']}
    tap.equal(comments['+3216432000'], 'sender as shown, may be forged')
    tap.equal([thing['Attribute'][0]['value'] for thing in data['Event']['Object'] if thing['name'] == 'impersonation'], ['bpost'])
    data = document('roles', 'stix')
    ids = {thing['id']: thing for thing in data['objects']}
    seen = {tuple(thing.get('labels', [])): {ids[ref].get('value') for ref in thing['object_refs']} for thing in stix_of(data, 'observed-data')}
    tap.equal(seen['shown-sender', 'may-be-forged'], {'+3216432000'})
    tap.equal(seen['impersonated',], {'https://track.bpost.be/etr/light', 'https://www.bpost.be/'})
    tap.equal([thing['name'] for thing in stix_of(data, 'identity')], ['Tipoff', 'bpost'])
    data = dict(iodef_systems(document('roles', 'iodef')))
    tap.equal((data['+3216432000']['category'], data['+3216432000']['spoofed']), ('source', 'unknown'))
    assert 'may be forged' in data['+3216432000']['Description'][0]['value']
    tap.equal(data['https://www.bpost.be/']['category'], 'target')
    for format_ in ('iodef', 'xarf'):
        assert '"bpost"' in json.dumps(document('roles', format_)), format_


@tap.test('a link of which a piece is masked is told, never looked for; its domain is')
def _():
    masked = 'https://bpost-levering.top/be?e=%5Bredacted:email%5D'
    for detectable, data in ((misp_detectable, document('told', 'misp')), (stix_detectable, document('told', 'stix')),
                             (iodef_detectable, document('told', 'iodef'))):
        tap.equal(detectable(data), {'bpost-levering.top', '+3290312345'})
        assert masked in json.dumps(data)
    # Those who look at pages get it all the same.
    tap.equal(document('told', 'xarf')['url'], masked)
    tap.equal(document('told', 'netcraft')['urls'][0]['url'], masked)


@tap.test('how exactly it is known when it came')
def _():
    for case, first, last in (('parcel', '2026-11-23T19:41:07.000Z', '2026-11-23T19:41:07.000Z'),
                              ('roles', '2026-11-23T19:41:00.000Z', '2026-11-23T19:41:59.000Z'),
                              ('mail', '2026-11-22T23:00:00.000Z', '2026-11-23T22:59:59.000Z'),
                              ('call', '2026-11-24T05:22:00.000Z', '2026-11-24T05:22:00.000Z')):
        for thing in stix_of(document(case, 'stix'), 'observed-data'):
            tap.equal((thing['first_observed'], thing['last_observed']), (first, last), case)
    assert '\nReceived: 2026-11-23\n' in mail_text('mail')
    assert '\nReceived: 2026-11-23T20:41+01:00\n' in document('roles', 'rt')['Content']


# What the person told in the case "told"; the tongue is Dutch where people read it.
TOLD = ['1250.00', 'EUR', 'test-1', '1-0123456789abcdef', 'Erika', 'post@verein-muster.de', '0470 99 88 77', 'dringend']


@tap.test('all that was told is said, in every format that has a place for it')
def _():
    texts = {format_: json.dumps(document('told', format_), ensure_ascii=False) for format_ in ('tipoff', 'misp', 'stix', 'iodef')}
    texts['xarf'] = json.dumps(document('told', 'xarf')['reporter']) + ''.join(
        base64.b64decode(item['payload']).decode() for item in document('told', 'xarf')['evidence'])
    texts['rt'] = document('told', 'rt')['Content']
    texts['eml'] = mail_text('told')
    for format_, text in texts.items():
        for word in TOLD + ['0.981']:
            assert word in text, (format_, word)
    for format_ in ('tipoff', 'misp', 'stix', 'iodef', 'xarf'):
        for word in ('answered', 'link_opened', 'url.lookalike', 'second'):
            assert word in texts[format_], (format_, word)
    assert 'Ik heb een link erin geopend.' in texts['eml'] and 'TLP:AMBER+STRICT' in texts['eml']
    assert 'tlp:amber+strict' in texts['misp'] and STIX_TLP['amber+strict'] in texts['stix']


@tap.test('a test and practice are marked')
def _():
    for case in ('told', 'call'):
        assert {'name': 'rsit:test="test"'} in document(case, 'misp')['Event']['Tag'], case
        assert 'rsit:test="test"' in stix_of(document(case, 'stix'), 'report')[0]['labels'], case
        tap.equal(document(case, 'rt')['CustomFields'], {'RSIT': 'test/test'})
        assert 'rsit:test="test"' in document(case, 'iodef')['Incident'][0]['Assessment'][0]['IncidentCategory'], case
    assert 'rsit:test' in document('told', 'xarf')['tags']
    assert document('told', 'netcraft')['reason'].startswith('Dit is een test.')
    for format_ in ('misp', 'stix', 'rt', 'iodef'):
        assert b'test/test' not in encode('parcel', format_) and b'rsit:test' not in encode('parcel', format_)


@tap.test('ids: derived from the report, and those of observables from their values')
def _():
    data = document('roles', 'misp')['Event']
    tap.equal(data['uuid'], v5(REPORT, 'misp/event'))
    tap.equal(stix_of(document('roles', 'stix'), 'report')[0]['id'], 'report--' + v5(REPORT, 'stix/report/report'))
    for value, kind, wanted in (('https://bpost-levering.example/p?x=1', 'url', '4cbe390f-d881-5ffc-a8ad-098c7a805d99'),
                                ('bpost-levering.example', 'domain-name', '90bdb913-93b6-512c-b106-272344e6154f')):
        tap.equal(observable_id({'type': kind, 'value': value}), f'{kind}--{wanted}')
    hostile = stix_of(document('hostile', 'stix'), 'email-message')[0]
    assert '\x01' in hostile['body'] and '\\' in hostile['body'] and '"' in hostile['subject'] and '😀' in hostile['body']
    tap.equal(hostile['id'], observable_id(hostile))


@tap.test('hostile text: nothing gets out of its place')
def _():
    data = document('hostile', 'stix')
    values = stix_detectable(data)
    assert "https://evil-levering.top/a'b/c?q=%27%22&x=%C3%A9" in values, values
    for thing in stix_of(data, 'indicator'):
        assert not any(value == 'y' for _, value in pattern_values(thing['pattern'])), thing['pattern']
    for format_ in FORMATS:
        raw = encode('hostile', format_)
        if raw is not None and format_ not in ('eml', 'signal-spam'):
            assert not re.search(rb'[\x00-\x1f\x7f]', raw), format_
    assert stix_of(data, 'marking-definition')[0]['name'] == 'TLP:RED', 'a level that is none is the strictest'


# --- corrections

@tap.test('corrections: each names the first report, in the way of its format')
def _():
    data = json.loads(run('--correction', 'misp')[0])
    check_misp(data)
    tap.equal(data['Event']['extends_uuid'], v5(FIRST, 'misp/event'))
    tap.equal(data['Event']['uuid'], v5(CORRECTION, 'misp/event'))
    assert {'name': 'false-positive:confirmed="true"'} in data['Event']['Tag'] and {'name': 'rsit:test="test"'} in data['Event']['Tag']
    tap.equal(misp_detectable(data), set())

    data = json.loads(run('--correction', 'iodef')[0])
    check_iodef(data)
    tap.equal(data['Incident'][0]['IncidentID']['id'], CORRECTION)
    tap.equal(data['Incident'][0]['RelatedActivity'][0]['IncidentID'][0]['id'], FIRST)

    data = json.loads(run('--correction', 'rt')[0])
    tap.equal(set(data), {'Subject', 'ContentType', 'Content'})
    assert FIRST in data['Subject'] and 'TP-7K2M' in data['Content']

    message = email.message_from_bytes(run('--correction', 'eml')[0], policy=email.policy.default)
    check_eml(run('--correction', 'eml')[0])
    tap.equal(message['In-Reply-To'], f'<{FIRST}@tipoff.invalid>')
    tap.equal(message['Content-Language'], 'fr')
    assert f'signalement que je retire : {FIRST}' in message.get_content()


@tap.test('corrections: stix revokes what the first report made')
def _():
    data = json.loads(run('--correction', 'stix')[0])
    check_stix(data)
    first = document('parcel', 'stix')
    revoked = {thing['id']: thing for thing in data['objects'] if thing.get('revoked')}
    mine = {thing['id']: thing for thing in first['objects'] if thing['type'] in ('indicator', 'report')}
    assert len(mine) >= 3 and set(mine) <= set(revoked), set(mine) - set(revoked)
    for id_, thing in mine.items():
        tap.equal(revoked[id_]['created'], thing['created'])
        assert revoked[id_]['modified'] > thing['modified']
    assert 'bpost' not in json.dumps(data), 'nothing of the message is told again'


@tap.test('corrections: formats that cannot say so refuse')
def _():
    for format_ in ('xarf', 'signal-spam', 'netcraft'):
        tap.equal(run('--correction', format_), (None, NOT_TAKEN), format_)


# --- taxonomy

TAXONOMY = json.loads((DATA / 'taxonomy/taxonomy.json').read_text())
KINDS = ['parcel', 'bank', 'government', 'family', 'account', 'prize', 'investment', 'job', 'tech-support', 'romance', 'extortion',
         'subscription', 'marketplace', 'missed-call', 'spam', 'other', 'none']
CHANNELS = ['sms', 'whatsapp', 'signal', 'telegram', 'messenger', 'email', 'call', 'web', 'other']
RSIT = {'fraud/phishing', 'fraud/masquerade', 'fraud/unauthorised-use-of-resources', 'abusive-content/spam', 'abusive-content/harmful-speech',
        'other/other', 'other/undetermined', 'test/test'}
TAGS = {'circl:incident-classification="phishing"', 'circl:incident-classification="scam"', 'circl:incident-classification="spam"',
        'circl:incident-classification="smishing"', 'phishing:techniques="sms-phishing"', 'phishing:techniques="voice-phishing"',
        'phishing:techniques="fake-website"', 'phishing:report-type="manual-reporting"', 'gsma-fraud:business="wangiri"',
        'social-engineering-attack-vectors:technical="vishing"', 'social-engineering-attack-vectors:non-technical="support-staff"',
        'social-engineering-attack-vectors:non-technical="pretexting-impersonation"'}
XARF_LURES = {'account_suspension', 'security_alert', 'payment_issue', 'prize_notification', 'document_share', 'password_reset',
              'shipping_notification', 'tax_refund', 'other'}
XARF_FRAUDS = {'investment', 'romance', 'tech_support', 'lottery', 'advance_fee', 'cryptocurrency', 'shopping', 'charity', 'employment',
               'government_impersonation', 'other'}
XARF_PROTOCOLS = {'smtp', 'sms', 'whatsapp', 'telegram', 'signal', 'chat', 'social_media', 'push_notification', 'other'}


@tap.test('taxonomy: every word is one of theirs')
def _():
    tap.equal(list(TAXONOMY['kinds']), KINDS)
    tap.equal(list(TAXONOMY['channels']), CHANNELS)
    for kind, entry in TAXONOMY['kinds'].items():
        for class_ in [entry['class'], *entry['class_of'].values()]:
            assert class_ in RSIT and class_ in TAXONOMY['classes'], (kind, class_)
        assert set(entry['class_of']) <= set(CHANNELS) and set(entry['tags']) <= TAGS, kind
        xarf = entry['xarf']
        assert xarf['type'] == 'spam' or xarf.get('lure_type') in XARF_LURES or xarf.get('fraud_type') in XARF_FRAUDS, kind
        tap.equal(set(xarf) - {'type'}, {'phishing': {'lure_type'}, 'fraud': {'fraud_type'}, 'spam': set()}[xarf['type']], kind)
    for channel, entry in TAXONOMY['channels'].items():
        assert entry['xarf'] in XARF_PROTOCOLS, channel
        for class_, tags in entry['tags_of'].items():
            assert class_ in RSIT and set(tags) <= TAGS, channel
    for entry in TAXONOMY['classes'].values():
        assert set(entry['tags']) <= TAGS
    for name in ('popular_domains', 'mail_providers'):
        tap.equal(sorted(set(TAXONOMY[name])), sorted(TAXONOMY[name]), name)


@tap.test('taxonomy: every kind by every channel, in every format that is one line')
def _():
    seen = {}
    for line in run('--every')[0].decode().splitlines():
        kind, channel, format_, text = line.split(' ', 3)
        seen.setdefault(format_, set()).add((kind, channel))
        if format_ in CHECKS:
            CHECKS[format_](json.loads(text))
    everything = {(kind, channel) for kind in KINDS for channel in CHANNELS}
    for format_ in ('tipoff', 'misp', 'stix', 'rt', 'iodef', 'netcraft'):
        tap.equal(seen[format_], everything, format_)
    tap.equal(seen['xarf'], everything - {('spam', 'email')}, 'unwanted mail needs an envelope')


tap.main()
