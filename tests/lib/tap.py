# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests as functions, results as TAP.

    @tap.test('what must hold')
    def _(): ...
    tap.main()
"""
import sys
import traceback

_tests = []


def test(what):
    def register(function):
        _tests.append((what, function))
        return function
    return register


class Skip(Exception):
    pass


def equal(got, wanted, what=''):
    if got != wanted:
        raise AssertionError(f'{what + ": " if what else ""}got {got!r}, wanted {wanted!r}')


def main():
    failed = 0
    print(f'1..{len(_tests)}', flush=True)
    for number, (what, function) in enumerate(_tests, 1):
        try:
            function()
            print(f'ok {number} - {what}', flush=True)
        except Skip as why:
            print(f'ok {number} - {what} # SKIP {why}', flush=True)
        except Exception:  # a test that dies must not take the others with it
            failed += 1
            for line in traceback.format_exc().splitlines():
                print(f'# {line}')
            print(f'not ok {number} - {what}', flush=True)
    sys.exit(1 if failed else 0)
