# SPDX-License-Identifier: GPL-3.0-or-later
"""Narrow, dark, high contrast and large text: the same things are there, and can be reached."""
import window
from driver import keys, run, until
from window import ORDINARY, PARCEL, Window, tipoff
import tap


def go_through(home, desk, look, **kwargs):
    """Every page once, with a picture each."""
    desk.practice()
    window.settings(home)
    with Window(home, **kwargs) as w:
        w.shot(f'check-empty-{look}')
        assert w.fits(), 'check-empty'
        w.check(PARCEL)
        w.on('Result')
        w.shot(f'result-scam-{look}')
        assert w.fits(), 'result-scam'
        w.find('button', starts='Something already happened').click()
        w.on('Help now')
        w.click('I paid, or money is gone')
        until(lambda: 0 < w.find('label', '078 170 170').extents()[1] < w.size()[1], 'the number in sight')
        w.shot(f'help-{look}')
        assert w.fits(), 'help'
        w.click('Back')
        w.on('Result')
        w.click('Report to Practice desk on this computer')
        w.on('Review')
        w.shot(f'review-{look}')
        assert w.fits(), 'review'
        w.click('Send Report')
        w.heading('Delivered', seconds=15)
        w.shot(f'sent-{look}')
        assert w.fits(), 'sent'
        w.click('My Reports')
        w.on('Reports')
        w.shot(f'reports-{look}')
        assert w.fits(), 'reports'
        w.pointer(w.find(starts='Parcel'))
        w.on('Report')
        w.shot(f'report-{look}')
        assert w.fits(), 'report'
        return run('xdotool', 'getwindowgeometry', '--shell', w.id)


def width(geometry):
    return int(dict(line.split('=') for line in geometry.splitlines())['WIDTH'])


@tap.test('360 wide: nothing is cut, and the whole way can be gone')
def _():
    with tipoff.Home(window.build()) as home, tipoff.Desk(window.build(), home) as desk:
        geometry = go_through(home, desk, 'narrow', width=360, height=640)
        # It did not push itself wider.
        tap.equal(width(geometry), 370)


@tap.test('360 × 294, the smallest: the page scrolls')
def _():
    with tipoff.Home(window.build()) as home:
        window.settings(home)
        with Window(home, width=360, height=294) as w:
            w.shot('check-empty-smallest')
            w.check(PARCEL)
            w.on('Result')
            w.shot('result-smallest')
            assert w.fits()


@tap.test('wide again: the tabs go back to the top')
def _():
    with tipoff.Home(window.build()) as home:
        window.settings(home)
        with Window(home, width=360, height=640) as w:
            run('xdotool', 'windowsize', '--sync', w.id, '1200', '800')
            until(lambda: w.frame().extents()[2] > 1100, 'the wide window')
            w.shot('check-wide')
            w.check(PARCEL)
            w.on('Result')
            w.shot('result-wide')


@tap.test('dark')
def _():
    with tipoff.Home(window.build()) as home, tipoff.Desk(window.build(), home) as desk:
        go_through(home, desk, 'dark', dark=True)


@tap.test('text at 200 % on 360 pixels')
def _():
    # What "large text" of a desktop's settings comes to.
    run('xprop', '-root', '-f', 'RESOURCE_MANAGER', '8s', '-set', 'RESOURCE_MANAGER', 'Xft.dpi:\t192\n')
    with tipoff.Home(window.build()) as home:
        window.settings(home)
        with Window(home, width=360, height=640) as w:
            w.shot('check-empty-large-text')
            assert w.fits()
            w.check(ORDINARY)
            w.on('Result')
            w.shot('result-large-text')
            assert w.fits()
            tap.equal(width(run('xdotool', 'getwindowgeometry', '--shell', w.id)), 370)


@tap.test('the windows of the menu: shortcuts and about')
def _():
    with tipoff.Home(window.build()) as home:
        window.settings(home)
        with Window(home) as w:
            w.menu('Keyboard Shortcuts')
            # From GTK 4.18 on the lines of this window have no name.
            until(lambda: w.look(starts='Paste and check, anywhere in the window') or len(list(w.app.children())) > 1,
                  'the window of shortcuts')
            w.shot('shortcuts')
            keys('Escape')
            w.menu('About Tipoff')
            w.find('label', 'The Tipoff contributors')


tap.main()
