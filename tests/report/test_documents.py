# SPDX-License-Identifier: GPL-3.0-or-later
"""What every format writes, read as its readers do. The rules are written down here from their sources, as they were
on 2026-11-23: none of them comes with a licence of ours.

  misp   PyMISP, pymisp/data/schema-lax.json and describeTypes.json; MISP/misp-objects, objects/*/definition.json
  stix   STIX 2.1 and TAXII 2.1 (OASIS Standards); RFC 8785 for the ids
  rt     Request Tracker 5, REST 2.0
  iodef  RFC 8727, section 6 (CDDL)
  xarf   xarf/xarf-spec, schemas/v4 (4.2.0)
"""
import base64
import email
import email.policy
import functools
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import urllib.parse
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / 'lib'))
import tap  # noqa: E402

import jsonschema  # noqa: E402

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


def check(schema, instance):
    jsonschema.Draft202012Validator(schema).validate(instance)


def v5(space, name):
    return str(uuid.uuid5(uuid.UUID(space), name))


# --- misp

STRING, BOOLEAN = {'type': 'string'}, {'type': 'boolean'}
MISP_TYPES = {  # describeTypes.json, category_type_mappings: those that we use
    'Network activity': {'url', 'domain', 'hostname'},
    'Payload delivery': {'email-src', 'email-dst', 'email-subject', 'email-body', 'email-header', 'email-src-display-name'},
    'Financial fraud': {'iban', 'btc', 'phone-number', 'text'},
    'Person': {'phone-number'},
    'Other': {'text', 'datetime', 'phone-number', 'anonymised'},
    'Internal reference': {'text', 'comment'},
}
MISP_ATTRIBUTE = {
    'type': 'object', 'required': ['type', 'category', 'value', 'to_ids', 'uuid', 'distribution'], 'additionalProperties': False,
    'properties': {'type': STRING, 'category': {'enum': list(MISP_TYPES)}, 'value': {'type': 'string', 'minLength': 1, 'maxLength': 65535},
                   'to_ids': BOOLEAN, 'uuid': {'type': 'string', 'pattern': '^[0-9a-f-]{36}$'}, 'distribution': {'const': '5'},
                   'comment': STRING, 'disable_correlation': BOOLEAN, 'object_relation': STRING},
}
MISP_SCHEMA = {
    'type': 'object', 'required': ['Event'], 'additionalProperties': False, 'properties': {'Event': {
        'type': 'object', 'required': ['info', 'Attribute', 'uuid', 'date', 'Tag'], 'additionalProperties': False, 'properties': {
            'info': {'type': 'string', 'minLength': 1}, 'uuid': STRING, 'extends_uuid': STRING,
            'date': {'type': 'string', 'pattern': r'^\d{4}-\d\d-\d\d$'},
            'threat_level_id': {'enum': ['1', '2', '3', '4']}, 'analysis': {'enum': ['0', '1', '2']}, 'distribution': {'const': '0'},
            'published': {'const': False},
            'Tag': {'type': 'array', 'items': {'type': 'object', 'required': ['name'], 'additionalProperties': False, 'properties': {'name': STRING}}},
            'Attribute': {'type': 'array', 'items': MISP_ATTRIBUTE},
            'Object': {'type': 'array', 'items': {
                'type': 'object', 'required': ['name', 'meta-category', 'template_uuid', 'template_version', 'Attribute', 'uuid'],
                'properties': {'template_version': STRING, 'Attribute': {'type': 'array', 'minItems': 1, 'items': MISP_ATTRIBUTE}}}}}}}}
MISP_OBJECTS = {  # name: (meta-category, uuid, version, relation: type, one of which is needed)
    'short-message-service': ('misc', '4851a3dc-e1a6-43ac-9d97-f0d13a099fd2', '4',
                              {'body': 'text', 'from': 'phone-number', 'name': 'text', 'received-date': 'datetime'}, {'body', 'from'}),
    'instant-message': ('misc', '5fa51a24-f40f-4696-a77e-d31e26bab5fc', '3',
                        {'app-used': 'text', 'body': 'text', 'from-number': 'phone-number', 'from-name': 'text', 'received-date': 'datetime'},
                        {'body', 'from-number', 'from-name'}),
    'email': ('network', 'a0c666e0-fc65-4be8-b48f-3423d788b552', '19',
              {'email-body': 'email-body', 'from': 'email-src', 'from-display-name': 'email-src-display-name', 'subject': 'email-subject',
               'header': 'email-header'}, {'email-body', 'from', 'subject'}),
    'impersonation': ('misc', '01833a92-d2ff-11e9-8016-d3b988153702', '1', {'real-name': 'text'}, {'real-name'}),
}


def misp_attributes(event):
    yield from event['Attribute']
    for thing in event.get('Object', []):
        yield from thing['Attribute']


def check_misp(data):
    check(MISP_SCHEMA, data)
    event = data['Event']
    for attribute in misp_attributes(event):
        assert attribute['type'] in MISP_TYPES[attribute['category']], attribute
    for thing in event.get('Object', []):
        meta, template, version, relations, needed = MISP_OBJECTS[thing['name']]
        tap.equal((thing['meta-category'], thing['template_uuid'], thing['template_version']), (meta, template, version))
        for attribute in thing['Attribute']:
            tap.equal(attribute['type'], relations[attribute['object_relation']], attribute)
        assert needed & {attribute['object_relation'] for attribute in thing['Attribute']}, thing
    uuids = [thing['uuid'] for thing in [event, *event.get('Object', []), *misp_attributes(event)]]
    tap.equal(len(set(uuids)), len(uuids))


def misp_detectable(data):
    return {attribute['value'] for attribute in misp_attributes(data['Event']) if attribute['to_ids']}


# --- stix

STIX_ID = re.compile(r'([a-z][a-z0-9-]+)--([0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})')
STIX_TIME = re.compile(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z')
STIX_REQUIRED = {
    'report': {'name', 'published', 'object_refs'}, 'observed-data': {'first_observed', 'last_observed', 'number_observed', 'object_refs'},
    'indicator': {'pattern', 'pattern_type', 'valid_from'}, 'identity': {'name'},
    'extension-definition': {'created_by_ref', 'name', 'schema', 'version', 'extension_types'},
}
STIX_OPTIONAL = {
    'report': {'description', 'report_types'}, 'observed-data': set(), 'indicator': {'name', 'description', 'indicator_types', 'pattern_version'},
    'identity': {'description', 'identity_class'}, 'extension-definition': set(),
}
STIX_COMMON = {'type', 'spec_version', 'id', 'created_by_ref', 'created', 'modified', 'revoked', 'labels', 'confidence', 'lang',
               'external_references', 'object_marking_refs', 'extensions'}
STIX_OBSERVABLES = {'url': {'value'}, 'domain-name': {'value'}, 'email-addr': {'value'},
                    'email-message': {'is_multipart', 'from_ref', 'subject', 'body'}}
STIX_IDENTIFYING = {'url': ['value'], 'domain-name': ['value'], 'email-addr': ['value'], 'x-phone-number': ['value'],
                    'x-payment-account': ['value'], 'email-message': ['from_ref', 'subject', 'body']}
STIX_TLP = {'clear': '94868c89-83c2-464b-929b-a1a8aa3c8487', 'green': 'bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
            'amber': '55d920b0-5e8b-4f79-9ee9-91f868d9b421', 'amber+strict': '939a9414-2ddd-4d32-a0cd-375ea402b003',
            'red': 'e828b379-4e03-4974-9ac4-e53a884c97c1'}
STIX_EXTENSION = 'extension-definition--a404493a-352c-4959-b1c3-b77a4bcd848a'


def canonical(properties):
    """RFC 8785 of an object of strings: their sorted order is by UTF-16, and these names are ASCII."""
    return json.dumps(properties, sort_keys=True, separators=(',', ':'), ensure_ascii=False)


def observable_id(thing):
    values = {name: thing[name] for name in STIX_IDENTIFYING[thing['type']] if name in thing}
    return f'{thing["type"]}--{v5("00abedb4-aa42-466c-9c01-fed23315a9b7", canonical(values))}'


STRING_LITERAL = re.compile(r"'((?:[^'\\]|\\['\\])*)'")


def pattern_values(pattern):
    """[(path, value)] of a pattern of comparisons by OR; anything else is refused."""
    found, at = [], 0
    while True:
        path = re.compile(r'\[([a-z-]+:[a-z]+) = ').match(pattern, at)
        assert path, pattern[at:]
        literal = STRING_LITERAL.match(pattern, path.end())
        assert literal and pattern[literal.end()] == ']', pattern[path.end():]
        found.append((path[1], re.sub(r'\\(.)', r'\1', literal[1])))
        at = literal.end() + 1
        if at == len(pattern):
            return found
        assert pattern.startswith(' OR ', at), pattern[at:]
        at += 4


def check_marking(thing):
    tlp = thing['extensions']['extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d']
    tap.equal(tlp['extension_type'], 'property-extension')
    tap.equal(thing['id'], 'marking-definition--' + STIX_TLP[tlp['tlp_2_0']])
    tap.equal(thing['created'], '2022-10-01T00:00:00.000Z')
    assert 'definition_type' not in thing


def check_domain_object(thing):
    kind = thing['type']
    for name in ('created', 'modified'):
        assert STIX_TIME.fullmatch(thing[name]), thing
    assert thing['modified'] >= thing['created']
    missing = STIX_REQUIRED[kind] - set(thing)
    assert not missing, (kind, missing)
    more = set(thing) - STIX_COMMON - STIX_REQUIRED[kind] - STIX_OPTIONAL[kind]
    assert not more, (kind, more)
    if kind == 'indicator':
        pattern_values(thing['pattern'])
    if kind == 'observed-data':
        assert thing['first_observed'] <= thing['last_observed'] and STIX_TIME.fullmatch(thing['last_observed']), thing


def check_observable(thing):
    if thing['type'] in STIX_OBSERVABLES:
        more = set(thing) - STIX_OBSERVABLES[thing['type']] - {'type', 'spec_version', 'id', 'object_marking_refs', 'extensions'}
        assert not more, (thing['type'], more)
    else:
        tap.equal(thing['extensions'][STIX_EXTENSION]['extension_type'], 'new-sco')
    if thing['type'] in STIX_IDENTIFYING:
        tap.equal(thing['id'], observable_id(thing))
    if thing['type'] in ('url', 'x-text-message', 'domain-name'):
        assert 'value' not in thing or re.fullmatch(r"[!#-;=?-_a-z~]+", thing['value']), thing['value']


def check_stix(data):
    tap.equal(list(data), ['objects'])
    ids = {thing['id'] for thing in data['objects']}
    tap.equal(len(ids), len(data['objects']), 'an id comes twice')
    for thing in data['objects']:
        tap.equal(thing['spec_version'], '2.1')
        tap.equal(STIX_ID.fullmatch(thing['id'])[1], thing['type'])
        for name, value in thing.items():
            assert re.fullmatch('[a-z][a-z0-9_]{1,249}', name) and value not in ([], None), (name, value)
            if name.endswith('_refs') or name.endswith('_ref'):
                missing = set([value] if name.endswith('_ref') else value) - ids
                assert not missing, (thing['type'], name, missing)
        if thing['type'] == 'marking-definition':
            check_marking(thing)
        elif thing['type'] in STIX_REQUIRED:
            check_domain_object(thing)
        else:
            check_observable(thing)


def stix_of(data, kind):
    return [thing for thing in data['objects'] if thing['type'] == kind]


def stix_detectable(data):
    return {value for thing in stix_of(data, 'indicator') if not thing.get('revoked') for _, value in pattern_values(thing['pattern'])}


# --- rt

RT_SCHEMA = {
    'type': 'object', 'required': ['Queue', 'Subject', 'ContentType', 'Content', 'CustomFields', 'Attachments'], 'additionalProperties': False,
    'properties': {'Queue': STRING, 'Subject': {'type': 'string', 'pattern': r'^[^\x00-\x1f]+$'}, 'Requestor': STRING,
                   'ContentType': {'const': 'text/plain'}, 'Content': STRING,
                   'CustomFields': {'type': 'object', 'additionalProperties': STRING},
                   'Attachments': {'type': 'array', 'items': {'type': 'object', 'required': ['FileName', 'FileType', 'FileContent'],
                                                              'additionalProperties': STRING}}}}


def check_rt(data):
    check(RT_SCHEMA, data)
    inner = json.loads(base64.b64decode(data['Attachments'][0]['FileContent'], validate=True))
    assert inner['report_id'] in data['Subject'] and inner['report_id'] in data['Content']


# --- iodef

UUID_TEXT = {'type': 'string', 'pattern': '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'}
TIME_TEXT = {'type': 'string', 'pattern': r'^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$'}


def closed(required, **optional):
    """An object of these members and no others; required are those of @required."""
    return {'type': 'object', 'required': list(required), 'properties': {**required, **optional}, 'additionalProperties': False}


def some(items):
    return {'type': 'array', 'minItems': 1, 'items': items}


ML_STRING = {'anyOf': [STRING, closed({'value': STRING}, lang={'type': 'string', 'pattern': '^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$'})]}
EXTENSION = closed({'value': STRING, 'dtype': {'const': 'string'}}, name=STRING)
INCIDENT_ID = closed({'id': UUID_TEXT, 'name': STRING})
EXT = {'ext-category': STRING}
ADDRESS = closed({'value': STRING, 'category': {'enum': ['e-mail', 'site-uri', 'ext-value']}}, **EXT)
DOMAIN_DATA = closed({'system-status': {'enum': ['fraudulent', 'unknown']}, 'domain-status': {'const': 'unknown'}, 'Name': STRING})
NODE_ROLE = closed({'category': {'enum': ['phishing-site', 'fraudulent-site', 'www', 'mail', 'messaging', 'voice', 'ext-value']}}, **EXT)
SYSTEM = closed({'Node': {'anyOf': [closed({'DomainData': some(DOMAIN_DATA)}), closed({'Address': some(ADDRESS)})]}},
                category={'enum': ['source', 'target', 'intermediate', 'sensor', 'infrastructure', 'ext-value']},
                spoofed={'enum': ['unknown', 'yes', 'no']}, NodeRole=some(NODE_ROLE), Description=some(ML_STRING), **EXT)
IMPACT = {'anyOf': [
    closed({'BusinessImpact': closed({'type': {'enum': ['breach-privacy', 'breach-credential', 'theft-financial', 'extortion']}},
                                     severity={'enum': ['none', 'low', 'medium', 'high', 'unknown']})}),
    closed({'SystemImpact': closed({'type': {'enum': ['takeover-account', 'takeover-system']}}, severity={'enum': ['low', 'medium', 'high']})}),
    closed({'MonetaryImpact': closed({'value': {'type': 'number', 'exclusiveMinimum': 0}}, currency=STRING)})]}
IODEF_SCHEMA = closed({'version': {'const': '2.0'}, 'Incident': some(closed({
    'purpose': {'const': 'reporting'}, 'IncidentID': INCIDENT_ID, 'GenerationTime': TIME_TEXT, 'Contact': some(closed({
        'role': {'enum': ['creator', 'reporter']}, 'type': {'enum': ['person', 'organization']}},
        ContactName=some(ML_STRING), Email=some(closed({'EmailTo': STRING}))))},
    status={'enum': ['new', 'resolved']}, restriction={'enum': ['white', 'green', 'amber', 'red', 'ext-value']},
    ReportTime=TIME_TEXT, DetectTime=TIME_TEXT, Description=some(ML_STRING), AdditionalData=some(EXTENSION), **{'ext-restriction': STRING},
    RelatedActivity=some(closed({'IncidentID': some(INCIDENT_ID)}, Description=some(STRING))),
    Assessment=some(closed({'Impact': some(IMPACT)}, occurrence={'enum': ['actual', 'potential']}, IncidentCategory=some(ML_STRING),
                           Confidence=closed({'value': {'type': 'number'}, 'rating': {'const': 'numeric'}}))),
    EventData=some(closed({}, StartTime=TIME_TEXT, EndTime=TIME_TEXT, System=some(SYSTEM),
                          RecordData=some(closed({}, DateTime=TIME_TEXT, RecordItem=some(EXTENSION)))))))}, lang=STRING)


def check_words(node):
    """Whatever is "ext-value" says which, and nothing else does."""
    if isinstance(node, dict):
        for name in ('category', 'restriction'):
            tap.equal(node.get(name) == 'ext-value', f'ext-{name}' in node, node)
        for value in node.values():
            check_words(value)
    elif isinstance(node, list):
        for value in node:
            check_words(value)


def check_iodef(data):
    check(IODEF_SCHEMA, data)
    check_words(data)


def iodef_systems(data):
    for system in data['Incident'][0]['EventData'][0]['System']:
        node = system['Node']
        yield node['Address'][0]['value'] if 'Address' in node else node['DomainData'][0]['Name'], system


def iodef_detectable(data):
    """What is called fraudulent in any of the ways of IODEF."""
    found = set()
    for value, system in iodef_systems(data):
        roles = {role['category'] for role in system['NodeRole']}
        status = system['Node'].get('DomainData', [{}])[0].get('system-status')
        if system['category'] == 'infrastructure' or roles & {'phishing-site', 'fraudulent-site'} or status == 'fraudulent':
            found.add(value)
    return found


# --- xarf

XARF_CONTACT = closed({'org': {'type': 'string', 'minLength': 1, 'maxLength': 200}, 'contact': {'type': 'string', 'pattern': '^[^@ ]+@[^@ ]+$'},
                       'domain': {'type': 'string', 'pattern': r'^[a-z0-9-]+(\.[a-z0-9-]+)+$'}})
XARF_CORE = {
    'xarf_version': {'const': '4.2.0'}, 'report_id': UUID_TEXT, 'timestamp': TIME_TEXT, 'reporter': XARF_CONTACT, 'sender': XARF_CONTACT,
    'source_identifier': {'type': 'string', 'minLength': 1}, 'category': {'enum': ['messaging', 'content']}, 'type': {'enum': ['phishing', 'fraud', 'spam']}}
XARF_MORE = {
    'evidence_source': STRING, 'confidence': {'type': 'number', 'minimum': 0, 'maximum': 1}, 'description': {'type': 'string', 'maxLength': 1000},
    'tags': {'type': 'array', 'maxItems': 20, 'items': {'type': 'string', 'pattern': '^[a-z0-9][a-z0-9_+-]*:[a-z0-9][a-z0-9_+.-]*$'}},
    'evidence': {'type': 'array', 'maxItems': 50, 'items': closed({'content_type': STRING, 'payload': STRING}, description={'type': 'string', 'maxLength': 500},
                 hash={'type': 'string', 'pattern': '^sha256:[0-9a-f]{64}$'}, size={'type': 'integer', 'minimum': 0, 'maximum': 5242880})}}
XARF_CONTENT = {'domain': {'type': 'string', 'pattern': r'^[a-z0-9-]+(\.[a-z0-9-]+)+$'}, 'target_brand': STRING,
                'verification_method': {'const': 'user_report'}, 'category': {'const': 'content'}}
LOSS = closed({}, currency={'type': 'string', 'pattern': '^[A-Z]{3}$'}, amount={'type': 'number', 'minimum': 0})
XARF_SCHEMAS = {
    'phishing': closed({**XARF_CORE, 'url': STRING}, **{**XARF_MORE, **XARF_CONTENT, 'lure_type': {'enum': [
        'account_suspension', 'security_alert', 'payment_issue', 'prize_notification', 'document_share', 'password_reset',
        'shipping_notification', 'tax_refund', 'other']}}),
    'fraud': closed({**XARF_CORE, 'url': STRING, 'fraud_type': {'enum': [
        'investment', 'romance', 'tech_support', 'lottery', 'advance_fee', 'cryptocurrency', 'shopping', 'charity', 'employment',
        'government_impersonation', 'other']}}, **{**XARF_MORE, **XARF_CONTENT, 'loss_amount': LOSS}),
    # Where the protocol is smtp an envelope is needed, which we never have.
    'spam': closed({**XARF_CORE, 'protocol': {'enum': ['sms', 'whatsapp', 'telegram', 'signal', 'chat', 'social_media', 'push_notification', 'other']}},
                   **{**XARF_MORE, 'category': {'const': 'messaging'}, 'language': {'type': 'string', 'pattern': '^[a-z]{2}(-[A-Z]{2})?$'},
                      'spam_indicators': closed({}, suspicious_links={'type': 'array', 'items': STRING})}),
}


def check_xarf(data):
    check(XARF_SCHEMAS[data['type']], data)
    for name in ('url',):
        assert name not in data or re.fullmatch(r"https?://[!#-;=?-Z_a-z~]+", data[name]), data[name]
    for item in data['evidence']:
        payload = base64.b64decode(item['payload'], validate=True)
        tap.equal((len(payload), 'sha256:' + hashlib.sha256(payload).hexdigest()), (item['size'], item['hash']))


# --- netcraft, Signal Spam

NETCRAFT_SCHEMA = closed({'email': {'type': 'string', 'pattern': '^[^@ ]+@[^@ ]+$'}, 'reason': {'type': 'string', 'minLength': 1, 'maxLength': 1000},
                          'urls': {'type': 'array', 'minItems': 1, 'maxItems': 50,
                                   'items': closed({'url': {'type': 'string', 'pattern': "^https?://[!#-;=?-Z_a-z~]+$"}},
                                                   country={'type': 'string', 'pattern': '^[A-Z]{2}$'})}})


def check_netcraft(data):
    check(NETCRAFT_SCHEMA, data)


def signal_spam_mail(data):
    fields = urllib.parse.parse_qs(data.decode('ascii'), strict_parsing=True)
    tap.equal(list(fields), ['message'])
    message = email.message_from_bytes(base64.b64decode(fields['message'][0], validate=True), policy=email.policy.default)
    tap.equal(message.defects, [])
    return message


# --- mail

def mail_text(case):
    return email.message_from_bytes(encode(case, 'eml'), policy=email.policy.default).get_content().replace('\r\n', '\n')


def check_eml(data):
    message = email.message_from_bytes(data, policy=email.policy.default)
    tap.equal(message.defects, [])
    tap.equal(message.get_content_type(), 'text/plain')
    assert 'From' not in message and 'Sender' not in message and 'Bcc' not in message
    assert message.get_content()


CHECKS = {'misp': check_misp, 'stix': check_stix, 'rt': check_rt, 'iodef': check_iodef, 'xarf': check_xarf, 'netcraft': check_netcraft}
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
