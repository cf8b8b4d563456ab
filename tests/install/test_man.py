#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The man pages say what the programs take, no more and no less.    test_man.py SOURCE BUILD PAGE..."""
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(sys.argv[1], 'tests', 'lib'))
import tap

BUILD, PAGES = sys.argv[2], {re.sub(r'\.[0-9]$', '', os.path.basename(page)): page for page in sys.argv[3:]}
PROGRAMS = {'tipoff-cli': 'cli', 'tipoff-desk': 'desk', 'tipoff': 'app'}
# mdoc(7): what ends the arguments of Fl.
MACROS = {'Ar', 'Brq', 'Cm', 'Em', 'Fl', 'It', 'Li', 'Nm', 'Ns', 'Oc', 'Oo', 'Op', 'Pa', 'Ql'}


def say(program, *arguments):
    done = subprocess.run([os.path.join(BUILD, 'src', PROGRAMS[program], program), *arguments], capture_output=True, text=True, check=False,
                          env=dict(os.environ, LC_ALL='C.UTF-8', LANGUAGE=''))
    return done.stdout + done.stderr


def options_of(program, *arguments):
    """What --help lists."""
    said = say(program, *arguments, '--help-all' if program == 'tipoff' else '--help')
    listed = re.findall(r'^  (?:-(\w), )?--([a-z-]+)', said, re.M)
    return {'--' + long for _, long in listed} | {'-' + short for short, _ in listed if short}


def lines(page, section=None):
    with open(PAGES[page], encoding='utf-8') as f:
        text = f.read()
    if section:
        text = re.search(rf'^\.Sh {section}\n(.*?)(?=^\.Sh |\Z)', text, re.M | re.S)[1]
    return [line for line in text.splitlines() if not line.startswith('.\\"')]


def flags(some):
    """The options that are marked as such."""
    found = set()
    for line in some:
        macro = None
        for token in line.lstrip('.').split() if line.startswith('.') else []:
            if token in MACROS:
                macro = token
            elif macro == 'Fl' and re.fullmatch(r'-?[a-z][a-z-]*', token):
                found.add('-' + token)
    return found


def rendered(page):
    # To be read as it is shown: bold and underlined letters are written over each other.
    shown = subprocess.run(['mandoc', '-T', 'utf8', '-O', 'width=78', PAGES[page]], capture_output=True, text=True, check=True).stdout
    return re.sub('.\b', '', shown)


def need_mandoc():
    if not shutil.which('mandoc'):
        raise tap.Skip('mandoc is not installed')


def words(said, beginning):
    """The words of "give sms, whatsapp or other" in what the program says to a wrong word."""
    return re.split(', | or ', re.search(re.escape(beginning) + '(.*)', said)[1])


for name in PAGES:
    @tap.test(f'{name}: well-formed, and no line is too wide')
    def _(name=name):
        need_mandoc()
        done = subprocess.run(['mandoc', '-T', 'lint', '-W', 'warning', PAGES[name]], capture_output=True, text=True, check=False)
        tap.equal((done.returncode, done.stdout), (0, ''))
        tap.equal(re.findall(r'@\w+@', ''.join(lines(name))), [], 'not put in')
        wide = [line for line in rendered(name).splitlines() if len(line) > 80]
        tap.equal(wide, [])

    @tap.test(f'{name}: every option has its place, and none is named that is not there')
    def _(name=name):
        offered = options_of(name)
        if name == 'tipoff-cli':
            offered |= {'-h', '--help', '--version'}.union(*(options_of(name, command) for command in commands()))
        if name == 'tipoff-desk':
            offered |= set().union(*(options_of(name, command) for command in ('token', 'erase', 'export')))
        explained = flags(line for line in lines(name) if line.startswith('.It Fl'))
        tap.equal(explained, offered)
        tap.equal(flags(lines(name)) - offered, set())

    @tap.test(f'{name}: examples use options that are there')
    def _(name=name):
        need_mandoc()
        for line in re.findall(r'^ *[$#] .*(?:\\\n.*)*', rendered(name), re.M):
            used = re.search(r'\b(tipoff(?:-\w+)?) (?:(\w+) )?(.*)', line.replace('\\\n', ' '))
            if used and used[1] in PROGRAMS and os.path.exists(os.path.join(BUILD, 'src', PROGRAMS[used[1]], used[1])):
                command = [used[2]] if used[2] and used[1] != 'tipoff' else []
                tap.equal(set(re.findall(r'--[a-z-]+', used[3])) - options_of(used[1], *command), set(), line)


def commands():
    return re.findall(r'^  (\w+) ', say('tipoff-cli', '--help'), re.M)


@tap.test('tipoff-cli: each command is explained, and its synopsis has its options')
def _():
    synopsis = {}
    for usage in '\n'.join(lines('tipoff-cli', 'SYNOPSIS')).split('.Nm\n')[1:]:
        command = re.match(r'\.Cm (\w+)', usage)
        if command:
            synopsis[command[1]] = synopsis.get(command[1], set()) | flags(usage.splitlines())
    tap.equal(list(synopsis), commands())
    for command, options in synopsis.items():
        tap.equal(options, options_of('tipoff-cli', command) - {'-h', '--help'}, command)
    explained = re.findall(r'^\.It Cm (\w+)(?: (?:Op Cm )?(\w+))?', '\n'.join(lines('tipoff-cli', 'DESCRIPTION')), re.M)
    tap.equal({command for command, _ in explained}, {*commands(), 'help'})
    actions = re.search(r'outbox takes (.*)', say('tipoff-cli', 'outbox', 'nothing', 'at', 'all'))[1]
    tap.equal([action for command, action in explained if command == 'outbox'], re.findall(r'(?:^|, | or )(\w+)', actions))


@tap.test('tipoff-cli: channels, kinds, harms, formats and languages are all named')
def _():
    text = '\n'.join(lines('tipoff-cli'))
    named = set(re.findall(r'^\.Ql (\S+)', text, re.M))
    for said, beginning in ((say('tipoff-cli', 'check', '--channel=x'), 'give '), (say('tipoff-cli', 'advice', 'x'), 'give one kind: '),
                            (say('tipoff-cli', 'advice', 'bank', '--harm=x'), 'give '), (say('tipoff-cli', 'report', '--format=x', '/dev/null'), 'give '),
                            (say('tipoff-cli', 'advice', 'bank', '--language=xx'), 'give ')):
        tap.equal(set(words(said, beginning)) - named, set(), said)


@tap.test('tipoff-cli: the exit statuses are those of --help')
def _():
    told = re.findall(r'(\d) ', re.search(r'Exit status: (.*)', say('tipoff-cli', '--help'), re.S)[1])
    tap.equal(re.findall(r'^\.It (\d)$', '\n'.join(lines('tipoff-cli', 'EXIT STATUS')), re.M), told)


tap.main()
