# SPDX-License-Identifier: GPL-3.0-or-later
"""The window is closed while a report is on its way, and what goes on without one."""
import os
import signal
import sqlite3
import subprocess
import threading
import time

from gi.repository import Gio, GLib

import window
from driver import keys, until
from handover import OPENED, REFUSED, Portal
from window import PARCEL, Window, tipoff
import tap

DESK = 'Practice desk on this computer'
PROGRAM = os.path.join(window.build(), 'src', 'app', 'tipoff')


def outbox(home, sql='SELECT state, reason, reference FROM report'):
    with sqlite3.connect(home.path('data/tipoff/outbox.sqlite')) as database:
        return database.execute(sql).fetchall()


def stored(desk):
    with sqlite3.connect(f'file:{desk.dir}/desk.sqlite?mode=ro', uri=True) as books:
        return [reference for reference, in books.execute('SELECT reference FROM report')]


def settings(home, **seconds):
    lines = ''.join(f'{name.replace("_", "-")}={value}\n' for name, value in seconds.items())
    home.write('config/tipoff/settings.ini', f'[general]\nlanguage=en\ncountry=BE\n\n[delivery]\n{lines}')


def send(w):
    w.check(PARCEL)
    w.on('Result')
    w.click(f'Report to {DESK}')
    w.on('Review')
    w.click('Send Report')
    w.on('Report')


class Names:
    """A bus name with one object, in a thread of its own: a desktop's part that a test plays."""

    def __init__(self, name, path, xml):
        self.name, self.path, self.xml = name, path, xml

    def __enter__(self):
        self.context = GLib.MainContext.new()
        self.loop = GLib.MainLoop.new(self.context, False)
        self.ready = threading.Event()
        self.thread = threading.Thread(target=self.run)
        self.thread.start()
        assert self.ready.wait(10), self.name
        return self

    def __exit__(self, *_):
        self.loop.quit()
        self.thread.join()

    def run(self):
        self.context.push_thread_default()
        flags = Gio.DBusConnectionFlags
        self.bus = Gio.DBusConnection.new_for_address_sync(os.environ['DBUS_SESSION_BUS_ADDRESS'],
                                                           flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None)
        self.bus.register_object(self.path, Gio.DBusNodeInfo.new_for_xml(self.xml).interfaces[0], self.call, self.get, None)
        self.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'RequestName',
                           GLib.Variant('(su)', (self.name, 6)), None, Gio.DBusCallFlags.NONE, -1, None)
        self.ready.set()
        self.loop.run()
        self.bus.close_sync(None)
        self.context.pop_thread_default()

    def call(self, bus, sender, path, interface, method, parameters, invocation):
        invocation.return_value(None)

    def get(self, *_):
        return None


class Notifications(Names):
    XML = '''<node><interface name="org.freedesktop.Notifications"><method name="Notify"><arg type="s" direction="in"/>
<arg type="u" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
<arg type="as" direction="in"/><arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/>
</method><method name="GetCapabilities"><arg type="as" direction="out"/></method></interface></node>'''

    def __init__(self):
        super().__init__('org.freedesktop.Notifications', '/org/freedesktop/Notifications', self.XML)
        self.shown = []

    def call(self, bus, sender, path, interface, method, parameters, invocation):
        if method == 'Notify':
            self.shown.append(parameters.unpack())
            invocation.return_value(GLib.Variant('(u)', (len(self.shown),)))
        else:
            invocation.return_value(GLib.Variant('(as)', ([],)))


class Network(Names):
    """NetworkManager, as GNetworkMonitor asks it."""

    XML = '''<node><interface name="org.freedesktop.NetworkManager"><property name="Connectivity" type="u" access="read"/>
<property name="State" type="u" access="read"/><property name="Metered" type="u" access="read"/></interface></node>'''
    DOWN, UP = {'Connectivity': 1, 'State': 20, 'Metered': 0}, {'Connectivity': 4, 'State': 70, 'Metered': 0}

    def __init__(self):
        super().__init__('org.freedesktop.NetworkManager', '/org/freedesktop/NetworkManager', self.XML)
        self.now = self.DOWN
        self.environment = {'DBUS_SYSTEM_BUS_ADDRESS': os.environ['DBUS_SESSION_BUS_ADDRESS'],
                            'GIO_USE_NETWORK_MONITOR': 'networkmanager'}

    def get(self, bus, sender, path, interface, name):
        return GLib.Variant('u', self.now[name])

    def come_up(self):
        self.now = self.UP
        changed = {name: GLib.Variant('u', value) for name, value in self.now.items()}
        self.bus.emit_signal(None, self.path, 'org.freedesktop.DBus.Properties', 'PropertiesChanged',
                             GLib.Variant('(sa{sv}as)', (self.name, changed, [])))


def visible(w):
    """Its windows on the screen."""
    return subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(w.process.pid)], capture_output=True,
                          check=False).stdout.split()


def background(home, **environment):
    return subprocess.Popen([PROGRAM, '--background'], env=dict(home.env, **environment))


@tap.test('closed within the time to undo: the program stays until the report is delivered')
def _():
    with tipoff.Home(window.build()) as home, tipoff.Desk(window.build(), home) as desk, Notifications() as notifications:
        desk.practice()
        settings(home, undo_seconds=2)
        with Window(home) as w:
            send(w)
            tap.equal(outbox(home), [(1, None, None)])
        # It has ended well, by itself.
        tap.equal([row[0] for row in outbox(home)], [4])
        tap.equal([row[2] for row in outbox(home)], stored(desk))
        assert stored(desk)[0] in notifications.shown[0][4], notifications.shown


@tap.test('closed while the desk does not answer: it ends, the report waits, and the next start says so')
def _():
    with tipoff.Home(window.build()) as home, tipoff.Desk(window.build(), home) as desk:
        desk.practice()
        settings(home, undo_seconds=0, stay_seconds=2)
        desk.process.send_signal(signal.SIGSTOP)
        try:
            with Window(home) as w:
                send(w)
                until(lambda: outbox(home)[0][0] == 2, 'sending')
            tap.equal(outbox(home), [(5, 'stopped', None)])
        finally:
            desk.process.send_signal(signal.SIGCONT)
        with Window(home) as w:
            w.says('1 report is waiting to be sent')
        tap.equal(len(outbox(home)), 1)


@tap.test('without a network: the banner says so; when it is back the report goes, but none of a month ago')
def _():
    with tipoff.Home(window.build()) as home, tipoff.Desk(window.build(), home) as desk, Network() as network:
        desk.practice()
        settings(home, undo_seconds=0)
        desk.stop()
        with Window(home, environment=network.environment) as w:
            send(w)
            w.heading('Waiting', seconds=15)
            w.says('No network: 1 report waits, and goes by itself later')
            w.shot('waiting-no-network')
            w.click('Check Something Else')
            w.on('')
            send(w)
            w.heading('Waiting', seconds=15)
            w.says('No network: 2 reports wait, and go by themselves later')
            outbox(home, 'UPDATE report SET created = created - 2678400 WHERE seq = 1')
            desk.start()
            network.come_up()
            w.heading('Delivered', seconds=15)
            until(lambda: sorted(row[0] for row in outbox(home)) == [4, 8], 'the old one to expire')
            tap.equal(len(stored(desk)), 1)
            w.click('My Reports')
            w.on('Reports')
            w.says('Too old to send')
            w.shot('reports-expired')


@tap.test('told to go on when closed: the portal is asked; what waits goes later, and one is told the reference alone')
def _():
    with tipoff.Home(window.build()) as home, tipoff.Desk(window.build(), home) as desk, Network() as network, \
            Notifications() as notifications, Portal(OPENED, {'background': True, 'autostart': True}) as portal:
        desk.practice()
        settings(home, undo_seconds=0, stay_seconds=1)
        desk.stop()
        with Window(home, environment=network.environment) as w:
            w.menu('Preferences')
            until(lambda: w.look('switch') or w.look('toggle button', 'Send when Tipoff is closed'), 'the switch')
            w.shot('preferences-background', 'Preferences')
            (w.look('switch') or w.look('toggle button', 'Send when Tipoff is closed')).click()
            asked = until(lambda: portal.asked, 'the portal')[0]
            tap.equal((asked['autostart'], asked['commandline']), (True, ['tipoff', '--background']))
            until(lambda: 'background=yes' in open(home.path('config/tipoff/settings.ini'), encoding='utf-8').read(), 'the wish')
            keys('Escape')
            send(w)
            w.heading('Waiting', seconds=15)
            w.says('You can close the window. Tipoff goes on without it.')
            # The window goes, the program does not.
            w.close()
            until(lambda: not visible(w), 'the window to go')
            time.sleep(1.5)
            assert w.process.poll() is None, 'it has ended'
            desk.start()
            network.come_up()
            shown = until(lambda: notifications.shown, 'a notification', seconds=15)[0]
            reference = stored(desk)[0]
            assert reference in shown[4] and shown[3] == 'Delivered', shown
            assert 'bpost' not in str(shown) and 'levering' not in str(shown), shown
            # Nothing waits any more.
            until(lambda: w.process.poll() is not None, 'the end', seconds=15)
            w.ended_itself = True


@tap.test('a desktop without that portal: the switch goes back, and says why')
def _():
    with tipoff.Home(window.build()) as home, Portal(REFUSED):
        settings(home)
        with Window(home) as w:
            w.menu('Preferences')
            until(lambda: w.look('switch') or w.look('toggle button', 'Send when Tipoff is closed'), 'the switch').click()
            w.says('This desktop does not let Tipoff run when it is closed.')
            w.shot('preferences-background-refused', 'Preferences')
            assert 'background=' not in open(home.path('config/tipoff/settings.ini'), encoding='utf-8').read()


@tap.test('started without a window: it ends at once where nothing is due, and sends what is')
def _():
    with tipoff.Home(window.build()) as home, tipoff.Desk(window.build(), home) as desk:
        desk.practice()
        settings(home)
        tap.equal(background(home).wait(10), 0)
        saved = home.cli('report', '--route', 'practice.desk.https', '--save', '-', stdin=PARCEL)
        tap.equal(saved.status, 0, saved.err)
        # Two programs and the command line at once: one sends.
        programs = [background(home), background(home)]
        home.cli('outbox', 'send')
        tap.equal([program.wait(20) for program in programs], [0, 0])
        tap.equal([row[0] for row in outbox(home)], [4])
        tap.equal(len(stored(desk)), 1)


tap.main()
