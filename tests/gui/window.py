# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window of a build, in a home of its own, on the desktop of desktop.sh.

    with tipoff.Home(build) as home, Window(home) as window:
        window.check('…')
"""
import os
import re
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'lib'))

from gi.repository import Gio, GLib  # noqa: E402

import driver  # noqa: E402
import tipoff  # noqa: E402
from driver import keys, run, until  # noqa: E402

PARCEL = ('bpost: Beste Jan Peeters, uw pakket BE4412 wordt vastgehouden. Betaal 1,99 EUR binnen 24u via '
          'https://bpost-levering.top/be of het gaat terug.')
ORDINARY = 'Hoi mama, de repetitie loopt uit. Ik neem de trein van zes uur, tot straks!'
# What somebody publishes who wants reports sent to them.
OFFER = {'version': 1, 'country': 'BE', 'authorities': [
    {'id': 'example.cert', 'name': {'en': 'National Bank of Everything'},
     'privacy': {'en': 'Reports are kept for one year.', 'nl': 'Meldingen worden een jaar bewaard.'},
     'routes': [{'id': 'example.cert.https', 'way': 'https', 'address': 'https://cert.invalid/v1/reports', 'format': 'tipoff',
                 'protocol': 'tipoff', 'languages': ['en'], 'source': 'https://cert.invalid/', 'verified_on': '2026-11-24',
                 'confidence': 'A'}]}]}


def build():
    return os.environ['TIPOFF_BUILD']


def settings(home, language='en', country='BE', undo=0):
    home.write('config/tipoff/settings.ini',
               f'[general]\nlanguage={language}\ncountry={country}\n\n[delivery]\nundo-seconds={undo}\n')


# Pages that are not shown are in the tree as well; the window is called after the one that is.
PAGES = {'TipoffCheckPage': 'Tipoff', 'TipoffMessagesPage': 'Messages – Tipoff', 'TipoffResultPage': 'Result – Tipoff', 'TipoffReviewPage': 'Review – Tipoff',
         'TipoffSentPage': 'Report – Tipoff', 'TipoffReportPage': 'Report – Tipoff',
         'TipoffReportsPage': 'Reports – Tipoff', 'TipoffHelpPage': 'Help now – Tipoff'}


class Window:
    def __init__(self, home, *files, dark=False, width=None, height=None, environment=None, command=None):
        self.home = home
        self.command = [*(command or [os.path.join(build(), 'src', 'app', 'tipoff')]), *files]
        # In a sandbox it has another process id than it tells the X server.
        self.tell = ['--class', 'tipoff'] if command else None
        self.environment = dict(home.env, **(environment or {}))
        if dark:
            self.environment['ADW_DEBUG_COLOR_SCHEME'] = 'prefer-dark'
        self.width, self.height = width, height
        self.ended_itself = False     # as it should: a test that closed its windows says so

    def __enter__(self):
        # Nothing slides: a page is there at once.
        self.home.write('config/gtk-4.0/settings.ini', '[Settings]\ngtk-enable-animations=false\n')
        self.log = open(self.home.path('window.log'), 'w+b')
        self.process = subprocess.Popen(self.command, env=self.environment, stdout=self.log, stderr=subprocess.STDOUT)
        try:
            self.app = driver.application('tipoff')
            tell = self.tell or ['--pid', str(self.process.pid)]
            self.id = until(lambda: run('xdotool', 'search', '--onlyvisible', *tell).split(), 'the window')[-1]
            # Without a window manager nobody else gives it the focus.
            run('xdotool', 'windowfocus', self.id)
            if self.width:
                run('xdotool', 'windowsize', '--sync', self.id, str(self.width + 10), str(self.height + 10))
                time.sleep(0.2)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        ended = None if self.ended_itself else self.process.poll()
        if ended is None:
            status = self.quit()
        self.log.seek(0)
        log = self.log.read().decode(errors='replace')
        self.log.close()
        assert ended is None, f'the window was gone ({ended}): {log}'
        bad = re.findall(r'.*(?:-CRITICAL|\(tipoff:\d+\): (?!dbind)\S*-?WARNING|Sanitizer).*', log)
        assert not bad, f'the window complained: {bad}'
        assert status == 0, f'it did not end well ({status}): {log}'

    def close(self):
        """Closes its windows, as the person does."""
        name = os.environ.get('TIPOFF_APPLICATION_ID', 'org.tipoff.Tipoff')
        bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        bus.call_sync(name, '/' + name.replace('.', '/'), 'org.gtk.Actions', 'Activate',
                      GLib.Variant('(sava{sv})', ('quit', [], {})), None, Gio.DBusCallFlags.NONE, 5000)

    def quit(self):
        """Ends the program in order."""
        if self.ended_itself:
            return self.process.wait(10)
        try:
            self.close()
            return self.process.wait(10)
        except (GLib.Error, subprocess.TimeoutExpired) as error:
            self.process.kill()
            self.process.wait()
            return str(error)

    def again(self):
        """The program has started itself anew."""
        self.app = driver.application('tipoff')

    # -- what one sees --

    def shot(self, name, title=None):
        """Keeps a picture of the window, or of that with title, once what moves has come to rest."""
        folder = os.environ['TIPOFF_SCREENSHOTS']
        os.makedirs(folder, exist_ok=True)
        time.sleep(0.2)
        run('import', '-window', self.window_of(title), os.path.join(folder, f'{name}.png'))

    def skip(self):
        """What tells the pages that are not shown; in another language than English none is told."""
        title = self.frame().name
        if title not in PAGES.values():
            return None
        return lambda node: PAGES.get(node.name, title) != title

    def look(self, role=None, name=None, starts=None):
        return self.app.look(role, name, starts, self.skip())

    def find(self, role=None, name=None, starts=None, seconds=10):
        return until(lambda: self.look(role, name, starts), f'{role} {name or starts!r}', seconds)

    def on(self, page, seconds=10):
        """Waits for a page: the window is called after it. (Pages that are not shown are in the tree too.)"""
        name = f'{page} – Tipoff' if page else 'Tipoff'
        until(lambda: any(node.name == name for node in self.app.children()), f'page {name!r}', seconds)

    def heading(self, text, seconds=10):
        return self.find('heading', text, seconds=seconds)

    def says(self, start, seconds=10):
        return self.find('label', starts=start, seconds=seconds)

    def words(self):
        """Everything that can be read on the page."""
        return [node.name for node in self.app.walk(self.skip()) if node.role in ('label', 'heading') and node.name]

    def frame(self):
        """The main window: the one that is called after the program."""
        # A program that has just started is known before its window.
        return until(lambda: next((n for n in self.app.children() if n.name.endswith('Tipoff')), None), 'the main window')

    def size(self):
        return self.frame().extents()[2:]

    def window_of(self, title):
        return run('xdotool', 'search', '--onlyvisible', '--name', f'^{title}$').split()[-1] if title else self.id

    def fits(self):
        """Nothing is wider than the window: the bar at the top, as wide as the widest, ends in it."""
        x, _, width, _ = self.find('button', 'Close').extents()
        return x + width <= self.size()[0]

    # -- what one does --

    def click(self, name):
        node = self.find('button', name)
        until(lambda: next((n for n in node.walk() if 'click' in n.actions()), None), f'{name!r} to click').click()

    def menu(self, name):
        self.click('Main Menu')
        until(lambda: self.look('menu item', name) or self.menu_item_in_place(name), f'menu item {name!r}').click()

    def menu_item_in_place(self, name):
        """From GTK 4.18 on the items of a menu have no name, but the order in which they are written."""
        with open(os.path.join(tipoff.SOURCE, 'src', 'app', 'tipoff-window.ui'), encoding='utf-8') as f:
            labels = re.findall(r'<attribute name="label"[^>]*>([^<]*)<', f.read().split('<menu id="main_menu">')[1])
        items = [node for node in self.app.walk() if node.role == 'menu item' and not node.name]
        place = [label.replace('_', '') for label in labels].index(name)
        return items[place] if len(items) == len(labels) else None

    def type_message(self, text):
        self.message().text = text

    def message(self):
        return self.find('text', 'Message, link or phone number')

    def check(self, text):
        self.type_message(text)
        self.click('Check')

    def pointer(self, node, x=None, y=None):
        """Clicks in the middle of node, or at x, y in it, scrolling to it first."""
        frame = node.toplevel()
        window = self.window_of(None if frame.name == self.frame().name else frame.name)
        _, _, width, height = frame.extents()
        geometry = dict(line.split('=') for line in
                        run('xdotool', 'getwindowgeometry', '--shell', window).splitlines())
        # The X window is larger than the frame by a border on each side.
        left = (int(geometry['WIDTH']) - width) // 2
        top = (int(geometry['HEIGHT']) - height) // 2
        for _ in range(40):
            nx, ny, nw, nh = node.extents()
            middle = ny + (nh // 2 if y is None else y)
            if 100 < middle < height - 70:
                break
            # Over the margin of the page, so that nothing in it scrolls instead.
            run('xdotool', 'mousemove', '--window', window, str(left + 6), str(top + height // 2),
                'click', '5' if middle >= height - 70 else '4')
            time.sleep(0.12)
        run('xdotool', 'mousemove', '--window', window, str(left + nx + (nw // 2 if x is None else x)),
            str(top + middle), 'click', '1')

    def paste(self, text):
        """Puts text on the clipboard and presses Ctrl+V where no field has the focus."""
        self.type_message(text)
        keys('ctrl+a', 'ctrl+x')
        until(lambda: self.message().text == '', 'the empty field')
        keys('Tab')
        keys('ctrl+v')
