#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the application that was built last takes on a disk, by module.

    sizes.py MANIFEST STATE REPO REF

flatpak-builder keeps the files as they were after each module (STATE/cache); what is installed (REF in REPO) belongs to the first
module after which it was there.
"""
import pathlib
import subprocess
import sys

import yaml


def files(repo, ref):
    """The files of a commit and their sizes in bytes, by path below files/."""
    lines = subprocess.run(['ostree', f'--repo={repo}', 'ls', '-R', ref, '/files'],
                           check=True, capture_output=True, text=True).stdout.splitlines()
    for line in lines:
        kind, _, _, size, path = line.split(maxsplit=4)
        if kind.startswith('-'):
            yield path, int(size)


def stage(cache, module):
    """The last commit after @module, whichever path the manifest had."""
    heads = pathlib.Path(cache, 'refs', 'heads')
    return str(max(heads.glob(f'*/build-{module}'), key=lambda ref: ref.stat().st_mtime).relative_to(heads))


def by_module(manifest, state, repo, ref):
    cache = f'{state}/cache'
    installed = dict(files(repo, ref))
    sizes = []
    for module in manifest['modules']:
        own = [path for path, _ in files(cache, stage(cache, module['name'])) if path in installed]
        sizes.append((module['name'], sum(installed.pop(path) for path in own)))
    # Made when all were built: the list of what is inside, icons for software centres.
    return sizes + [('made at the end', sum(installed.values()))]


def main(path, state, repo, ref):
    with open(path, encoding='utf-8') as f:
        sizes = by_module(yaml.safe_load(f), state, repo, ref)
    total = sum(size for _, size in sizes)
    for name, size in sizes:
        print(f'module {name:18} {size / 1e6:6.2f} MB')
    print(f'installed {"":15} {total / 1e6:6.2f} MB')


if __name__ == '__main__':
    main(*sys.argv[1:])
