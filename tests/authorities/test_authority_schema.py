# SPDX-License-Identifier: GPL-3.0-or-later
"""Every authority file against data/schema/authority-1.schema.json, by python3-jsonschema."""
import datetime
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / 'lib'))
import tap  # noqa: E402

import jsonschema  # noqa: E402

data = pathlib.Path(sys.argv[1])
schema = json.loads((data / 'schema/authority-1.schema.json').read_text())
validator = jsonschema.Draft202012Validator(schema)
files = sorted((data / 'authorities').glob('[A-Z][A-Z].json'))


@tap.test('the schema is a schema')
def _():
    jsonschema.Draft202012Validator.check_schema(schema)


@tap.test('Belgium and Spain are there')
def _():
    assert {'BE', 'ES'} <= {file.stem for file in files}


for file in files:
    @tap.test(f'{file.name} is valid and of its country')
    def _(file=file):
        document = json.loads(file.read_text())
        validator.validate(document)
        tap.equal(document['country'], file.stem)
        for authority in document['authorities']:
            assert not authority.get('practice'), 'a practice desk is never built in'
            for route in authority['routes']:
                assert 'ca_file' not in route
                datetime.date.fromisoformat(route['verified_on'])
                assert route['source'].startswith('https://'), route['id']


@tap.test('the practice desk is valid once it is filled in')
def _():
    text = (data / 'authorities/practice.json.in').read_text()
    for place in ('@ENDPOINT@', '@CA_FILE@'):
        assert place in text
    text = text.replace('@ENDPOINT@', 'https://localhost:8443/v1/reports').replace('@CA_FILE@', '/tmp/ca.pem')
    validator.validate(json.loads(text))


BREAKS = {
    'a way that is not known': lambda r: r.update(way='pigeon'),
    'no source': lambda r: r.pop('source'),
    'an unverified mark': lambda r: r.update(confidence='U'),
    'B without a note': lambda r: (r.update(confidence='B'), r.pop('note', None)),
    'a member that is not known': lambda r: r.update(logo='x.png'),
    'an empty text': lambda r: r.update(note={'en': ''}),
    'a language that we do not speak': lambda r: r.update(note={'xx': 'x'}),
    'a channel that is not known': lambda r: r.update(takes=['fax']),
}
for what, change in BREAKS.items():
    @tap.test(f'refused: {what}')
    def _(change=change):
        document = json.loads(files[0].read_text())
        change(document['authorities'][0]['routes'][0])
        assert not validator.is_valid(document)


tap.main()
