#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is named in a step is named from a source.    test_steps.py SOURCE"""
import copy
import datetime
import glob
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(sys.argv[1], 'tests', 'lib'))
import tap

SOURCE = sys.argv[1]
LANGUAGES = ('en', 'nl', 'fr', 'de', 'es')
INSTITUTIONS = (r'bank|banks|police|authority|government|banque|banques|gouvernement|Bank|Banken|Polizei|Behörde|politie|overheid|'
                r'banco|bancos|policía|gobierno')
NEVER = r'never|always|nooit|altijd|jamais|toujours|nie|niemals|immer|nunca|siempre'


def load(*path):
    with open(os.path.join(SOURCE, 'data', *path), encoding='utf-8') as f:
        return json.load(f)


def organisations():
    """Every name by which the data call an organisation."""
    names = {'itsme', 'WhatsApp', 'Card Stop', 'Sperr-Notruf', 'INCIBE', 'FSMA', 'Safeonweb', 'Febelfin', 'CIRCL', 'ScamShield', 'NCSC',
             'Fraudehelpdesk', 'Cyberhotline', 'Anti-Fraud Centre', 'cyber.gov.au', 'Correos', 'Europol', 'Interpol'}
    for path in glob.glob(os.path.join(SOURCE, 'data', 'brands', '*.json')):
        names |= {brand['name'] for brand in load('brands', os.path.basename(path)).get('brands', [])}
    for path in glob.glob(os.path.join(SOURCE, 'data', 'authorities', '*.json')):
        for authority in load('authorities', os.path.basename(path))['authorities']:
            for name in authority['name'].values():
                names |= {part.strip() for part in re.split(r'[(),]', name)}
    # "Police" alone is a word, not a name, and so is "your bank".
    return {name for name in names if len(name) >= 3 and not re.fullmatch(rf'(?:\w+ )?(?:{INSTITUTIONS})', name, re.I)}


NAMES = organisations()
NAMED = re.compile(r'(?<!\w)(?:' + '|'.join(re.escape(name) for name in sorted(NAMES, key=len, reverse=True)) + r')(?!\w)')


def told(step):
    """Each thing that a step says with a source: itself, and its numbers."""
    return ([step] if 'source' in step else []) + step.get('numbers', [])


def has_source(saying):
    date = saying.get('date', '')
    return (saying.get('source', '').startswith('https://') and saying.get('scope', '').count(', ') >= 1
            and re.fullmatch(r'\d{4}-\d\d-\d\d', date) and datetime.date.fromisoformat(date) >= datetime.date(2026, 11, 1))


def faults(steps, texts):
    """What is said without saying from where. texts: language → step → text"""
    found = []
    for step_id, step in steps.items():
        sourced = 'source' in step and has_source(step)
        for saying in told(step):
            if not has_source(saying):
                found.append(f'{step_id}: no source, date or scope')
        # Whose number it is stands in the authorities, with where it comes from and how sure that is.
        if 'number' in step or ('routes' in step and set(step) - {'routes', 'covered_by'}):
            found.append(f'{step_id}: a number beside a route, or of nobody')
        for saying in step.get('numbers', []):
            if not saying.get('countries') or not saying.get('number'):
                found.append(f'{step_id}: a number for nobody')
        for language in texts:
            text = texts[language][step_id]
            if NAMED.search(text) and not sourced:
                found.append(f'{step_id}, {language}: names {NAMED.search(text)[0]!r} without a source')
            if re.search(r'(?<![\d:])\d{3,}', text) and not sourced:
                found.append(f'{step_id}, {language}: gives a number without a source')
            if re.search(rf'\b(?:{NEVER})\b', text) and re.search(rf'\b(?:{INSTITUTIONS})\b', text) and not sourced:
                found.append(f'{step_id}, {language}: says what an organisation does without a source')
            if '{' in text and not ('routes' in step and re.sub(r'{name}', '', text).count('{') == 0):
                found.append(f'{step_id}, {language}: a place that nobody fills')
    return found


STEPS = load('advice', 'steps.json')
FILES = {language: load('advice', f'{language}.json') for language in LANGUAGES}
TEXTS = {language: FILES[language]['steps'] for language in LANGUAGES}


@tap.test('who is named, and what somebody does or never does, carries source, date and scope')
def _():
    tap.equal(faults(STEPS['steps'], TEXTS), [])


@tap.test('and a step that does not is found')
def _():
    def spoilt(change):
        steps, texts = copy.deepcopy(STEPS['steps']), copy.deepcopy(TEXTS)
        change(steps, texts)
        return faults(steps, texts)

    for member in ('source', 'date', 'scope'):
        assert spoilt(lambda steps, texts, member=member: steps['cards.card-stop-never'].pop(member)), member
        assert spoilt(lambda steps, texts, member=member: steps['ongoing.danger']['numbers'][0].pop(member)), member
    for language, text in (('en', 'Open the app of bpost.'), ('fr', 'La banque ne demande jamais un code.'),
                           ('de', 'Safeonweb ruft nicht an.'), ('nl', 'Bel 078 170 170.'),
                           ('en', 'Your bank will never ask for your code.'), ('es', 'Llame a Correos.')):
        assert spoilt(lambda steps, texts, language=language, text=text: texts[language].update({'any.talk': text})), text
    assert spoilt(lambda steps, texts: steps['cards.block'].update(number='116 116'))
    assert spoilt(lambda steps, texts: texts['en'].update({'any.talk': 'Ring {name}.'}))


@tap.test('a step names lines to ring that the authorities have, at most one in a country')
def _():
    routes = {}
    for path in glob.glob(os.path.join(SOURCE, 'data', 'authorities', '*.json')):
        document = load('authorities', os.path.basename(path))
        for authority in document['authorities']:
            for route in authority['routes']:
                routes[route['id']] = (document['country'], {**authority.get('defaults', {}), **route})
    named = {step_id: step['routes'] for step_id, step in STEPS['steps'].items() if 'routes' in step}
    assert named
    for step_id, ids in named.items():
        for route_id in ids:
            country, route = routes[route_id]
            tap.equal(route['way'], 'hotline', route_id)
            assert route['confidence'] in ('A', 'B') and route['source'] and route['verified_on'], route_id
        tap.equal(len({routes[route_id][0] for route_id in ids}), len(ids), step_id)
    countries = {routes[route_id][0] for ids in named.values() for route_id in ids}
    assert countries >= set('BE ES DE NL GB DK LU CA AU NZ SG JP IN'.split()), countries


@tap.test('each scope ends in the country that it is for')
def _():
    countries = {'BE': 'Belgium', 'ES': 'Spain', 'NL': 'Netherlands', 'DE': 'Germany', 'GB': 'United Kingdom', 'DK': 'Denmark',
                 'LU': 'Luxembourg', 'SG': 'Singapore', 'CA': 'Canada', 'NZ': 'New Zealand', 'AU': 'Australia', 'JP': 'Japan',
                 'IN': 'India', 'US': 'United States'}
    for step_id, step in STEPS['steps'].items():
        for saying in told(step):
            named = saying.get('countries', [])
            where = saying['scope'].split(', ', 1)[1]
            if len(named) == 1:
                tap.equal(where, countries[named[0]], step_id)
            else:
                assert where == 'everywhere' if not named else 'European Union' in where, step_id


@tap.test('every language has the steps of the list, in its order, the harms, and twelve months')
def _():
    for language, file in FILES.items():
        tap.equal(list(file['harms']), list(STEPS['harms']), language)
        for harm, labels in file['harms'].items():
            assert '*' in labels, (language, harm)
            tap.equal(set(labels), set(FILES['en']['harms'][harm]), (language, harm))
        tap.equal(file['language'], language)
        tap.equal(list(file['steps']), list(STEPS['steps']), language)
        tap.equal(len(set(file['months'])), 12, language)
        tap.equal(sorted(re.findall(r'\{(\w+)\}', file['source'])), ['day', 'month', 'site', 'year'], language)


@tap.test('every step that is listed exists, and every one that exists is listed')
def _():
    harms = [step for stages in STEPS['harms'].values() for steps in stages.values() for step in steps]
    kinds = [step for steps in STEPS['kinds'].values() for step in steps]
    covered = [other for step in STEPS['steps'].values() for other in step.get('covered_by', [])]
    tap.equal(set(harms) | set(kinds), set(STEPS['steps']))
    assert set(covered) <= set(STEPS['steps'])
    # What is for one who only received it is in no list of something that happened.
    tap.equal([step for step in harms if STEPS['steps'][step].get('received_only')], [])


@tap.test('nobody is spoken to as an intimate, or in words of computer people')
def _():
    # The polite form is another word in four of the five languages.
    intimate = {'nl': r'\b(?:je|jij|jouw|jullie)\b', 'fr': r'\b(?:tu|ton|ta|tes|toi)\b', 'de': r'\b(?:du|dein|deine|dich|dir)\b',
                'es': r'\b(?:tú|tus?|ti|contigo|vosotros)\b', 'en': r'\b(?:thou)\b'}
    jargon = r'(?i)\b(?:phishing|smishing|vishing|spoofing|malware|2FA|MFA|OTP|IBAN|URL|browser|credentials|compromise[d]?)\b'
    for language, texts in TEXTS.items():
        for harm, labels in FILES[language]['harms'].items():
            for label in labels.values():
                assert not re.search(jargon, label) and label == label.strip() and label[-1] not in '.?!', (language, harm, label)
        for step, text in texts.items():
            assert not re.search(intimate[language], text), (language, step, text)
            assert not re.search(jargon, text), (language, step, text)
            assert text == text.strip() and text[-1] in '.?!', (language, step, text)


tap.main()
