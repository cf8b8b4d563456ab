#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves the order of the stations: quoted includes and static archives enforce nothing by themselves.

    check_layers.py SOURCE_ROOT BUILD_ROOT     TAP on standard output

The rules stand in stations.json. The last tests break each rule on purpose, so that a
check that can no longer fail is seen.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.M)
SOURCES = ('.c', '.h', '.cc', '.cpp')


def run(*argv):
    return subprocess.run(argv, check=True, capture_output=True, text=True).stdout


class Rules:
    def __init__(self, path=os.path.join(HERE, 'stations.json')):
        with open(path, encoding='utf-8') as f:
            self.__dict__.update(json.load(f))

    def before(self, station):
        """The stations that @station may use: those before it; a program may use all."""
        if station in self.order:
            return self.order[:self.order.index(station)]
        return list(self.order)


def files_of(root, station):
    top = os.path.join(root, 'src', station)
    for folder, _, names in os.walk(top):
        for name in sorted(names):
            if name.endswith(SOURCES):
                yield os.path.join(folder, name)


def include_faults(rules, root):
    owner = {}
    for station in rules.order + rules.programs:
        for path in files_of(root, station):
            owner.setdefault(os.path.basename(path), set()).add(station)
    for station in rules.order + rules.programs:
        allowed = set(rules.before(station)) | {station}
        for path in files_of(root, station):
            with open(path, encoding='utf-8') as f:
                text = f.read()
            for name in INCLUDE.findall(text):
                where = os.path.relpath(path, root)
                if name in ('config.h', f'tipoff-{station}-resources.h'):
                    continue  # made by the build, each for its own station
                if '..' in name.split('/'):
                    yield f'{where}: includes "{name}" through ..'
                    continue
                owners = owner.get(os.path.basename(name), set())
                if not owners:
                    yield f'{where}: includes "{name}", which no station has'
                elif not owners & allowed:
                    yield f'{where}: includes "{name}" of {", ".join(sorted(owners))}, which comes after it'


def archive(build, station):
    return os.path.join(build, 'src', station, f'libtipoff-{station}.a')


def symbols(path):
    """(defined, undefined) of an archive or object."""
    defined, undefined = set(), set()
    for line in run('nm', '-P', path).splitlines():
        fields = line.split()
        if len(fields) < 2 or line.endswith(':'):
            continue
        name, kind = fields[0], fields[1]
        if kind in 'Uwv':
            undefined.add(name)
        elif kind.isupper() or kind == 'i':
            defined.add(name)
    return defined, undefined - defined


def library_symbols(names):
    found = set()
    out = run('/sbin/ldconfig', '-p')
    for name in names:
        match = re.search(rf'^\s*lib{re.escape(name)}\.so\S* \([^)]*\) => (\S+)$', out, re.M)
        if match is None:
            raise SystemExit(f'Bail out! lib{name} is not installed')
        for line in run('nm', '-D', '-P', '--defined-only', match.group(1)).splitlines():
            found.add(line.split()[0].split('@')[0])
    return found


def symbol_faults(rules, archives, libraries=None):
    """@archives: station → path. Every undefined symbol is found before or in its libraries."""
    known, allowed = set(), set()
    # What the compiler and the dynamic linker bring.
    builtin = re.compile(r'^(__|_GLOBAL_OFFSET_TABLE_|_ITM_|_Unwind_|__gmon_start__)')
    for station in rules.order:
        allowed |= (libraries or library_symbols)(rules.libraries[station])
        if station not in archives:
            continue
        defined, undefined = symbols(archives[station])
        known |= defined
        for name in sorted(undefined - known - allowed):
            if not builtin.match(name):
                yield f'{station}: {name} is neither before it nor in its libraries'


def pattern_faults(rules, archives):
    network, parser = re.compile(rules.network['pattern']), re.compile(rules.json_parser['pattern'])
    toolkit = re.compile(rules.toolkit['pattern'])
    below = rules.before(rules.network['from'])
    for station, path in archives.items():
        _, undefined = symbols(path)
        for name in sorted(undefined):
            if network.match(name) and station in below:
                yield f'{station}: {name} reaches the network'
            if parser.match(name) and station not in rules.json_parser['only']:
                yield f'{station}: {name} parses JSON outside {rules.json_parser["only"][0]}'
            if toolkit.match(name) and station not in rules.toolkit['only']:
                yield f'{station}: {name} belongs to the toolkit'


def source_faults(rules, root):
    """What the programs, which are no archives, must not do, and C++ elsewhere than in phone."""
    parser = re.compile(r'\bjson_parser_\w+ ?\(|\bjson_from_string ?\(')
    for station in rules.order + rules.programs:
        for path in files_of(root, station):
            where = os.path.relpath(path, root)
            if path.endswith(('.cc', '.cpp')) and station not in rules.cxx_only:
                yield f'{where}: C++ outside {rules.cxx_only[0]}'
            with open(path, encoding='utf-8') as f:
                text = f.read()
            if station not in rules.json_parser['only'] and parser.search(text):
                yield f'{where}: parses JSON outside {rules.json_parser["only"][0]}'
            if station not in rules.toolkit['only'] and re.search(r'#\s*include\s*<(gtk/|adwaita)', text):
                yield f'{where}: includes the toolkit'
            if 'SPDX-License-Identifier: GPL-3.0-or-later' not in text[:300]:
                yield f'{where}: no SPDX line'


def needed_faults(rules, build):
    for program, banned in rules.needed.items():
        for folder in rules.programs:
            path = os.path.join(build, 'src', folder, program)
            if not os.path.isfile(path):
                continue
            needed = re.findall(r'NEEDED.*\[(\S+)\]', run('readelf', '-d', path))
            for library in needed:
                if library.startswith(tuple(banned)):
                    yield f'{program}: is linked with {library}'


def compile_archive(folder, station, code):
    source, obj = os.path.join(folder, f'{station}.c'), os.path.join(folder, f'{station}.o')
    with open(source, 'w', encoding='utf-8') as f:
        f.write(code)
    run('cc', '-c', '-o', obj, source)
    path = os.path.join(folder, f'libtipoff-{station}.a')
    run('ar', 'rcs', path, obj)
    return path


def self_tests(rules):
    """Each rule broken once: (what, was it seen)."""
    with tempfile.TemporaryDirectory() as folder:
        base, report = os.path.join(folder, 'src', 'base'), os.path.join(folder, 'src', 'report')
        os.makedirs(base)
        os.makedirs(report)
        with open(os.path.join(report, 'late.h'), 'w', encoding='utf-8') as f:
            f.write('/* SPDX-License-Identifier: GPL-3.0-or-later */\n')
        for what, line in (('an include of a later station', '#include "late.h"'),
                           ('an include through ..', '#include "../report/late.h"'),
                           ('an include of nobody', '#include "nowhere.h"')):
            with open(os.path.join(base, 'early.c'), 'w', encoding='utf-8') as f:
                f.write('/* SPDX-License-Identifier: GPL-3.0-or-later */\n' + line + '\n')
            yield what, any('early.c' in fault for fault in include_faults(rules, folder))
        with open(os.path.join(base, 'early.c'), 'w', encoding='utf-8') as f:
            f.write('#include <gtk/gtk.h>\n')
        yield 'the toolkit and a missing licence', len(list(source_faults(rules, folder))) == 2

        nothing = {station: [] for station in rules.order}
        rules.libraries, keep = nothing, rules.libraries
        archives = {
            'base': compile_archive(folder, 'base', 'void later(void); void early(void); void early(void){later();}'),
            'report': compile_archive(folder, 'report', 'void early(void); void later(void); void later(void){early();}'),
        }
        faults = list(symbol_faults(rules, archives, libraries=lambda names: set()))
        yield 'a symbol of a later station', faults == ['base: later is neither before it nor in its libraries']
        rules.libraries = keep
        for what, code in (('a socket below delivery', 'int socket(int,int,int); int f(void); int f(void){return socket(1,2,3);}'),
                           ('JSON parsed outside base', 'void json_parser_new(void); void f(void); void f(void){json_parser_new();}'),
                           ('the toolkit in a station', 'void gtk_init(void); void f(void); void f(void){gtk_init();}')):
            path = compile_archive(folder, 'report', code)
            yield what, len(list(pattern_faults(rules, {'report': path}))) == 1


def main():
    root, build = sys.argv[1], sys.argv[2]
    rules = Rules()
    archives = {s: archive(build, s) for s in rules.order}
    missing = [path for path in archives.values() if not os.path.isfile(path)]
    results = [('every station is one static library', [f'{path} is missing' for path in missing])]
    if not missing:
        results += [
            ('quoted includes follow the order', list(include_faults(rules, root))),
            ('unresolved symbols follow the order', list(symbol_faults(rules, archives))),
            ('no network below delivery, JSON parsed in base, no toolkit', list(pattern_faults(rules, archives))),
            ('sources: C++ in phone only, SPDX lines', list(source_faults(rules, root))),
            ('programs are not linked with what they must not load', list(needed_faults(rules, build))),
        ]
    results += [(f'sees {what}', [] if seen else ['it was not seen']) for what, seen in self_tests(rules)]
    print(f'1..{len(results)}')
    for number, (what, faults) in enumerate(results, 1):
        for fault in faults:
            print(f'# {fault}')
        print(f'{"not ok" if faults else "ok"} {number} - {what}')
    return 1 if any(faults for _, faults in results) else 0


if __name__ == '__main__':
    sys.exit(main())
