#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `meson install` puts in place, all of it, and that it works there.
   test_install.py SOURCE BUILD MESON APPLICATION-ID PARTS     parts: gui,desk,places,mail,secrets of this build, as far as it has them"""
import atexit
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(sys.argv[1], 'tests', 'lib'))
import tap

SOURCE, BUILD, MESON, ID, PARTS = sys.argv[1:6]
LANGUAGES = ('nl', 'fr', 'de', 'es')
SCAM = 'bpost: uw pakket wordt vastgehouden. Betaal 1,99 EUR via https://bpost-levering.top/be binnen 24u.'
ROOT = tempfile.mkdtemp(prefix='tipoff-install-')
atexit.register(shutil.rmtree, ROOT, True)


def run(*command, **kwargs):
    done = subprocess.run(command, capture_output=True, text=True, check=False, **kwargs)
    assert done.returncode == 0, f'{" ".join(command)}\n{done.stdout}{done.stderr}'
    return done.stdout


def options(build):
    return {option['name']: option['value'] for option in json.loads(run(MESON, 'introspect', build, '--buildoptions'))}


def expected(build, application_id, parts):
    option = options(build)
    prefix = option['prefix']
    bindir, datadir, libdir, libexecdir, mandir, localedir = (os.path.join(prefix, option[name]) for name in (
        'bindir', 'datadir', 'libdir', 'libexecdir', 'mandir', 'localedir'))
    files = {f'{bindir}/tipoff-cli', f'{libexecdir}/tipoff-read', f'{mandir}/man1/tipoff-cli.1', f'{libdir}/tipoff/tipoff-phone-numbers.so',
             f'{datadir}/tipoff/model/tipoff.model', f'{datadir}/tipoff/schema/report-1.schema.json', f'{datadir}/tipoff/schema/correction-1.schema.json', f'{datadir}/tipoff/schema/authority-1.schema.json',
             f'{datadir}/bash-completion/completions/tipoff-cli', f'{datadir}/zsh/site-functions/_tipoff-cli',
             f'{datadir}/fish/vendor_completions.d/tipoff-cli.fish'}
    files |= {f'{localedir}/{language}/LC_MESSAGES/tipoff.mo' for language in LANGUAGES}
    if 'places' in parts:
        files.add(f'{libdir}/tipoff/tipoff-phone-places.so')
    if 'secrets' in parts:
        files.add(f'{libdir}/tipoff/tipoff-delivery-secrets.so')
    if 'desk' in parts:
        files |= {f'{bindir}/tipoff-desk', f'{mandir}/man8/tipoff-desk.8', f'{prefix}/lib/systemd/system/tipoff-desk.service'}
    if 'gui' in parts:
        icons = f'{datadir}/icons/hicolor'
        files |= {f'{bindir}/tipoff', f'{mandir}/man1/tipoff.1', f'{datadir}/applications/{application_id}.desktop',
                  f'{datadir}/metainfo/{application_id}.metainfo.xml', f'{datadir}/dbus-1/services/{application_id}.service',
                  f'{datadir}/mime/packages/{application_id}.xml',
                  f'{icons}/scalable/apps/{application_id}.svg', f'{icons}/symbolic/apps/{application_id}-symbolic.svg'}
    return files


run(MESON, 'install', '-C', BUILD, '--no-rebuild', '--strip', '--destdir', ROOT)
FILES = {os.path.join(folder, name) for folder, _, names in os.walk(ROOT) for name in names}
BIN = ROOT + os.path.join(options(BUILD)['prefix'], options(BUILD)['bindir'])


def is_program(path):
    with open(path, 'rb') as f:
        return f.read(4) == b'\x7fELF'


@tap.test('the files that belong there, and no others')
def _():
    here = {path[len(ROOT):] for path in FILES}
    wanted = expected(BUILD, ID, PARTS.split(','))
    tap.equal((sorted(here - wanted), sorted(wanted - here)), ([], []))


@tap.test('of the smallest build too: no window, no desk, no places')
def _():
    build = os.path.join(ROOT, 'smallest')
    try:
        run(MESON, 'setup', build, SOURCE, '--prefix=/opt/tipoff', '-Dgui=false', '-Ddesk=false', '-Dgeocoder=disabled', '-Dmail=disabled', '-Darchives=disabled', '-Dsecrets=disabled', '-Dtrain=false', '-Dtests=false')
        planned = set(json.loads(run(MESON, 'introspect', build, '--installed')).values())
        # The catalogues are not in Meson's list of every version.
        wanted = {path for path in expected(build, None, []) if not path.endswith('.mo')}
        tap.equal({path for path in planned if not path.endswith('.mo')}, wanted)
    finally:
        shutil.rmtree(build, ignore_errors=True)


@tap.test('programs can be run, data read, and nobody but the owner writes')
def _():
    for folder, folders, names in os.walk(ROOT):
        for name in folders:
            tap.equal(stat.S_IMODE(os.stat(os.path.join(folder, name)).st_mode) & 0o777, 0o755, name)
        for name in names:
            path = os.path.join(folder, name)
            tap.equal(stat.S_IMODE(os.lstat(path).st_mode), 0o755 if is_program(path) else 0o644, path)
            assert not os.path.islink(path), path


@tap.test('nothing names the place where it was built, and no library is looked for beside the system\'s')
def _():
    # As a path of its own: the project's folder may be called like a part of an installed path.
    places = re.compile(b'(?<![\\w./}-])(?:' + b'|'.join(re.escape(place.encode()) for place in {BUILD, SOURCE}) + b')(?![\\w.-])')
    assert places.search(b'\0' + SOURCE.encode() + b'/src\0') and places.search(BUILD.encode())
    for path in FILES:
        with open(path, 'rb') as f:
            content = f.read()
        found = places.search(content)
        assert not found, (path, content[found.start():found.start() + 100])
        if is_program(path):
            tap.equal(re.findall(r'.*\((?:RPATH|RUNPATH)\).*', run('readelf', '--dynamic', '--wide', path)), [], path)


@tap.test('every installed program starts, and says the version')
def _():
    version = json.loads(run(MESON, 'introspect', BUILD, '--projectinfo'))['version']
    for name in os.listdir(BIN):
        assert version in run(os.path.join(BIN, name), '--version'), name


@tap.test('staged, it works with its own files: model, modules, translations')
def _():
    environment = dict(os.environ, XDG_CONFIG_HOME=ROOT + '/config', LC_ALL='C.UTF-8', LANGUAGE='nl')
    cli = os.path.join(BIN, 'tipoff-cli')
    verdict = json.loads(run(cli, 'check', '--json', input=SCAM, env=environment))
    tap.equal((verdict['verdict'], verdict['kind']), ('scam', 'parcel'))
    number = json.loads(run(cli, 'number', '--json', '--country', 'GB', '020 7031 3000', env=environment))
    tap.equal((number['e164'], number['place']), ('+442070313000', 'London' if 'places' in PARTS.split(',') else None))
    assert 'Waarom' in run(cli, 'check', input=SCAM, env=environment)
    mail = subprocess.run([cli, 'check', '--json'], input=f'From: a@example.be\nSubject: x\n\n{SCAM}', env=environment, capture_output=True, text=True,
                          check=False)
    assert '"subject"' in mail.stdout if 'mail' in PARTS.split(',') else 'without its e-mail reader' in mail.stderr, mail

    model = next(path for path in FILES if path.endswith('/tipoff.model'))
    os.rename(model, model + '.away')
    done = subprocess.run([cli, 'check'], input=SCAM, env=environment, capture_output=True, text=True, check=False)
    os.rename(model + '.away', model)
    tap.equal(done.returncode, 1, 'without its own model it has none')


tap.main()
