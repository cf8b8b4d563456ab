#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes the pictures of data/screenshots anew, as GNOME shows the window: its fonts, one button, a shadow.

   TIPOFF_BUILD=BUILD tests/gui/desktop.sh /usr/bin/python3 tests/gui/screenshots.py [FOLDER]
"""
import ctypes
import os
import subprocess
import sys
import time

import window
from driver import run, until
from window import Window, tipoff

FOLDER = sys.argv[1] if len(sys.argv) > 1 else os.path.join(tipoff.SOURCE, 'data', 'screenshots')
# Stores want 1000 × 700 at the most, and the shadow counts.
WIDTH, HEIGHT = 850, 700
MESSAGE = ('bpost: Dear Emma Peeters, your parcel BE4412 is on hold. Pay the customs fee of 1.99 EUR within 24 hours at '
           'https://bpost-delivery.top/be or it will be returned.')


class Image(ctypes.Structure):
    """The beginning of an XImage."""
    _fields_ = [('width', ctypes.c_int), ('height', ctypes.c_int), ('xoffset', ctypes.c_int), ('format', ctypes.c_int),
                ('data', ctypes.POINTER(ctypes.c_char)), ('byte_order', ctypes.c_int), ('bitmap_unit', ctypes.c_int),
                ('bitmap_bit_order', ctypes.c_int), ('bitmap_pad', ctypes.c_int), ('depth', ctypes.c_int),
                ('bytes_per_line', ctypes.c_int), ('bits_per_pixel', ctypes.c_int)]


class Display:
    """What no tool at hand does: to be told from a window manager, and to read a window with its transparency."""

    def __init__(self):
        self.x = ctypes.CDLL('libX11.so.6')
        for name in ('XOpenDisplay', 'XGetImage'):
            getattr(self.x, name).restype = ctypes.c_void_p
        for name in ('XDefaultRootWindow', 'XInternAtom', 'XCreateSimpleWindow'):
            getattr(self.x, name).restype = ctypes.c_ulong
        self.display = ctypes.c_void_p(self.x.XOpenDisplay(None))
        self.root = ctypes.c_ulong(self.x.XDefaultRootWindow(self.display))

    def atom(self, name):
        return self.x.XInternAtom(self.display, name.encode(), 0)

    def set(self, on, name, kind, value):
        value = ctypes.c_ulong(value)
        self.x.XChangeProperty(self.display, on, ctypes.c_ulong(self.atom(name)), ctypes.c_ulong(self.atom(kind)), 32, 0,
                               ctypes.byref(value), 1)

    def manage_shadows(self):
        """GTK draws a shadow where a window manager says that it knows of shadows."""
        manager = ctypes.c_ulong(self.x.XCreateSimpleWindow(self.display, self.root, -9, -9, 1, 1, 0, 0, 0))
        for on in (self.root, manager):
            self.set(on, '_NET_SUPPORTING_WM_CHECK', 'WINDOW', manager.value)
        self.set(self.root, '_NET_SUPPORTED', 'ATOM', self.atom('_GTK_FRAME_EXTENTS'))
        self.x.XSync(self.display, 0)

    def picture(self, number, path):
        geometry = dict(line.split('=') for line in run('xdotool', 'getwindowgeometry', '--shell', number).splitlines())
        width, height = int(geometry['WIDTH']), int(geometry['HEIGHT'])
        address = self.x.XGetImage(self.display, ctypes.c_ulong(int(number)), 0, 0, width, height,
                                   ctypes.c_ulong(0xffffffff), 2)
        image = ctypes.cast(address, ctypes.POINTER(Image)).contents
        assert (image.depth, image.bits_per_pixel, image.bytes_per_line) == (32, 32, 4 * width), 'a window without transparency'
        pixels = bytearray(ctypes.string_at(image.data, 4 * width * height))
        # X multiplies a colour by its opacity, PNG does not.
        for i in range(0, len(pixels), 4):
            opacity = pixels[i + 3]
            if 0 < opacity < 255:
                for channel in range(i, i + 3):
                    pixels[channel] = min(255, pixels[channel] * 255 // opacity)
        subprocess.run(['convert', '-size', f'{width}x{height}', '-depth', '8', 'bgra:-', '-trim', '+repage', '-strip',
                        '-define', 'png:compression-level=9', path], input=bytes(pixels), check=True)


def settings_of_gnome(home):
    path = home.write('gnome/gtk-4.0/settings.ini',
                      '[Settings]\ngtk-font-name=Cantarell 11\ngtk-decoration-layout=appmenu:close\n')
    return {'XDG_CONFIG_DIRS': os.path.dirname(os.path.dirname(path))}


def scroll(w, down, enough=lambda: False):
    """Turns the wheel over the margin of the page, until it is enough or at its end."""
    run('xdotool', 'mousemove', '--window', w.id, '90', '300')
    for _ in range(30):
        if enough():
            break
        run('xdotool', 'click', '5' if down else '4')
        time.sleep(0.15)


def main():
    display = Display()
    display.manage_shadows()
    os.makedirs(FOLDER, exist_ok=True)

    def shot(w, name):
        # Nothing is under the pointer, and the bar that tells where one has scrolled to is gone.
        run('xdotool', 'mousemove', '1270', '890')
        time.sleep(2.5)
        display.picture(w.id, os.path.join(FOLDER, name + '.png'))

    with tipoff.Home(window.build()) as home, tipoff.Desk(window.build(), home) as desk:
        # No authority is shown as if it had answered.
        desk.practice()
        window.settings(home)
        with Window(home, environment=settings_of_gnome(home), width=WIDTH, height=HEIGHT) as w:
            w.check(MESSAGE)
            w.heading('This looks like a parcel scam')
            shot(w, 'result')

            w.find('button', starts='Something already happened').click()
            w.click('I paid, or money is gone')
            w.on('Help now')
            scroll(w, down=False)
            shot(w, 'help-now')
            w.click('Back')

            w.click('Report to Practice desk on this computer')
            w.on('Review')
            w.pointer(w.find(name='Exactly what is sent'))
            until(lambda: w.look('text', 'Exactly what is sent'), 'the bytes')
            scroll(w, down=True)
            shot(w, 'bytes')
            scroll(w, down=False, enough=lambda: w.find('text', 'The message, as it will be sent').extents()[1] > 70)
            shot(w, 'review')

            w.click('Send Report')
            w.heading('Delivered', seconds=15)
            shot(w, 'delivered')


main()
