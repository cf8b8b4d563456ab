#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names what failed in Meson's JUnit files and closes with one line of counts.

    count.py FILE...
"""
import sys
import xml.etree.ElementTree as tree


def main():
    passed = failed = skipped = 0
    for path in sys.argv[1:]:
        for suite in tree.parse(path).getroot().iter('testsuite'):
            for case in suite.iter('testcase'):
                name = f'{suite.get("name")}: {case.get("name")}'
                if case.find('failure') is not None or case.find('error') is not None:
                    failed += 1
                    print(f'not ok {name}')
                    for fault in list(case.iter('failure')) + list(case.iter('error')):
                        print(''.join('    ' + line for line in (fault.text or '').splitlines(True)[-40:]))
                elif case.find('skipped') is not None:
                    skipped += 1
                    print(f'skipped {name}')
                else:
                    passed += 1
            # A program that died after its last result has no case of its own.
            if int(suite.get('errors', 0)) and not any(c.find('error') is not None for c in suite.iter('testcase')):
                failed += 1
                print(f'not ok {suite.get("name")}: the program failed')
    print(f'{passed} passed, {failed} failed, {skipped} skipped')
    return 1 if failed or not passed else 0


if __name__ == '__main__':
    sys.exit(main())
