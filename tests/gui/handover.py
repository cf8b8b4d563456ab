# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of handing over share: an authority of every way, programs that note what they get, a portal."""
import json
import os
import sqlite3
import threading

from gi.repository import Gio, GLib

from driver import keys, until
from window import PARCEL

# A country that has nobody: who is there comes from the administrator's file.
COUNTRY = 'AQ'
NAME = 'Ice Desk'
MAIL = {'way': 'email', 'address': 'suspicious@ice.example', 'format': 'eml'}
SMS = {'way': 'sms', 'address': '8080', 'takes': ['sms', 'other'], 'forward': ['sms', 'other']}
HOTLINE = {'way': 'hotline', 'address': '0800 123 456', 'hours': {'en': 'Every day from 8 to 20 h'}}
FORM = {'way': 'web-form', 'address': 'https://ice.example/report'}


def desk(home, *routes):
    """An administrator's authority with these routes, and the environment that finds it."""
    whole = [dict({'languages': ['en'], 'takes': [], 'needs': [], 'source': 'https://ice.example/', 'confidence': 'A',
                   'verified_on': '2026-11-24', 'id': f'aq.ice.route{i}'}, **route) for i, route in enumerate(routes)]
    home.write('etc/tipoff/authorities/AQ.json', json.dumps({'version': 1, 'country': COUNTRY, 'authorities': [
        {'id': 'aq.ice', 'name': {'en': NAME}, 'harms': [], 'routes': whole}]}))
    return {'XDG_CONFIG_DIRS': home.path('etc')}


def catch(home, scheme, name):
    """A program that notes what it was opened with; the path of that note."""
    seen = home.path(name)
    home.write(f'catch-{name}', f'#!/bin/sh\nprintf %s "$1" > {seen}.part\nmv {seen}.part {seen}\n', mode=0o700)
    home.write(f'data/applications/{name}.desktop', f'[Desktop Entry]\nType=Application\nName={name}\n'
               f'Exec={home.path(f"catch-{name}")} %u\nMimeType={scheme};\n')
    path = home.path('config/mimeapps.list')
    known = open(path, encoding='utf-8').read() if os.path.exists(path) else '[Default Applications]\n'
    home.write('config/mimeapps.list', f'{known}{scheme}={name}.desktop\n')
    return seen


def read(path):
    until(lambda: os.path.exists(path), path)
    with open(path, encoding='utf-8') as f:
        return f.read()


def rows(home):
    with sqlite3.connect(f'file:{home.path("data/tipoff/outbox.sqlite")}?mode=ro', uri=True) as outbox:
        return outbox.execute('SELECT state, way, media_type, bytes FROM report JOIN content USING (seq)').fetchall()


HANDED_OVER, APPROVED = 7, 1
# What a portal answers.
OPENED, REFUSED = 0, 2


def report(w, button, text=PARCEL):
    w.check(text)
    w.on('Result')
    w.click(f'Report to {NAME}')
    w.on('Review')
    w.click(button)
    w.on('Report')


def pasted(w):
    """What is on the clipboard: it is pasted as something else to check."""
    w.click('Check Something Else')
    w.heading('Got something suspicious?')
    keys('Tab')
    keys('ctrl+v')
    w.on('Result')
    return w.find('text', 'The message').text


def settings(home):
    with open(home.path('config/tipoff/settings.ini'), encoding='utf-8') as f:
        return f.read()


ARGUMENTS = '<arg type="s" direction="in"/><arg type="a{sv}" direction="in"/><arg type="o" direction="out"/>'
PORTAL = f'''<node><interface name="org.freedesktop.portal.Email"><method name="ComposeEmail">{ARGUMENTS}</method></interface>
<interface name="org.freedesktop.portal.Background"><method name="RequestBackground">{ARGUMENTS}</method></interface></node>'''


class Portal:
    """The desktop's portal in a thread of its own: notes what it gets, and answers the same each time.

    It takes the place of one that the machine may have, which would look for mail programs elsewhere."""

    def __init__(self, response, results=None):
        self.response, self.asked = response, []
        self.results = {name: GLib.Variant('b', value) for name, value in (results or {}).items()}

    def __enter__(self):
        self.context = GLib.MainContext.new()
        self.loop = GLib.MainLoop.new(self.context, False)
        self.ready = threading.Event()
        self.thread = threading.Thread(target=self.run)
        self.thread.start()
        assert self.ready.wait(10), 'no portal'
        return self

    def __exit__(self, *_):
        self.loop.quit()
        self.thread.join()

    def run(self):
        self.context.push_thread_default()
        flags = Gio.DBusConnectionFlags
        bus = Gio.DBusConnection.new_for_address_sync(os.environ['DBUS_SESSION_BUS_ADDRESS'],
                                                      flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None)
        for interface in Gio.DBusNodeInfo.new_for_xml(PORTAL).interfaces:
            bus.register_object('/org/freedesktop/portal/desktop', interface, self.call, None, None)
        # 6: takes it from another, and does not queue for it.
        bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'RequestName',
                      GLib.Variant('(su)', ('org.freedesktop.portal.Desktop', 6)), None, Gio.DBusCallFlags.NONE, -1, None)
        self.ready.set()
        self.loop.run()
        bus.close_sync(None)
        self.context.pop_thread_default()

    def call(self, bus, sender, path, interface, method, parameters, invocation):
        options = parameters.unpack()[1]
        self.asked.append(options)
        request = f'/org/freedesktop/portal/desktop/request/{sender[1:].replace(".", "_")}/{options["handle_token"]}'
        invocation.return_value(GLib.Variant('(o)', (request,)))
        bus.emit_signal(sender, request, 'org.freedesktop.portal.Request', 'Response',
                        GLib.Variant('(ua{sv})', (self.response, self.results)))
