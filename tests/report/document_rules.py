# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of the formats that Tipoff writes, for test_documents.py. They are written down here from their sources, as they
were on 2026-11-23: none of them comes with a licence of ours.

  misp   PyMISP, pymisp/data/schema-lax.json and describeTypes.json; MISP/misp-objects, objects/*/definition.json
  stix   STIX 2.1 and TAXII 2.1 (OASIS Standards); RFC 8785 for the ids
  rt     Request Tracker 5, REST 2.0
  iodef  RFC 8727, section 6 (CDDL)
  xarf   xarf/xarf-spec, schemas/v4 (4.2.0)

check_FORMAT() fails on a document that breaks a rule; FORMAT_detectable() gives what it says may be looked for in traffic.
"""
import base64
import email
import email.policy
import hashlib
import json
import re
import urllib.parse
import uuid

import jsonschema

import tap


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

def check_eml(data):
    message = email.message_from_bytes(data, policy=email.policy.default)
    tap.equal(message.defects, [])
    tap.equal(message.get_content_type(), 'text/plain')
    assert 'From' not in message and 'Sender' not in message and 'Bcc' not in message
    assert message.get_content()


CHECKS = {'misp': check_misp, 'stix': check_stix, 'rt': check_rt, 'iodef': check_iodef, 'xarf': check_xarf, 'netcraft': check_netcraft}
