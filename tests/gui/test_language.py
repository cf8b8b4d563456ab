# SPDX-License-Identifier: GPL-3.0-or-later
"""The window speaks the language that was chosen, whatever the system's is."""
import gettext
import os

import window
from driver import keys, until
from window import PARCEL, Window, tipoff
import tap


def translated(language, *messages):
    """In the build's own catalogue, where it is complete."""
    path = os.path.join(window.build(), 'po')
    if not gettext.find('tipoff', path, [language]):
        raise tap.Skip(f'no catalogue for {language}')
    catalogue = gettext.translation('tipoff', path, [language])
    texts = [catalogue.gettext(message) for message in messages]
    if texts[0] == messages[0]:
        raise tap.Skip(f'{language} is not translated yet')
    return texts


def go(language):
    ask, scam, look = translated(language, 'Got something suspicious?', 'This looks like a parcel scam',
                                  'Look before you send')
    check, review = translated(language, '_Check', 'Review')
    with tipoff.Home(window.build()) as home, tipoff.Desk(window.build(), home) as desk:
        desk.practice()
        window.settings(home, language=language)
        with Window(home) as w:
            w.heading(ask)
            w.shot(f'check-empty-{language}')
            w.find('text', translated(language, 'Message, link or phone number')[0]).text = PARCEL
            w.click(check.replace('_', ''))
            w.heading(scam)
            w.shot(f'result-scam-{language}')
            report = translated(language, 'Report to %s')[0].split('%s')[0]
            w.find('button', starts=report).click()
            w.on(review)
            w.heading(look)
            w.shot(f'review-{language}')


for code in ('nl', 'fr', 'de', 'es'):
    tap.test(f'{code}: from the first page to the review')(lambda code=code: go(code))


@tap.test('another language is chosen in the window, which starts again in it')
def _():
    ask, = translated('nl', 'Got something suspicious?')
    with tipoff.Home(window.build()) as home:
        window.settings(home)
        with Window(home) as w:
            w.menu('Preferences')
            w.find(name="Preferences")
            w.pointer(w.find('label', 'Language of Tipoff'))
            keys('Down', 'Return')
            w.find('label', 'The new language is used from the next start.')
            w.shot('preferences', 'Preferences')
            # With the pointer: the program that is asked is gone before it could answer.
            w.pointer(w.find('button', 'Restart Now'))
            until(lambda: w.again() or w.look('heading', ask), 'the window in Dutch')
            assert w.process.poll() is None
            with open(home.path('config/tipoff/settings.ini'), encoding='utf-8') as f:
                assert 'language=nl' in f.read()


tap.main()
