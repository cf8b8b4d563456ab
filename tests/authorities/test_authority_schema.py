# SPDX-License-Identifier: GPL-3.0-or-later
"""Every authority file against data/schema/authority-1.schema.json, by python3-jsonschema, and against what no schema says.
   test_authority_schema.py DATA BUILD"""
import datetime
import json
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / 'lib'))
import tap  # noqa: E402
import tipoff  # noqa: E402

import jsonschema  # noqa: E402

data, BUILD = pathlib.Path(sys.argv[1]), sys.argv[2]
schema = json.loads((data / 'schema/authority-1.schema.json').read_text())
validator = jsonschema.Draft202012Validator(schema)
complete = jsonschema.Draft202012Validator(dict(schema, **{'$ref': '#/$defs/complete-route', 'type': 'object', 'required': [], 'properties': {},
                                                           'additionalProperties': True}))
published = jsonschema.Draft202012Validator({'$ref': '#/$defs/published', '$defs': schema['$defs']})
files = sorted((data / 'authorities').glob('*.json'))
LANGUAGES = {'en', 'nl', 'fr', 'de', 'es'}
COUNTRIES = {'AT', 'AU', 'BE', 'CA', 'CH', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GB', 'IE', 'IN', 'IT', 'JP', 'LT', 'LU', 'LV', 'NL', 'NZ',
             'PL', 'PT', 'SE', 'SG', 'US'}
# Companies, associations of them, and sandboxes that open links.
OFF = {'world.netcraft', 'lu.lookyloo', 'us.apwg', 'au.telstra'}


def routes_of(document):
    """(authority, route) with what the route inherits."""
    for authority in document['authorities']:
        for route in authority['routes']:
            yield authority, {**authority.get('defaults', {}), **route}


def is_within(host, domains):
    return any(host == domain or host.endswith('.' + domain) for domain in domains)


def texts(node):
    """Every object of language → text."""
    if isinstance(node, dict):
        if set(node) & LANGUAGES:
            yield node
        else:
            for value in node.values():
                yield from texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value)


@tap.test('the schema is a schema')
def _():
    jsonschema.Draft202012Validator.check_schema(schema)


@tap.test('every country is there, and what stands beside all of them')
def _():
    tap.equal({file.stem for file in files}, COUNTRIES | {'world'})


for file in files:
    @tap.test(f'{file.name} is valid, of its country, whole and sourced')
    def _(file=file):
        document = json.loads(file.read_text())
        validator.validate(document)
        tap.equal(document['country'], '*' if file.stem == 'world' else file.stem)
        for authority in document['authorities']:
            assert authority['id'].startswith(file.stem.lower() + '.'), authority['id']
            assert not authority.get('practice'), 'a practice desk is never built in'
        for node in texts(document):
            tap.equal(set(node), LANGUAGES, str(node))
        for authority, route in routes_of(document):
            complete.validate(route)
            assert route['id'].startswith(authority['id'] + '.'), route['id']
            assert 'ca_file' not in route
            datetime.date.fromisoformat(route['verified_on'])
            if route['confidence'] == 'A':
                assert route['source'].startswith('https://'), f'{route["id"]}: read on its own page, but which?'
            elif route['way'] == 'email':
                assert is_within(route['address'].split('@')[1], authority['domains']), route['id']
            if route['way'] in ('https', 'web-form'):
                assert route['address'].startswith('https://'), route['id']
            if route['way'] == 'sms':
                for channel in route['takes']:
                    assert (channel in route.get('forward', [])) != (channel in route.get('text', {})), route['id']
            tap.equal(route.get('format'), 'eml' if route['way'] == 'email' else None, route['id'])


@tap.test('companies and sandboxes are off, with a reason, and nothing else is')
def _():
    off = {authority['id'] for file in files for authority in json.loads(file.read_text())['authorities'] if 'consent' in authority}
    tap.equal(off, OFF)


@tap.test('what is not verified does not ship')
def _():
    text = ''.join(file.read_text() for file in files)
    for unverified in ('internet-signalement', '17cyber', '0 805 805 817', '0800 274 1000', 'signal.conso', 'segnalazioni@csirt', 'uce.gov',
                       'us-cert.gov', 'delitos.tecnologicos', '070 344 344', 'consumerconnect', '114 14', '8002 1234', '799 448 084'):
        assert unverified not in text, unverified


@tap.test('a command prints every route written out, and what is due')
def _():
    with tipoff.Home(BUILD) as home:
        printed = home.cli('authorities', '--json').json()['authorities']
        routes = [route for authority in printed for route in authority['routes']]
        wanted = [route for file in files for _, route in routes_of(json.loads(file.read_text()))]
        by_id = {route['id']: route for route in wanted}
        tap.equal({route['id']: route for route in routes}, by_id)
        assert all('defaults' not in authority for authority in printed)
        verified = [datetime.date.fromisoformat(route['verified_on']) for route in wanted]
        for day in (min(verified), max(verified).replace(year=max(verified).year + 1),
                    max(verified).replace(year=max(verified).year + 1) + datetime.timedelta(1)):
            due = home.cli('authorities', '--due', day.isoformat(), '--json')
            tap.equal(due.status, 0, due.err)
            tap.equal({row['route'] for row in due.json()['due']},
                      {route['id'] for route in wanted if day > datetime.date.fromisoformat(route['verified_on']).replace(year=int(route['verified_on'][:4]) + 1)},
                      day.isoformat())
        assert len(due.json()['due']) == len(wanted)
        lines = home.cli('authorities', '--due', day.isoformat(), 'BE').out.splitlines()
        assert any(line.startswith('2026-11-23  be.safeonweb.email-nl ') for line in lines), lines
        assert not any('es.incibe' in line for line in lines)
        tap.equal(home.cli('authorities', '--due').status, 0)
        for wrong in ('2026-02-30', 'tomorrow', '2026-1-1'):
            tap.equal(home.cli('authorities', '--due', wrong).status, 2, wrong)


@tap.test('B says so in the reader\'s language, and what is off says why')
def _():
    with tipoff.Home(BUILD) as home:
        for language, words, off in (('en', 'Not confirmed on the authority’s own page.', 'Netcraft is a company'),
                                     ('nl', 'Niet bevestigd op de eigen pagina van de instantie.', 'Netcraft is een bedrijf'),
                                     ('fr', 'Non confirmé sur la page de l’autorité elle-même.', 'Netcraft est une entreprise'),
                                     ('de', 'Nicht auf der eigenen Seite der Behörde bestätigt.', 'Netcraft ist ein Unternehmen'),
                                     ('es', 'No confirmado en la página de la propia autoridad.', 'Netcraft es una empresa')):
            home.write('config/tipoff/settings.ini', f'[general]\nlanguage={language}\n')
            lines = home.cli('authorities').out.splitlines()
            said = {line.split()[0] for line in lines if line.startswith('  ') and words in line}
            tap.equal(said, {route['id'] for file in files for _, route in routes_of(json.loads(file.read_text())) if route['confidence'] == 'B'}, language)
            assert any(off in line for line in lines), language


@tap.test('what is off cannot be used before it is turned on')
def _():
    with tipoff.Home(BUILD) as home:
        refused = home.cli('report', '--route', 'lu.lookyloo.form', stdin='x')
        tap.equal(refused.status, 1)
        assert 'Lookyloo opens the link' in refused.err and '--turn-on lu.lookyloo' in refused.err, refused.err
        told = home.cli('authorities', '--turn-on', 'lu.lookyloo')
        tap.equal(told.status, 0, told.err)
        assert told.out.startswith('Lookyloo opens the link'), told.out
        assert 'takes no document' in home.cli('report', '--route', 'lu.lookyloo.form', stdin='x').err
        assert 'Off until you turn it on: Lookyloo' not in home.cli('authorities', 'LU').out
        assert 'Off until you turn it on: Netcraft' in home.cli('authorities', 'LU').out
        tap.equal(home.cli('authorities', '--turn-off', 'lu.lookyloo').status, 0)
        assert 'Off until you turn it on: Lookyloo' in home.cli('authorities', 'LU').out
        for wrong in (('--turn-on', 'be.safeonweb'), ('--turn-on', 'x'), ('--turn-on', 'lu.lookyloo', 'LU'), ('--add', 'x', '--remove', 'x'), ('--ca-file', 'x')):
            tap.equal(home.cli('authorities', *wrong).status, 2, str(wrong))


@tap.test('the practice desk is valid once it is filled in')
def _():
    text = (data / 'authorities/practice.json.in').read_text()
    for place in ('@ENDPOINT@', '@CA_FILE@'):
        assert place in text
    text = text.replace('@ENDPOINT@', 'https://localhost:8443/v1/reports').replace('@CA_FILE@', '/tmp/ca.pem')
    validator.validate(json.loads(text))


BREAKS = {
    'a way that is not known': lambda a: a['routes'][0].update(way='pigeon'),
    'no address': lambda a: a['routes'][0].pop('address'),
    'an unverified mark': lambda a: a['routes'][0].update(confidence='U'),
    'a member that is not known': lambda a: a['routes'][0].update(logo='x.png'),
    'an empty text': lambda a: a['routes'][0].update(note={'en': ''}),
    'a language that we do not speak': lambda a: a['routes'][0].update(note={'xx': 'x'}),
    'a channel that is not known': lambda a: a['routes'][0].update(takes=['fax']),
    'an address to inherit': lambda a: a['defaults'].update(address='x@example.org'),
    'a cost that is not known': lambda a: a['routes'][0].update(cost='dear'),
    'a privacy notice over http': lambda a: a.update(privacy_url='http://example.org/'),
}
for what, change in BREAKS.items():
    @tap.test(f'refused: {what}')
    def _(change=change):
        document = json.loads((data / 'authorities/BE.json').read_text())
        validator.validate(document)
        change(document['authorities'][0])
        assert not validator.is_valid(document)


@tap.test('what an authority may publish of itself')
def _():
    document = {'version': 1, 'country': 'BE', 'authorities': [{'id': 'x.cert', 'name': {'en': 'X'}, 'privacy': {'en': 'p'}, 'routes': [
        {'id': 'x.cert.https', 'way': 'https', 'address': 'https://x.example/v1', 'format': 'tipoff', 'protocol': 'tipoff',
         'source': 'https://x.example/', 'verified_on': '2026-11-23', 'confidence': 'A'}]}]}
    published.validate(document)
    validator.validate(document)
    assert not published.is_valid(json.loads((data / 'authorities/BE.json').read_text()))


tap.main()
