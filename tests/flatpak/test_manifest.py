# SPDX-License-Identifier: GPL-3.0-or-later
"""The manifest, and that what is built locally is what it says."""
import copy
import os
import re
import sys

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path[:0] = [os.path.join(SOURCE, 'flatpak'), os.path.join(SOURCE, 'tests', 'lib')]
sys.dont_write_bytecode = True

import overlay  # noqa: E402
import tap  # noqa: E402

PERMISSIONS = {'--share=network', '--share=ipc', '--socket=wayland', '--socket=fallback-x11', '--device=dri'}
# protobuf's release 3.21.12 is tagged v21.12: the major number is the C++ library's own.
TAG_OF = {'protobuf': lambda version: 'v' + version.split('.', 1)[1], 'libphonenumber': lambda version: 'v' + version,
          'libqrencode': lambda version: 'v' + version}


def difference(manifest, local, built):
    """What of @built is not what @manifest says; empty where only the sources are others, of the same version."""
    found = []
    bare = {key: value for key, value in manifest.items() if key != 'modules'}
    if bare != {key: value for key, value in built.items() if key != 'modules'}:
        found.append('something beside the modules differs')
    if [m['name'] for m in manifest['modules']] != [m['name'] for m in built['modules']]:
        return found + ['other modules']
    for said, made in zip(manifest['modules'], built['modules']):
        name, source = said['name'], said['sources'][0]
        options = [{key: value for key, value in module.items() if key != 'sources'} for module in (said, made)]
        if options[0] != options[1]:
            found.append(f'{name}: other options')
        if len(said['sources']) != 1 or len(made['sources']) != 1:
            found.append(f'{name}: more than one source')
        elif source['type'] in ('git', 'archive'):
            version = local.get(name, {}).get('version', '')
            if source['type'] == 'git' and TAG_OF.get(name, str)(version) != source['tag']:
                found.append(f'{name}: {source["tag"]} is not {version}')
            if source['type'] == 'archive' and not (version and source['url'].endswith(f'/{name}-{version}.tar.xz')):
                found.append(f'{name}: {source["url"]} is not {version}')
            archive = made['sources'][0]
            if archive['type'] != 'archive' or f'_{version}' not in os.path.basename(archive.get('path', '')):
                found.append(f'{name}: not the archive of {version}')
            elif not re.fullmatch('[0-9a-f]{64}', archive.get('sha256', '')):
                found.append(f'{name}: the archive is not pinned')
        elif dict(source, path='') != dict(made['sources'][0], path=''):
            found.append(f'{name}: another source')
    return found


@tap.test('every module comes from a tag and a commit, from a release with its sum, or from this tree')
def _():
    for module in overlay.read_manifest()['modules']:
        for source in module['sources']:
            if source['type'] == 'git':
                assert re.fullmatch('[0-9a-f]{40}', source['commit']) and source['tag'], module['name']
                assert source['url'].startswith('https://'), source
            elif source['type'] == 'archive':
                assert re.fullmatch('[0-9a-f]{64}', source['sha256']) and source['url'].startswith('https://'), source
            else:
                tap.equal((module['name'], source['type'], source['path']), ('tipoff', 'dir', '..'))


@tap.test('nothing is built with the network, or against a runtime that is gone')
def _():
    manifest = overlay.read_manifest()
    tap.equal((manifest['runtime'], manifest['sdk'], int(manifest['runtime-version']) >= 50),
              ('org.gnome.Platform', 'org.gnome.Sdk', True))
    for part in [manifest, *manifest['modules']]:
        assert not part.get('build-options', {}).get('build-args'), part


@tap.test('the permissions are these five: no file, no name on the bus')
def _():
    tap.equal(set(overlay.read_manifest()['finish-args']), PERMISSIONS)


@tap.test('what is built locally is the manifest: same modules, versions and options')
def _():
    manifest, local = overlay.read_manifest(), overlay.read_local()
    tap.equal(difference(manifest, local, overlay.overlaid(manifest, local, '/archives')), [])


@tap.test('the comparison notices another module, version, option, permission or archive')
def _():
    manifest, local = overlay.read_manifest(), overlay.read_local()

    def broken(change):
        said, own = copy.deepcopy(manifest), copy.deepcopy(local)
        built = overlay.overlaid(said, own, '/archives')
        change(said, own, built)
        return difference(said, own, built)

    for what, change in {
            'module': lambda said, own, built: built['modules'].pop(0),
            'order': lambda said, own, built: built['modules'].reverse(),
            'version': lambda said, own, built: own['protobuf'].update(version='3.22.0'),
            'release': lambda said, own, built: own['gmime'].update(version='3.2.14'),
            'tag': lambda said, own, built: said['modules'][0]['sources'][0].update(tag='20250127.0'),
            'option': lambda said, own, built: built['modules'][2]['config-opts'].append('-DBUILD_GEOCODER=OFF'),
            'permission': lambda said, own, built: built['finish-args'].append('--filesystem=home'),
            'archive': lambda said, own, built: built['modules'][1]['sources'][0].update(path='/archives/protobuf_3.20.0.orig.tar.gz'),
            'pin': lambda said, own, built: built['modules'][1]['sources'][0].pop('sha256'),
            'source': lambda said, own, built: built['modules'][-1]['sources'][0].update(skip=[]),
    }.items():
        assert broken(change), f'{what}: not noticed'


@tap.test('archives are fetched from where a Debian mirror has them')
def _():
    tap.equal(list(overlay.archives(overlay.read_local()))[2],
              ('pool/main/libp/libphonenumber/libphonenumber_8.13.51%2Bds.orig.tar.xz',
               'libphonenumber_8.13.51+ds.orig.tar.xz', overlay.read_local()['libphonenumber']['sha256']))


tap.main()
