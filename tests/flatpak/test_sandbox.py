# SPDX-License-Identifier: GPL-3.0-or-later
"""The installed Flatpak: the whole way in the real sandbox, what that sandbox keeps from it, and what portals let through.

    desktop.sh python3 test_sandbox.py      TIPOFF_BUILD has tipoff-desk, FLATPAK_USER_DIR the installation

Run as somebody without privileges (for root the sandbox is another one) and with DESKTOP_PORTALS.
"""
import configparser
import json
import os
import shlex
import shutil
import sqlite3
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, '..', 'gui'), os.path.join(HERE, '..', 'lib')]

from gi.repository import Gio, GLib  # noqa: E402

import window  # noqa: E402
from driver import application, keys, run, until  # noqa: E402
from window import PARCEL, Window, tipoff  # noqa: E402
import tap  # noqa: E402

ID = 'org.tipoff.Tipoff'
RUN = ['flatpak', '--user', 'run']


class Home(tipoff.Home):
    """A home as the sandbox shares it: config, data and cache are the application's own."""

    def __enter__(self):
        super().__enter__()
        # The desktop's own locales lie where the sandbox does not reach; the runtime has some.
        self.env.pop('LOCPATH', None)
        return self

    def path(self, *parts):
        first, _, rest = os.path.join(*parts).partition('/')
        if first in ('config', 'data', 'cache'):
            return os.path.join(self.dir, '.var', 'app', ID, first, rest)
        return os.path.join(self.dir, first, rest) if rest else os.path.join(self.dir, first)

    def inside(self, *command, extra=()):
        """Runs a command in the sandbox that Tipoff gets."""
        return subprocess.run([*RUN, *extra, f'--command={command[0]}', ID, *command[1:]],
                              env=self.env, capture_output=True, text=True, timeout=60, check=False)


class Desk(tipoff.Desk):
    """Outside the sandbox; only its certificate is handed in, as a person would who sets up an authority's file."""

    def practice(self):
        self.certificate = shutil.copy(self.certificate, self.home.write('config/tipoff/desk.pem', ''))
        return super().practice()


def stored(desk):
    with sqlite3.connect(f'file:{desk.dir}/desk.sqlite?mode=ro', uri=True) as books:
        return [bytes(row[0]) for row in books.execute('SELECT bytes FROM content')]


@tap.test('it is somebody without privileges who runs this')
def _():
    assert os.getuid() != 0
    with Home(window.build()) as home:
        status = home.inside('cat', '/proc/self/status').stdout
        fields = dict(line.split(':\t') for line in status.splitlines() if ':\t' in line)
        tap.equal((int(fields['CapEff'], 16), int(fields['CapBnd'], 16), fields['NoNewPrivs'], fields['Seccomp']),
                  (0, 0, '1', '2'))


@tap.test('paste, verdict, review, receipt from a desk outside the sandbox; what was shown is what the desk has')
def _():
    with Home(window.build()) as home, Desk(window.build(), home) as desk:
        desk.practice()
        window.settings(home)
        with Window(home, command=[*RUN, ID]) as w:
            w.heading('Got something suspicious?')
            w.shot('flatpak-empty')
            w.paste(PARCEL)
            w.on('Result')
            w.heading('This looks like a parcel scam')
            w.shot('flatpak-result')
            w.click('Report to Practice desk on this computer')
            w.on('Review')
            w.pointer(w.find(name='Exactly what is sent'))
            exact = until(lambda: w.find('text', 'Exactly what is sent').text, 'the bytes')
            assert 'Jan' not in exact
            w.click('Send Report')
            w.heading('Delivered', seconds=20)
            w.shot('flatpak-delivered')
            content, = stored(desk)
            tap.equal(content.decode(), exact, 'shown and stored')
        # What it keeps is in the application's own directory, and for the person alone.
        outbox = home.path('data/tipoff/outbox.sqlite')
        tap.equal(os.stat(outbox).st_mode & 0o777, 0o600)
        # The command line is in there as well, on the same outbox.
        listed = home.inside('tipoff-cli', 'outbox', 'list', '--json')
        tap.equal([report['state'] for report in json.loads(listed.stdout)['reports']], ['delivered'])


@tap.test('all that is in the package is found: number plans, places, model, translations, licences')
def _():
    with Home(window.build()) as home:
        number = json.loads(home.inside('tipoff-cli', 'number', '+32 9 224 00 00', '--country', 'BE', '--json').stdout)
        tap.equal((number['valid'], number['region'], number['place']), (True, 'BE', 'Ghent'))
        checked = subprocess.run([*RUN, '--command=tipoff-cli', ID, 'check', '--json', '-'], input=PARCEL, env=home.env,
                                 capture_output=True, text=True, timeout=60, check=True)
        tap.equal((json.loads(checked.stdout)['verdict'], json.loads(checked.stdout)['kind']), ('scam', 'parcel'))
        for module in ('abseil-cpp', 'protobuf', 'libphonenumber', 'tipoff'):
            licence = home.inside('cat', f'/app/share/licenses/{ID}/{module}/LICENSE').stdout
            assert 'icense' in licence, module
        dutch = home.inside('tipoff-cli', 'advice', 'parcel', '--country', 'BE', '--language', 'nl')
        assert 'pakje' in dutch.stdout or 'pakket' in dutch.stdout, dutch


@tap.test('another language than the system’s, in the window too')
def _():
    with Home(window.build()) as home:
        window.settings(home, language='nl')
        with Window(home, command=[*RUN, ID]) as w:
            w.find('heading', 'Iets verdachts ontvangen?')


@tap.test('the home directory cannot be read or written')
def _():
    with Home(window.build()) as home:
        secret = home.write('secret.txt', 'the secret')
        outside = subprocess.run(['cat', secret], capture_output=True, text=True, check=True)
        tap.equal(outside.stdout, 'the secret')
        inside = home.inside('cat', secret)
        assert inside.returncode != 0 and 'the secret' not in inside.stdout, inside
        # Only what Flatpak itself makes for the application is there.
        tap.equal(home.inside('ls', '-A', home.dir).stdout.split(), ['.var'])
        tap.equal(home.inside('ls', '-A', home.path('.var', 'app')).stdout.split(), [ID])
        home.inside('sh', '-c', f'echo changed >{secret}; echo new >{home.dir}/new.txt')
        with open(secret, encoding='utf-8') as f:
            tap.equal(f.read(), 'the secret')
        assert not os.path.exists(os.path.join(home.dir, 'new.txt'))
        # Each holds something on this machine (tests/slow/flatpak.sh).
        for place in ('/srv', '/mnt', '/media'):
            tap.equal(os.listdir(place), ['something'], place)
            tap.equal(home.inside('ls', '-A', place).stdout.split(), [], place)
        # And with a permission more it would be seen.
        tap.equal(home.inside('cat', secret, extra=('--filesystem=home',)).stdout, 'the secret')


@tap.test('no other process can be seen')
def _():
    with Home(window.build()) as home:
        seen = home.inside('sh', '-c', 'for each in /proc/[0-9]*; do tr "\\0" " " <$each/cmdline; echo; done').stdout
        assert 'for each in' in seen and 'Xvfb' not in seen and 'test_sandbox' not in seen, seen


def other_program():
    """Something else on the session bus, as a password store is; returns its connection."""
    connection = Gio.DBusConnection.new_for_address_sync(
        os.environ['DBUS_SESSION_BUS_ADDRESS'],
        Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
    for name in ('org.freedesktop.secrets', 'org.example.Other'):
        reply = connection.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'RequestName',
                                     GLib.Variant('(su)', (name, 0)), None, Gio.DBusCallFlags.NONE, 5000, None)
        tap.equal(reply.unpack(), (1,))
    return connection


PING = ['dbus-send', '--session', '--print-reply', '--reply-timeout=3000']


@tap.test('no name on the session bus can be reached but the portals')
def _():
    with Home(window.build()) as home:
        connection = other_program()
        try:
            for name in ('org.freedesktop.secrets', 'org.example.Other'):
                ping = [*PING, f'--dest={name}', '/', 'org.freedesktop.DBus.Peer.Ping']
                assert subprocess.run(ping, capture_output=True, check=False).returncode == 0, f'{name} is not there'
                refused = home.inside(*ping)
                assert refused.returncode != 0 and 'ServiceUnknown' in refused.stderr, refused
            listed = home.inside(*PING, '--dest=org.freedesktop.DBus', '/', 'org.freedesktop.DBus.ListNames').stdout
            names = {line.split('"')[1] for line in listed.splitlines() if '"' in line}
            strange = {name for name in names
                       if not name.startswith((':', 'org.freedesktop.portal.', ID)) and name != 'org.freedesktop.DBus'}
            tap.equal(strange, set())
        finally:
            connection.close_sync(None)
        # It may own its own name, and no other.
        own = home.inside(*PING, '--dest=org.freedesktop.DBus', '/', 'org.freedesktop.DBus.RequestName',
                          f'string:{ID}', 'uint32:0')
        assert 'uint32 1' in own.stdout, own
        other = home.inside(*PING, '--dest=org.freedesktop.DBus', '/', 'org.freedesktop.DBus.RequestName',
                            'string:org.example.Mine', 'uint32:0')
        assert other.returncode != 0, other
        system_bus = '/run/dbus/system_bus_socket'
        assert os.path.exists(system_bus)
        tap.equal(home.inside('ls', system_bus, extra=('--socket=system-bus',)).returncode, 0)
        assert home.inside('ls', system_bus).returncode != 0, 'the system bus'


@tap.test('the permissions that were installed are the manifest’s')
def _():
    with Home(window.build()) as home:
        told = subprocess.run(['flatpak', '--user', 'info', '--show-permissions', ID], env=home.env,
                              capture_output=True, text=True, check=True).stdout
        parser = configparser.ConfigParser(delimiters='=')
        parser.read_string(told)
        found = {section: {key: {v for v in value.split(';') if v} for key, value in parser[section].items()}
                 for section in parser.sections()}
        tap.equal(found, {'Context': {'shared': {'network', 'ipc'}, 'sockets': {'wayland', 'x11', 'fallback-x11'},
                                      'devices': {'dri'}}})


EXPORTED = os.path.join(os.environ['FLATPAK_USER_DIR'], 'exports', 'share')


def exported(*path):
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str
    assert entry.read(os.path.join(EXPORTED, *path)), path
    return entry


@tap.test('"Open With": a file that a file manager hands over is read, though its directory cannot be')
def _():
    command = shlex.split(exported('applications', f'{ID}.desktop')['Desktop Entry']['Exec'])
    assert command[-4:] == [ID, '@@u', '%U', '@@'], command
    with Home(window.build()) as home:
        window.settings(home)
        uri = 'file://' + home.write('Downloads/a message.txt', PARCEL).replace(' ', '%20')
        # As a desktop does, which also knows in which installation it found this.
        command = ['flatpak', '--user', *command[1:-2], uri, '@@']
        with Window(home, command=command) as w:
            w.on('Result')
            w.heading('This looks like a parcel scam')


@tap.test('Open: the desktop’s own dialog hands over one file')
def _():
    with Home(window.build()) as home:
        window.settings(home)
        path = home.write('Downloads/message.txt', PARCEL)
        with Window(home, command=[*RUN, ID]) as w:
            w.click('Open…')
            dialog = application('xdg-desktop-portal-gtk')
            until(lambda: dialog.look('button', 'Open'), 'the dialog')
            run('xdotool', 'windowfocus', '--sync',
                run('xdotool', 'search', '--sync', '--onlyvisible', '--class', 'portal').split()[-1])
            # A slash begins a path, and shows where it goes.
            keys('slash')
            until(lambda: dialog.look('text'), 'the place for a path').text = path
            keys('Return')
            w.on('Result')
            w.heading('This looks like a parcel scam')


@tap.test('the website of an authority is opened by the desktop, outside the sandbox')
def _():
    with Home(window.build()) as home:
        window.settings(home)
        seen = os.path.join(home.dir, 'web')
        catch = home.write('catch-web', f'#!/bin/sh\nprintf %s "$1" >{seen}.part\nmv {seen}.part {seen}\n', mode=0o700)
        # The portal is the desktop's, so this is where the desktop looks.
        for variable, name, text in (
                ('XDG_DATA_HOME', 'applications/catch.desktop',
                 f'[Desktop Entry]\nType=Application\nName=Web\nExec={catch} %u\nMimeType=x-scheme-handler/https;\n'),
                ('XDG_CONFIG_HOME', 'mimeapps.list', '[Default Applications]\nx-scheme-handler/https=catch.desktop\n')):
            path = os.path.join(os.environ[variable], name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, 'w', encoding='utf-8') as f:
                f.write(text)
        with Window(home, command=[*RUN, ID]) as w:
            w.check(PARCEL)
            w.on('Result')
            w.find('button', starts='Report to').click()
            w.on('Review')
            w.pointer(w.find(name='Safeonweb (Centre for Cybersecurity Belgium)'))
            w.pointer(w.find(name='FSMA (Financial Services and Markets Authority)'))
            w.click('Copy the Text and Open Their Website')
            until(lambda: os.path.exists(seen), 'the web browser')
            with open(seen, encoding='utf-8') as f:
                tap.equal(f.read(), 'https://www.fsma.be/')


@tap.test('the service and the icons are exported, and the service answers')
def _():
    service = exported('dbus-1', 'services', f'{ID}.service')
    tap.equal(service['D-BUS Service']['Name'], ID)
    for icon in (f'scalable/apps/{ID}.svg', f'symbolic/apps/{ID}-symbolic.svg'):
        assert os.path.exists(os.path.join(EXPORTED, 'icons', 'hicolor', icon)), icon
    with Home(window.build()) as home:
        window.settings(home)
        # The very command of the service file, as the bus would run it.
        started = subprocess.Popen(service['D-BUS Service']['Exec'].split(), env=home.env)
        try:
            bus = Gio.bus_get_sync(Gio.BusType.SESSION)
            path = '/' + ID.replace('.', '/')

            def call(method, arguments):
                return bus.call_sync(ID, path, 'org.freedesktop.Application', method, arguments, None,
                                     Gio.DBusCallFlags.NO_AUTO_START, 10000)

            def there():
                try:
                    call('Activate', GLib.Variant('(a{sv})', ({},)))
                    return True
                except GLib.Error:
                    return False
            until(there, 'the service', 20)
            application('tipoff')
            call('ActivateAction', GLib.Variant('(sava{sv})', ('quit', [], {})))
            tap.equal(started.wait(10), 0)
        finally:
            started.kill()


tap.main()
