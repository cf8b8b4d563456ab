#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The manifest with local archives in the place of its git repositories, for building without the internet.

    overlay.py archives                       a line for each: path below a Debian mirror, file name, SHA-256
    overlay.py manifest ARCHIVES >FILE.json   ARCHIVES is the directory that holds them

Only the sources differ: modules, their order and their options are the manifest's own.
"""
import json
import os
import sys
import urllib.parse

import yaml

HERE = os.path.dirname(os.path.abspath(__file__))
MANIFEST = os.path.join(HERE, 'org.tipoff.Tipoff.yml')
LOCAL = os.path.join(HERE, 'local-sources.json')


def read_manifest():
    with open(MANIFEST, encoding='utf-8') as f:
        return yaml.safe_load(f)


def read_local():
    with open(LOCAL, encoding='utf-8') as f:
        return json.load(f)


def archives(local):
    for entry in local.values():
        package, name = entry['package'], entry['archive']
        folder = package[:4] if package.startswith('lib') else package[0]
        yield f'pool/main/{folder}/{package}/{urllib.parse.quote(name)}', name, entry['sha256']


def overlaid(manifest, local, directory):
    result = json.loads(json.dumps(manifest))
    for module in result['modules']:
        sources = module['sources']
        if module['name'] in local:
            entry = local[module['name']]
            sources[:] = [{'type': 'archive', 'path': os.path.join(directory, entry['archive']), 'sha256': entry['sha256']}]
        for source in sources:
            if source['type'] == 'dir':
                source['path'] = os.path.normpath(os.path.join(HERE, source['path']))
    return result


def main(arguments):
    if arguments == ['archives']:
        for line in archives(read_local()):
            print(*line)
    elif len(arguments) == 2 and arguments[0] == 'manifest':
        json.dump(overlaid(read_manifest(), read_local(), os.path.abspath(arguments[1])), sys.stdout, indent=2)
    else:
        sys.exit(__doc__)


if __name__ == '__main__':
    main(sys.argv[1:])
