#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The corpus and the lexicons are what their descriptions say.    test_corpus.py SOURCE"""
import collections
import glob
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(sys.argv[1], 'tests', 'lib'))
import tap

SOURCE = sys.argv[1]
LABELS = {'scam', 'spam', 'honest', 'verify'}
KINDS = {'parcel', 'bank', 'government', 'family', 'account', 'prize', 'investment', 'job', 'tech-support', 'romance',
         'extortion', 'subscription', 'marketplace', 'missed-call', 'spam', 'other'}
CHANNELS = {'sms', 'whatsapp', 'signal', 'telegram', 'messenger', 'email', 'call', 'web', 'other'}
OURS = ('nl', 'fr', 'de', 'es', 'en')


def corpora(*folder):
    return sorted(glob.glob(os.path.join(SOURCE, 'data', 'corpus', *folder, '*.tsv')))


def bare(text):
    """Without what two writings of one message may differ in."""
    return re.sub(r'\W+', ' ', text.casefold()).strip()


def rows(path):
    with open(path, encoding='utf-8', newline='') as f:
        lines = f.read().split('\n')
    tap.equal(lines[0], 'label\tkind\tchannel\ttext', path)
    tap.equal(lines[-1], '', path)
    return [line.split('\t') for line in lines[1:-1]]


def language(path):
    return os.path.basename(path)[:-4]


def check_rows(path):
    for number, row in enumerate(rows(path), 2):
        where = f'{path}:{number}'
        tap.equal(len(row), 4, where)
        label, kind, channel, text = row
        assert label in LABELS and kind in KINDS and channel in CHANNELS, (where, label, kind, channel)
        assert (label == 'spam') == (kind == 'spam'), where
        assert text.strip() == text and text and '\r' not in text, where
        assert not re.search(r'(?<!\\)(?:\\\\)*\\(?![nt\\])', text), where


def check_unique(path):
    seen = collections.Counter(bare(row[3]) for row in rows(path))
    tap.equal([text for text, count in seen.items() if count > 1], [])


@tap.test('every language that Tipoff speaks has a corpus and a lexicon')
def _():
    assert set(OURS) <= {language(path) for path in corpora()}
    assert set(OURS) <= {os.path.basename(p)[:-5] for p in glob.glob(os.path.join(SOURCE, 'data', 'lexicon', '*.json'))}


# Written apart from the corpus, and drawn from what was written later.
for folder, least in ('held-out', 40), ('held-out-2', 15):
    @tap.test(f'{folder}: as large in each language, and learnt from in none')
    def _(folder=folder, least=least):
        tap.equal([language(path) for path in corpora(folder)], [language(path) for path in corpora()])
        learnt = {bare(row[3]) for path in corpora() for row in rows(path)}
        for path in corpora(folder):
            count = collections.Counter(row[0] for row in rows(path))
            assert count['scam'] >= least and count['honest'] >= least, (path, count)
            tap.equal([row[3] for row in rows(path) if bare(row[3]) in learnt], [], path)


for corpus in corpora('held-out') + corpora('held-out-2'):
    @tap.test(f'{os.path.basename(os.path.dirname(corpus))}, {language(corpus)}: columns, labels, kinds, channels and escapes; '
              'nothing stands twice')
    def _(corpus=corpus):
        check_rows(corpus)
        check_unique(corpus)


for corpus in corpora():
    @tap.test(f'{language(corpus)}: columns, labels, kinds, channels and escapes')
    def _(corpus=corpus):
        check_rows(corpus)

    @tap.test(f'{language(corpus)}: nothing stands twice')
    def _(corpus=corpus):
        check_unique(corpus)

    @tap.test(f'{language(corpus)}: scams and honest twins are in balance')
    def _(corpus=corpus):
        count = collections.Counter(row[0] for row in rows(corpus))
        assert 0.7 <= count['scam'] / count['honest'] <= 1.4, count
        if language(corpus) in OURS:
            kinds = collections.Counter((row[0], row[1]) for row in rows(corpus))
            for kind in KINDS - {'spam'}:
                assert kinds['scam', kind] >= 5 and kinds['honest', kind] >= 3, (kind, kinds['scam', kind], kinds['honest', kind])
            assert count['verify'] >= 10 and count['spam'] >= 20, count


@tap.test('lexicons: small letters, single spaces, no phrase twice, the same concepts in each language')
def _():
    concepts = {}
    for path in sorted(glob.glob(os.path.join(SOURCE, 'data', 'lexicon', '*.json'))):
        with open(path, encoding='utf-8') as f:
            lexicon = json.load(f)
        tap.equal(lexicon['language'], os.path.basename(path)[:-5])
        concepts[path] = set(lexicon['phrases'])
        for concept, phrases in lexicon['phrases'].items():
            assert phrases, (path, concept)
            tap.equal(len(set(phrases)), len(phrases), f'{path} {concept}')
            for phrase in phrases:
                assert phrase == phrase.lower() == ' '.join(phrase.split()), (path, concept, phrase)
                if concept == 'greeting':
                    assert '*' not in phrase and '...' not in phrase, (path, phrase)
    for path, found in concepts.items():
        tap.equal(found, concepts[next(iter(concepts))], path)


tap.main()
