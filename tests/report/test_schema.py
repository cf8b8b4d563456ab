# SPDX-License-Identifier: GPL-3.0-or-later
"""Our JSON Schema validator against python3-jsonschema: the same verdict on documents that
are changed at random, and on hand-written ones for every keyword."""
import copy
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / 'lib'))
import tap  # noqa: E402

import jsonschema  # noqa: E402

tool, data = sys.argv[1], pathlib.Path(sys.argv[2])
here = pathlib.Path(__file__).parent
golden = json.loads((here / 'data/parcel.json').read_text())
ROUNDS = 1500

formats = jsonschema.FormatChecker(formats=())


@formats.checks('date-time')
def is_date_time(text):
    if not isinstance(text, str):
        return True
    match = re.fullmatch(r'(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(\.\d+)?([Zz]|[+-](\d\d):(\d\d))', text, re.ASCII)
    if not match:
        return False
    year, month, day, hour, minute, second = map(int, match.groups()[:6])
    days = [31, 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1 <= month <= 12 and 1 <= day <= days[month - 1] and hour < 24 and minute < 60 and second <= 60
            and int(match[9] or 0) < 24 and int(match[10] or 0) < 60)


@formats.checks('uuid')
def is_uuid(text):
    return not isinstance(text, str) or re.fullmatch(r'[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}', text) is not None


def theirs(schema, documents):
    validator = jsonschema.Draft202012Validator(schema, format_checker=formats)
    return [validator.is_valid(document) for document in documents]


def ours(argument, documents):
    lines = ''.join(json.dumps(document) + '\n' for document in documents)
    run = subprocess.run([tool, argument], input=lines, capture_output=True, text=True, check=True)
    answers = run.stdout.splitlines()
    assert len(answers) == len(documents), run.stderr
    return [answer == 'valid' for answer in answers], answers


def compare(schema, documents):
    with tempfile.NamedTemporaryFile('w', suffix='.json') as file:
        json.dump(schema, file)
        file.flush()
        got, answers = ours(file.name, documents)
    wanted = theirs(schema, documents)
    for document, mine, their, answer in zip(documents, got, wanted, answers):
        assert mine == their, f'{json.dumps(document)[:600]}\n  python says {their}, we say {answer}'
    return sum(wanted), len(wanted)


def places(node, found):
    """Every (container, key) in a document."""
    if isinstance(node, dict):
        for key in node:
            found.append((node, key))
            places(node[key], found)
    elif isinstance(node, list):
        for i in range(len(node)):
            found.append((node, i))
            places(node[i], found)
    return found


STRANGE = [None, True, False, 0, 1, -1, 1.0, 1.5, 2 ** 31, '', 'x', 'é' * 3, 'A' * 200, 'scam', 'BE', 'be', [], [1], {}, {'x': 1},
           '2026-02-30T00:00:00Z', '2026-11-24T05:22:00Z', '2026-11-24T05:22:00+01:00', '2026-11-24 05:22', 'T', '\u0001',
           '3f2b1a60-6c0e-4a60-9f3c-1d6b8c1e7a10', '3F2B1A60-6C0E-4A60-9F3C-1D6B8C1E7A10', 'amber', 'contact', '+32470123456']


def change(document, random):
    """One to three small changes; about half of them leave the document valid."""
    document = copy.deepcopy(document)
    for _ in range(random.randint(1, 3)):
        container, key = random.choice(places(document, []))
        what = random.randrange(6)
        if what == 0:
            del container[key]
        elif what == 1:
            container[key] = copy.deepcopy(random.choice(STRANGE))
        elif what == 2 and isinstance(container, dict):
            container[random.choice(['extra', 'kind', 'comment', 'contact', 'test', 'host', 'part'])] = copy.deepcopy(random.choice(STRANGE))
        elif what == 3 and isinstance(container, list):
            container.insert(key, copy.deepcopy(random.choice(container)))
        elif isinstance(container[key], str):
            container[key] = random.choice([container[key] + 'x', container[key][:-1], container[key].upper(), container[key] * 3])
        elif isinstance(container[key], (int, float)) and not isinstance(container[key], bool):
            container[key] = random.choice([-container[key], container[key] + 1, float(container[key]), container[key] / 3])
    return document


def grind(schema, document, seed):
    dice = random.Random(seed)
    valid, total = compare(schema, [document] + [change(document, dice) for _ in range(ROUNDS)])
    print(f'# seed {seed}: {total} documents, {valid} valid')
    assert total // 20 < valid < total * 19 // 20, 'the changes prove nothing'


@tap.test('reports changed at random: the same verdict')
def _():
    grind(json.loads((data / 'schema/report-1.schema.json').read_text()), golden, random.randrange(1 << 32))


for country in ('BE', 'ES'):
    @tap.test(f'{country}.json changed at random: the same verdict')
    def _(country=country):
        grind(json.loads((data / 'schema/authority-1.schema.json').read_text()),
              json.loads((data / f'authorities/{country}.json').read_text()), random.randrange(1 << 32))


# No boolean inside an array: python3-jsonschema 4.10 takes [true] for [1].
VALUES = [None, True, False, 0, 1, 2, 3, -1, 1.0, 2.5, 3.0, 10 ** 12, '', 'a', 'ab', 'abc', 'abcd', 'ab1', '🙂🙂', '🙂🙂🙂', 'é',
          [], [1], [1, 2], [1, 2, 3], ['a'], [[1]], {}, {'a': 1}, {'a': 'x'}, {'a': 1, 'b': 2}, {'b': 1}, {'a': {'a': {}}},
          {'a': {'a': {'a': 1}}}, {'c': None}, '2026-11-24T05:22:00Z', '2024-02-29T23:59:59.123-05:30', '2023-02-29T00:00:00Z',
          '2026-13-01T00:00:00Z', '2026-11-24T24:00:00Z', '2026-11-24T05:22:00', '2026-11-24t05:22:00z', '20261124T052200Z',
          '3f2b1a60-6c0e-4a60-9f3c-1d6b8c1e7a10', '3F2B1A60-6C0E-4A60-9F3C-1D6B8C1E7A10', '3f2b1a606c0e4a609f3c1d6b8c1e7a10']
SCHEMAS = [
    {'type': 'integer'}, {'type': 'number'}, {'type': 'string'}, {'type': 'boolean'}, {'type': 'null'}, {'type': 'array'},
    {'type': 'object'}, {'type': ['string', 'null']}, {'type': ['integer', 'array']},
    {'const': 1}, {'const': True}, {'const': None}, {'const': [1, 2]}, {'const': {'a': 1}}, {'const': 'ab'},
    {'enum': [1, 'a', None]}, {'enum': [False, [1], {'a': 1.0}]},
    {'minLength': 2}, {'maxLength': 2}, {'minLength': 2, 'maxLength': 3}, {'pattern': '^a'}, {'pattern': 'b$'}, {'pattern': '[0-9]'},
    {'pattern': '^(ab|abcd)$'}, {'minimum': 1}, {'maximum': 2.5}, {'minimum': 0, 'maximum': 1},
    {'minItems': 1}, {'maxItems': 2}, {'items': {'type': 'integer'}}, {'items': {'minimum': 2}},
    {'required': ['a']}, {'required': ['a', 'b']}, {'minProperties': 1}, {'minProperties': 2},
    {'properties': {'a': {'type': 'integer'}}}, {'properties': {'a': {}}, 'additionalProperties': False},
    {'properties': {'a': {}}, 'additionalProperties': {'type': 'null'}}, {'additionalProperties': {'type': 'integer'}},
    {'additionalProperties': True},
    {'anyOf': [{'type': 'integer'}, {'minLength': 3}]}, {'anyOf': [{'required': ['a']}, {'type': 'string'}, {'maxItems': 1}]},
    {'$ref': '#/$defs/n', '$defs': {'n': {'type': 'integer'}}}, {'$ref': '#/$defs/n', 'minimum': 2, '$defs': {'n': {'type': 'integer'}}},
    {'$ref': '#/$defs/t', '$defs': {'t': {'type': 'object', 'additionalProperties': {'$ref': '#/$defs/t'}}}},
    {'format': 'date-time'}, {'format': 'uuid'}, {'type': 'string', 'format': 'uuid', 'pattern': '^[0-9a-f-]{36}$'},
]


@tap.test('every keyword on every value: the same verdict')
def _():
    total = 0
    for schema in SCHEMAS:
        jsonschema.Draft202012Validator.check_schema(schema)
        valid, n = compare(schema, VALUES)
        assert 0 < valid, schema
        total += n
    print(f'# {len(SCHEMAS)} schemas, {total} verdicts')


REFUSED = [
    {'oneOf': [{}]}, {'allOf': [{}]}, {'not': {}}, {'if': {}}, {'uniqueItems': True}, {'patternProperties': {}}, {'prefixItems': [{}]},
    {'multipleOf': 2}, {'exclusiveMinimum': 0}, {'dependentRequired': {}}, {'contains': {}}, {'propertyNames': {}}, {'minLenght': 1},
    {'$dynamicRef': '#x'}, {'$anchor': 'x'}, {'format': 'email'}, {'$ref': 'https://example.org/x'}, {'$ref': '#/$defs/none'},
    {'$ref': '#/properties/a'}, {'pattern': '('}, {'pattern': 'x' * 300}, {'type': 'text'}, {'type': 7}, {'minLength': 'x'},
    {'properties': {'a': True}}, {'properties': {'a': {'oneOf': []}}}, {'items': {'not': {}}}, {'additionalProperties': {'not': {}}},
    {'$defs': {'a': {'not': {}}}}, {'anyOf': []}, {'anyOf': [{'not': {}}]}, {'enum': 1}, {'required': 'a'}, {'format': 1}, True, [], 1,
]


@tap.test('a schema with anything else is refused when it is loaded')
def _():
    for schema in REFUSED:
        with tempfile.NamedTemporaryFile('w', suffix='.json') as file:
            json.dump(schema, file)
            file.flush()
            run = subprocess.run([tool, file.name], input='', capture_output=True, text=True)
            assert run.returncode == 2 and run.stderr, schema


@tap.test('references in a circle end')
def _():
    schema = {'$ref': '#/$defs/a', '$defs': {'a': {'$ref': '#/$defs/b'}, 'b': {'$ref': '#/$defs/a'}}}
    with tempfile.NamedTemporaryFile('w', suffix='.json') as file:
        json.dump(schema, file)
        file.flush()
        tap.equal(ours(file.name, [1])[0], [False])


@tap.test('the fault is named by its place')
def _():
    document = copy.deepcopy(golden)
    document['messages'][0]['parts'][0]['type'] = 'tail'
    answer = ours('--report', [document])[1][0]
    assert '/messages/0/parts/0/type' in answer, answer


def with_change(change):
    document = copy.deepcopy(golden)
    change(document)
    return document


BEYOND = {
    'a span of a part that is not there': lambda d: d['indicators'][0].update(part=2),
    'a span that ends behind its text': lambda d: d['redactions'][0].update(end=100000),
    'a span backwards': lambda d: d['verdict']['flags'][0]['spans'][0].update(start=40, end=20),
    'a span inside a character': lambda d: (d['messages'][0]['parts'][0].update(text='é' * 200),
                                            d['redactions'][0].update(start=1, end=2)),
    'an id in capitals': lambda d: d.update(report_id=d['report_id'].upper()),
    'parts without end': lambda d: d.update(messages=[{'channel': 'sms', 'parts': [{'type': 'body', 'text': ''}] * 3000}] * 2),
}


@tap.test('what a schema cannot say')
def _():
    tap.equal(ours('--report', [golden])[0], [True])
    for what, change in BEYOND.items():
        tap.equal(ours('--report', [with_change(change)])[0], [False], what)


@tap.test('whatever arrives is answered, not crashed on')
def _():
    documents = [b'', b'{', b'[' * 100000, b'{"a":' * 5000, b'\xff\xfe', b'"x"', b'null', b'{"version":1,"version":1}', b'{}',
                 b'"' + b'x' * (1 << 21) + b'"', json.dumps(golden).encode() + b' x']
    run = subprocess.run([tool, '--report'], input=b'\n'.join(documents) + b'\n', capture_output=True, check=True)
    answers = run.stdout.decode().splitlines()
    tap.equal(len(answers), len(documents))
    for answer in answers:
        assert answer.startswith('invalid: '), answer


tap.main()
