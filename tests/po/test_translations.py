#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every string for people is extracted, and every translation is whole.    test_translations.py SOURCE BUILD"""
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(sys.argv[1], 'tests', 'lib'))
import tap

SOURCE = sys.argv[1]
PO = os.path.join(SOURCE, 'po')
KEYWORD = re.compile(r'\b(?:_|N_|C_|NC_|ngettext) ?\("|translatable="(?:yes|true)"')
PLACE = re.compile(r'\{[a-z_0-9]+\}|%[-0-9.]*(?:l|ll|z)?[a-zA-Z%]')


def listed():
    with open(os.path.join(PO, 'POTFILES.in'), encoding='utf-8') as f:
        return [line.strip() for line in f if line.strip() and not line.startswith('#')]


def languages():
    with open(os.path.join(PO, 'LINGUAS'), encoding='utf-8') as f:
        return f.read().split()


def template(folder):
    """The .pot of today's sources."""
    path = os.path.join(folder, 'tipoff.pot')
    subprocess.run(['xgettext', '--from-code=UTF-8', '-k_', '-kN_', '-kC_:1c,2', '-kNC_:1c,2', '-kngettext:1,2', '-o', path,
                    f'--directory={SOURCE}', f'--files-from={PO}/POTFILES.in'], check=True, capture_output=True, cwd=SOURCE)
    return path


def entries(path):
    """(msgid, [msgstr…]) of a .po, each unescaped; msgfmt has checked its form."""
    with open(path, encoding='utf-8') as f:
        blocks = re.split(r'\n\s*\n', f.read())
    for block in blocks:
        lines = [line for line in block.splitlines() if not line.startswith('#')]
        fields, name = {}, None
        for line in lines:
            match = re.match(r'(msg\w+(?:\[\d\])?)\s+"(.*)"$', line)
            if match:
                name = match.group(1)
                fields[name] = match.group(2)
            elif name and line.startswith('"'):
                fields[name] += line[1:-1]
        if fields.get('msgid'):
            yield fields['msgid'], [value for key, value in fields.items() if key.startswith('msgstr')]


@tap.test('POTFILES.in names every file that has strings for people, and no other')
def _():
    found = set()
    for top in ('src', 'data'):
        for folder, _, names in os.walk(os.path.join(SOURCE, top)):
            for name in names:
                path = os.path.join(folder, name)
                if name.endswith(('.desktop.in.in', '.metainfo.xml.in.in')):
                    found.add(os.path.relpath(path, SOURCE))
                elif name.endswith(('.c', '.ui')):
                    with open(path, encoding='utf-8') as f:
                        if KEYWORD.search(f.read()):
                            found.add(os.path.relpath(path, SOURCE))
    tap.equal(sorted(listed()), sorted(found))


for language in languages():
    @tap.test(f'{language}: nothing is missing, nothing is fuzzy')
    def _(language=language):
        with tempfile.TemporaryDirectory() as folder:
            merged = os.path.join(folder, 'merged.po')
            subprocess.run(['msgmerge', '--quiet', '-o', merged, os.path.join(PO, language + '.po'), template(folder)], check=True)
            done = subprocess.run(['msgfmt', '--check', '--statistics', '-o', '/dev/null', merged], capture_output=True, text=True,
                                  check=True, env=dict(os.environ, LC_ALL='C'))
            assert 'fuzzy' not in done.stderr and 'untranslated' not in done.stderr, done.stderr
            assert int(done.stderr.split()[0]) > 100, done.stderr

    @tap.test(f'{language}: places are those of the original')
    def _(language=language):
        seen = 0
        for original, translations in entries(os.path.join(PO, language + '.po')):
            for translation in translations:
                seen += 1
                if len(translations) == 1:
                    tap.equal(sorted(PLACE.findall(translation)), sorted(PLACE.findall(original)), original)
        assert seen > 100, seen


tap.main()
