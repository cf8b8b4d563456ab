#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What desktops and stores read of an installation is valid, whole in five languages, and of one mind.
   test_metadata.py SOURCE BUILD APPLICATION-ID MESON"""
import atexit
import configparser
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

sys.path.insert(0, os.path.join(sys.argv[1], 'tests', 'lib'))
import tap

SOURCE, BUILD, ID, MESON = sys.argv[1:5]
LANGUAGES = ('nl', 'fr', 'de', 'es')  # beside English
LANG = '{http://www.w3.org/XML/1998/namespace}lang'
SVG = '{http://www.w3.org/2000/svg}'
INDEPENDENT = 'Tipoff is an independent program, not made or endorsed by any authority.'

SCRATCH = tempfile.mkdtemp(prefix='tipoff-metadata-')
atexit.register(shutil.rmtree, SCRATCH, True)


def run(*command, **kwargs):
    done = subprocess.run(command, capture_output=True, text=True, check=False, **kwargs)
    assert done.returncode == 0, f'{" ".join(command)}\n{done.stdout}{done.stderr}'
    return done.stdout


def introspect(build, what):
    return json.loads(run(MESON, 'introspect', build, what))


class Installed:
    """The metadata of an installation below a folder."""

    def __init__(self, root, application_id, options):
        self.root, self.id = root, application_id
        self.prefix = options['prefix']
        self.data = os.path.join(self.prefix, options['datadir'])
        self.bin = os.path.join(self.prefix, options['bindir'])

    def path(self, *parts):
        """Of a file in the folder; parts[0] is where it is once it is installed."""
        return self.root + os.path.join(*parts)

    def desktop_path(self):
        return self.path(self.data, 'applications', self.id + '.desktop')

    def metainfo_path(self):
        return self.path(self.data, 'metainfo', self.id + '.metainfo.xml')

    def desktop(self):
        return key_file(self.desktop_path())

    def metainfo(self):
        return xml.parse(self.metainfo_path()).getroot()

    def service(self):
        return key_file(self.path(self.data, 'dbus-1', 'services', self.id + '.service'))['D-BUS Service']


def key_file(path):
    parser = configparser.RawConfigParser(delimiters='=', comment_prefixes='#', strict=True)
    parser.optionxform = str
    with open(path, encoding='utf-8') as f:
        parser.read_file(f)
    return parser


def options(build):
    return {option['name']: option['value'] for option in introspect(build, '--buildoptions')}


def install():
    root = os.path.join(SCRATCH, 'this')
    run(MESON, 'install', '-C', BUILD, '--destdir', root)
    return Installed(root, ID, options(BUILD))


def install_metadata_of_other_profile():
    """Configures the other profile, and puts in place what its plan says of data/, without building a program."""
    profile = 'default' if ID.endswith('.Devel') else 'development'
    build, root = os.path.join(SCRATCH, 'build'), os.path.join(SCRATCH, 'other')
    run(MESON, 'setup', build, SOURCE, f'-Dprofile={profile}', '-Dtests=false', '-Ddesk=false', '-Dtrain=false')
    files = {built: installed for built, installed in introspect(build, '--installed').items()
             if re.search(r'\.(desktop|service|svg|metainfo\.xml)$', installed)}
    run('ninja', '-C', build, *(os.path.relpath(built, build) for built in files if built.endswith(('.desktop', '.metainfo.xml'))))
    for built, installed in files.items():
        os.makedirs(os.path.dirname(root + installed), exist_ok=True)
        shutil.copy(built, root + installed)
    return Installed(root, ID[:-len('.Devel')] if profile == 'default' else ID + '.Devel', options(build))


def translations(element, tag):
    """The texts of the children called tag: by language, in order."""
    found = {}
    for child in element.findall(tag):
        found.setdefault(child.get(LANG, 'en'), []).append(' '.join(child.text.split()))
    return found


def items(text):
    return [item for item in text.split(';') if item]


def png_size(path):
    with open(path, 'rb') as f:
        head = f.read(24)
    assert head[:8] == b'\x89PNG\r\n\x1a\n', path
    return struct.unpack('>II', head[16:24])


HERE = install()


@tap.test('the validators of the desktop file and of AppStream are content, pedantically')
def _():
    run('desktop-file-validate', HERE.desktop_path())
    said = run('appstreamcli', 'validate', '--pedantic', '--no-net', '--no-color', HERE.metainfo_path())
    assert 'successful' in said, said
    notes = re.findall(r'^([EWI]): (.*)', said, re.M)
    # AppStream before 1.0 does not know <developer>, and 1.0 wants it.
    unwanted = [note for note in notes if note[0] != 'I' or not re.search(r'unknown-tag developer$', note[1])]
    tap.equal(unwanted, [], said)


@tap.test('one id: file names, desktop entry, metainfo, icons, service; also in the other profile')
def _():
    for installed in (HERE, install_metadata_of_other_profile()):
        entry, metainfo, service = installed.desktop()['Desktop Entry'], installed.metainfo(), installed.service()
        tap.equal(metainfo.findtext('id'), installed.id)
        tap.equal(metainfo.findtext('launchable'), installed.id + '.desktop')
        tap.equal(metainfo.findtext('provides/dbus'), installed.id)
        tap.equal(entry['Icon'], installed.id)
        tap.equal(entry['DBusActivatable'], 'true')
        tap.equal(service['Name'], installed.id)
        tap.equal(service['Exec'], os.path.join(installed.bin, 'tipoff') + ' --gapplication-service')
        # The id begins with the developer's, as the stores ask.
        assert installed.id.startswith(metainfo.find('developer').get('id') + '.')
        icons = set()
        for folder, _, names in os.walk(installed.path(installed.data, 'icons')):
            icons |= {os.path.join(folder, name) for name in names}
        hicolor = installed.path(installed.data, 'icons', 'hicolor')
        tap.equal(icons, {f'{hicolor}/scalable/apps/{installed.id}.svg',
                          f'{hicolor}/symbolic/apps/{installed.id}-symbolic.svg'})


@tap.test('the programs that are named are installed, and start')
def _():
    named = [element.text for element in HERE.metainfo().findall('provides/binary')]
    assert 'tipoff' in named
    for name in named:
        said = run(HERE.path(HERE.bin, name), '--version')
        assert HERE.metainfo().find('releases/release').get('version') in said, said
    entries = HERE.desktop()
    for section in entries.sections():
        assert entries[section]['Exec'].split()[0] in named, section


@tap.test('names are short: name, summary and captions, in every language')
def _():
    metainfo, entry = HERE.metainfo(), HERE.desktop()['Desktop Entry']
    assert len(metainfo.findtext('name')) <= 15 and metainfo.findtext('name') == entry['Name']
    summaries = translations(metainfo, 'summary')
    tap.equal(set(summaries), {'en', *LANGUAGES})
    for language, (summary,) in summaries.items():
        assert 10 <= len(summary) <= 35 and summary[0].isupper() and not summary.endswith('.'), (language, summary)
    for screenshot in metainfo.findall('screenshots/screenshot'):
        for language, (caption,) in translations(screenshot, 'caption').items():
            assert len(caption) <= 80 and not caption.endswith('.'), (language, caption)


@tap.test('everything is said in five languages, first of all that no authority stands behind it')
def _():
    metainfo, entries = HERE.metainfo(), HERE.desktop()
    places = [metainfo.find('description'), metainfo.find('keywords'), *metainfo.findall('screenshots/screenshot'),
              *metainfo.findall('releases/release/description'), *metainfo.findall('releases/release/description/ul')]
    for place, tag in zip(places, ['p', 'keyword'] + ['caption'] * 20):
        tag = {'description': 'p', 'ul': 'li'}.get(place.tag, tag)
        texts = translations(place, tag)
        tap.equal({language: len(found) for language, found in texts.items()},
                  dict.fromkeys(('en', *LANGUAGES), len(texts['en'])), texts['en'][0])
    description = translations(metainfo.find('description'), 'p')
    assert INDEPENDENT in description['en']
    for language in LANGUAGES:
        # The same place in each; the word for "independent" is in it.
        said = description[language][description['en'].index(INDEPENDENT)]
        assert re.search('onafhankelijk|indépendant|unabhängig|independiente', said), said
    for section in entries.sections():
        for key in ('Name', 'GenericName', 'Comment', 'Keywords'):
            if key in entries[section]:
                for language in LANGUAGES:
                    assert entries[section][f'{key}[{language}]'], (section, key, language)


@tap.test('keywords: at least eight in each language, and those of the metainfo are in the desktop file too')
def _():
    entry = HERE.desktop()['Desktop Entry']
    for language, words in translations(HERE.metainfo().find('keywords'), 'keyword').items():
        listed = items(entry['Keywords' if language == 'en' else f'Keywords[{language}]'])
        assert len(words) >= 8 and len(set(words)) == len(words), words
        assert len(set(listed)) == len(listed), listed
        tap.equal(set(words) - set(listed), set(), language)


@tap.test('pictures: three or more, each in the tree, no larger than stores want, each named, one first')
def _():
    screenshots = HERE.metainfo().findall('screenshots/screenshot')
    assert len(screenshots) >= 3
    tap.equal([s.get('type') for s in screenshots], ['default'] + [None] * (len(screenshots) - 1))
    addresses = [s.findtext('image') for s in screenshots]
    folder = os.path.join(SOURCE, 'data', 'screenshots')
    tap.equal(sorted(os.path.basename(address) for address in addresses), sorted(os.listdir(folder)))
    homepage = HERE.metainfo().findtext("url[@type='homepage']")
    version = HERE.metainfo().find('releases/release').get('version')
    for address in addresses:
        tap.equal(os.path.dirname(address), f'{homepage}screenshots/{version}')
        width, height = png_size(os.path.join(folder, os.path.basename(address)))
        assert 620 <= width <= 1000 and 300 <= height <= 700, (address, width, height)


@tap.test('what stores tell: size of the screen, ways to control it, colours, rating, the newest release')
def _():
    metainfo = HERE.metainfo()
    length = metainfo.find('requires/display_length')
    tap.equal((length.get('compare'), length.text), ('ge', '360'))
    tap.equal({e.text for e in metainfo.findall('supports/control')}, {'keyboard', 'pointing', 'touch'})
    colours = {e.get('scheme_preference'): e.text for e in metainfo.findall("branding/color[@type='primary']")}
    tap.equal(set(colours), {'light', 'dark'})
    brightness = {scheme: sum(int(colour[i:i + 2], 16) for i in (1, 3, 5)) for scheme, colour in colours.items()}
    assert brightness['light'] > 3 * 128 > brightness['dark'], colours
    tap.equal(metainfo.find('content_rating').get('type'), 'oars-1.1')
    tap.equal(metainfo.find('releases/release').get('version'), introspect(BUILD, '--projectinfo')['version'])
    assert metainfo.find('releases/release/description/p') is not None


@tap.test('actions: each has a name, and an option of the program that is the same action')
def _():
    entries = HERE.desktop()
    actions = items(entries['Desktop Entry']['Actions'])
    tap.equal([f'Desktop Action {action}' for action in actions], [s for s in entries.sections() if s != 'Desktop Entry'])
    offered = run(HERE.path(HERE.bin, 'tipoff'), '--help', env=dict(os.environ, LC_ALL='C.UTF-8'))
    for action in actions:
        tap.equal(entries[f'Desktop Action {action}']['Exec'], f'tipoff --{action}')
        assert f' --{action} ' in offered, offered


@tap.test('no kind of file is claimed that is not opened; any file can be brought')
def _():
    entry, metainfo = HERE.desktop()['Desktop Entry'], HERE.metainfo()
    assert '%U' in entry['Exec'], entry['Exec']
    claimed = items(entry.get('MimeType', ''))
    tap.equal(claimed, [e.text for e in metainfo.findall('provides/mediatype')])
    # The desktop file says why: it must not become the text editor of those who chose none.
    assert 'text/plain' not in claimed
    samples = {'message/rfc822': b'From: a@example.be\nTo: b@example.be\nSubject: x\nDate: y\n\nhello\n',
               'image/png': b'\x89PNG\r\n\x1a\n' + bytes(100), 'application/zip': b'PK\x03\x04' + bytes(100)}
    opened = set()
    for media_type, content in samples.items():
        path = os.path.join(SCRATCH, 'sample')
        with open(path, 'wb') as f:
            f.write(content)
        if subprocess.run([HERE.path(HERE.bin, 'tipoff-cli'), 'check', path], capture_output=True, check=False).returncode == 0:
            opened.add(media_type)
    tap.equal(set(claimed) & set(samples), opened)


for size, part in ((128, f'scalable/apps/{ID}.svg'), (16, f'symbolic/apps/{ID}-symbolic.svg')):
    @tap.test(f'{part.split("/")[0]} icon: a square of {size}, drawn shapes alone')
    def _(size=size, part=part):
        root = xml.parse(HERE.path(HERE.data, 'icons', 'hicolor', part)).getroot()
        tap.equal((root.tag, root.get('width'), root.get('height'), root.get('viewBox')),
                  (SVG + 'svg', str(size), str(size), f'0 0 {size} {size}'))
        shapes = {element.tag.replace(SVG, '') for element in root.iter()} - {'svg', 'g', 'defs'}
        # No letters, no bitmaps, no shadows.
        assert shapes <= {'path', 'rect', 'circle', 'linearGradient', 'stop'}, shapes
        if size == 16:
            # One colour, which the desktop replaces by its own.
            tap.equal({element.get('fill') for element in root.iter() if element is not root}, {'#2e3436'})


tap.main()
