# SPDX-License-Identifier: GPL-3.0-or-later
"""How a desktop starts it: by the bus, by the actions of its menu, with files, and by the command line."""
import atexit
import json
import os
import re
import shutil
import subprocess
import tempfile

import window
from driver import application, run, until
from gi.repository import Gio, GLib
from window import ORDINARY, PARCEL, Window, tipoff
import tap

ID = os.environ['TIPOFF_APPLICATION_ID']
PATH = '/' + ID.replace('.', '/')
# Where each action of the desktop file leads, with PARCEL on the clipboard.
PAGES = {'check-copied': 'Result', 'reports': 'Reports', 'help-now': 'Help now'}


class Stage:
    """What `meson install` puts in place, and the bus told of its service file."""

    def __init__(self):
        self.root = tempfile.mkdtemp(prefix='tipoff-stage-')
        atexit.register(shutil.rmtree, self.root, True)
        meson = os.environ['TIPOFF_MESON']
        run(meson, 'install', '-C', window.build(), '--destdir', self.root)
        options = {o['name']: o['value'] for o in json.loads(run(meson, 'introspect', window.build(), '--buildoptions'))}
        self.bin = os.path.join(options['prefix'], options['bindir'])
        self.data = os.path.join(options['prefix'], options['datadir'])
        self.program = f'{self.root}{self.bin}/tipoff'
        os.environ['PATH'] = f'{self.root}{self.bin}:{os.environ["PATH"]}'
        self.app = Gio.DesktopAppInfo.new_from_filename(f'{self.root}{self.data}/applications/{ID}.desktop')
        assert self.app, 'GLib does not take the desktop file'
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        self.announce()

    def announce(self):
        with open(f'{self.root}{self.data}/dbus-1/services/{ID}.service', encoding='utf-8') as f:
            service = f.read()
        # The file as it is, but for where the installation stands for now.
        assert f'Exec={self.bin}/tipoff ' in service, service
        folder = os.path.join(os.environ['XDG_DATA_HOME'], 'dbus-1', 'services')
        os.makedirs(folder)
        with open(os.path.join(folder, f'{ID}.service'), 'w', encoding='utf-8') as f:
            f.write(service.replace('Exec=', f'Exec={self.root}'))
        self.tell_bus('ReloadConfig', None)
        assert ID in self.tell_bus('ListActivatableNames', None)[0]

    def tell_bus(self, method, arguments):
        return self.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', method, arguments,
                                  None, Gio.DBusCallFlags.NONE, 20000)


class Launched(Window):
    """The window that start() makes the desktop open, through the bus."""

    def __init__(self, home, start):
        super().__init__(home)
        self.start = start

    def __enter__(self):
        self.home.write('config/gtk-4.0/settings.ini', '[Settings]\ngtk-enable-animations=false\n')
        own = {name: value for name, value in self.home.env.items() if os.environ.get(name) != value}
        stage.tell_bus('UpdateActivationEnvironment', GLib.Variant('(a{ss})', (own,)))
        self.start()
        try:
            self.app = application('tipoff')
            self.pid, = stage.tell_bus('GetConnectionUnixProcessID', GLib.Variant('(s)', (ID,)))
            self.id = until(lambda: run('xdotool', 'search', '--onlyvisible', '--pid', str(self.pid)).split(), 'the window')[-1]
            run('xdotool', 'windowfocus', self.id)
        except BaseException:
            self.end()
            raise
        return self

    def __exit__(self, *_):
        self.end()

    def end(self):
        if stage.tell_bus('NameHasOwner', GLib.Variant('(s)', (ID,)))[0]:
            stage.bus.call_sync(ID, PATH, 'org.gtk.Actions', 'Activate', GLib.Variant('(sava{sv})', ('quit', [], {})), None,
                                Gio.DBusCallFlags.NONE, 5000)
            until(lambda: not stage.tell_bus('NameHasOwner', GLib.Variant('(s)', (ID,)))[0], 'the end of the program')


class Copier:
    """Another program, from which something was copied. (It is Tipoff too, but on a bus of its own.)"""

    def __init__(self, text):
        self.text = text

    def __enter__(self):
        self.home = tipoff.Home(window.build()).__enter__()
        self.process = subprocess.Popen(['dbus-run-session', '--', stage.program], env=dict(self.home.env, GTK_A11Y='none'),
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.id, = until(windows, 'the other program')
        run('xdotool', 'windowfocus', '--sync', self.id)
        run('xdotool', 'type', '--delay', '4', self.text)
        run('xdotool', 'key', '--delay', '30', 'ctrl+a', 'ctrl+c')
        return self

    def __exit__(self, *_):
        run('xdotool', 'windowfocus', '--sync', self.id)
        run('xdotool', 'key', 'ctrl+q')
        self.process.wait(10)
        self.home.__exit__()


def windows():
    """The X windows of Tipoff that can be seen. (xdotool fails where there is none.)"""
    return subprocess.run(['xdotool', 'search', '--onlyvisible', '--class', '^tipoff$'], capture_output=True, text=True,
                          timeout=20, check=False).stdout.split()


def ask(action):
    """As the desktop does when its menu is used."""
    stage.app.launch_action(action, None)


def command_line(home, *arguments):
    return subprocess.run([stage.program, *arguments], env=home.env, capture_output=True, text=True, timeout=20, check=False)


stage = Stage()


@tap.test('the bus starts it by its service file, and it answers')
def _():
    def call(method, *arguments):
        return run('gdbus', 'call', '--session', '--dest', ID, '--object-path', PATH, '--method', method, *arguments)

    def start():
        # It answers before it has a window.
        tap.equal(call('org.freedesktop.DBus.Peer.Ping').strip(), '()')
        assert 'org.freedesktop.Application' in call('org.freedesktop.DBus.Introspectable.Introspect')
        call('org.freedesktop.Application.Activate', '{}')
    with tipoff.Home(window.build()) as home:
        window.settings(home)
        with Launched(home, start) as w:
            w.heading('Got something suspicious?')
            tap.equal(os.readlink(f'/proc/{w.pid}/exe'), stage.program)
            with open(f'/proc/{w.pid}/cmdline', encoding='utf-8') as f:
                assert '--gapplication-service' in f.read()


@tap.test('each action of the desktop file does what it says, from nothing')
def _():
    tap.equal(set(stage.app.list_actions()), set(PAGES))
    with Copier(PARCEL):
        for action, page in PAGES.items():
            with tipoff.Home(window.build()) as home:
                window.settings(home)
                with Launched(home, lambda action=action: ask(action)) as w:
                    w.on(page)
                    if action == 'check-copied':
                        tap.equal(w.find('text', 'The message').text, PARCEL)


@tap.test('and in the window that is open, on whatever page')
def _():
    with Copier(ORDINARY), tipoff.Home(window.build()) as home:
        window.settings(home)
        with Launched(home, lambda: stage.app.launch(None, None)) as w:
            for action in ('help-now', 'reports', 'help-now'):
                ask(action)
                w.on(PAGES[action])
            ask('reports')
            w.on('Reports')
            ask('check-copied')
            w.on('Result')
            # From the page where Ctrl+V does nothing, since it may be a mistake there.
            w.click('I Think It Is a Scam All the Same')
            w.on('Review')
            ask('check-copied')
            w.on('Result')
            tap.equal(w.find('text', 'The message').text, ORDINARY)


@tap.test('the same by the command line, which leaves the rest to the window that is open')
def _():
    with tipoff.Home(window.build()) as home:
        window.settings(home)
        with Window(home, '--reports', command=[stage.program]) as w:
            w.on('Reports')
            done = command_line(home, '--help-now')
            tap.equal((done.returncode, done.stderr), (0, ''))
            w.on('Help now')
            tap.equal(len(windows()), 1)
            # Nobody has anything on the clipboard.
            tap.equal(command_line(home, '--check-copied').returncode, 0)
            w.says('There is no text to paste. Copy the message first.')
            path = home.write('a message.txt', PARCEL)
            tap.equal(command_line(home, path).returncode, 0)
            w.on('Result')


@tap.test('files come as addresses, whatever their names; one that cannot be read is refused in words')
def _():
    with tipoff.Home(window.build()) as home:
        window.settings(home)
        message = Gio.File.new_for_path(home.write('bizarre naam, 100% ü#1.txt', PARCEL)).get_uri()
        mail = Gio.File.new_for_path(home.write('mail.eml', 'From: a@example.be\nTo: b@example.be\nSubject: x\nDate: y\n\nx\n'))
        assert re.search(r'%20.*%25.*%C3%BC%231', message), message
        with Launched(home, lambda: stage.app.launch_uris([message], None)) as w:
            w.on('Result')
            tap.equal(w.find('text', 'The message').text, PARCEL)
            stage.app.launch_uris([mail.get_uri()], None)
            until(lambda: w.find('text', 'The message').text.startswith('Subject: x\nFrom: a@example.be'), 'the e-mail')


@tap.test('text files are opened by what the person or the desktop chose, not by Tipoff')
def _():
    with tipoff.Home(window.build()) as home:
        # As from a Flatpak, Tipoff's entry is read before that of an editor.
        applications = f'{stage.root}{stage.data}/applications'
        run('update-desktop-database', applications)
        home.write('system/applications/editor.desktop', '[Desktop Entry]\nType=Application\nName=Editor\nExec=true %U\n'
                   'MimeType=text/plain;\n')
        run('update-desktop-database', home.path('system', 'applications'))
        said = subprocess.run(['gio', 'mime', 'text/plain'], capture_output=True, text=True, check=True, env=dict(
            home.env, XDG_DATA_DIRS=f'{os.path.dirname(applications)}:{home.path("system")}:/usr/share')).stdout
        assert 'editor.desktop' in said.splitlines()[0], said
        assert ID not in said, said


tap.main()
