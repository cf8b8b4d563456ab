#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Completion of tipoff-cli in the real shells, and that it offers what the program takes.    test_completion.py SOURCE BUILD"""
import glob
import json
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(sys.argv[1], 'tests', 'lib'))
import tap
import tipoff

BUILD = sys.argv[2]
FILES = os.path.join(BUILD, 'data', 'completion')
CLI = os.path.join(BUILD, 'src', 'cli', 'tipoff-cli')
SHELLS = ('bash', 'zsh', 'fish')
SCAM = 'bpost: uw pakket wordt vastgehouden. Betaal 1,99 EUR via https://bpost-levering.top/be'


class Terminal:
    """An interactive zsh, since its completion runs nowhere else."""

    def __init__(self, home):
        environment = dict(home.env, TERM='dumb', PATH=os.path.dirname(CLI) + ':/usr/bin:/bin', LC_ALL='C.UTF-8', COLUMNS='200', LINES='100')
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(home.dir)
            os.execve(shutil.which('zsh'), ['zsh', '-f', '-i'], environment)
        self.said = ''
        # Two parts, so that the echo of the command is not taken for its end.
        self.send(f'fpath=({FILES} $fpath); autoload -Uz compinit; compinit -u -D; PROMPT="> "; unsetopt prompt_sp; unset zle_bracketed_paste; '
                  'LISTMAX=999; stty rows 100 cols 200; print rea""dy\n')
        self.wait('\nready\n> ')

    def send(self, text):
        self.said = ''
        os.write(self.fd, text.encode())

    def wait(self, *what):
        """Until it has said one of these."""
        while not any(text in self.said for text in what):
            ready, _, _ = select.select([self.fd], [], [], 20)
            assert ready, f'zsh did not say {what!r}: {self.said!r}'
            self.said += os.read(self.fd, 65536).decode(errors='replace').replace('\r', '')

    def complete(self, line):
        """Its list of what fits, after which it writes the line again; where nothing does, it rings."""
        self.send('\x15' + line + '\x04')
        self.wait('\n> ' + line, '\x07')
        said = self.said
        self.send('\x15\x0c')
        self.wait('> ')
        return said

    def close(self):
        os.close(self.fd)
        os.waitpid(self.pid, 0)


def of_bash(home, line):
    # Bash divides words at "=" too, and leaves it to completions to put them together.
    words = [word for part in line.split(' ') for word in (re.split('(=)', part) if part.startswith('--') else [part])]
    words = [word for number, word in enumerate(words) if word or number == len(words) - 1]
    script = '''source /usr/share/bash-completion/bash_completion; source "$1"; shift
      compopt() { :; }; COMP_LINE=$1 COMP_POINT=${#1} COMP_TYPE=9 COMP_KEY=9; shift
      COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
      _tipoff_cli "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"; printf '%s\\n' "${COMPREPLY[@]}"'''
    done = subprocess.run(['bash', '--norc', '-c', script, 'bash', os.path.join(FILES, 'tipoff-cli'), CLI + line[len('tipoff-cli'):], CLI, *words[1:]], cwd=home.dir, env=home.env,
                          capture_output=True, text=True, check=False)
    tap.equal(done.stderr, '', line)
    return {word.rstrip('=') for word in done.stdout.split()}


def of_fish(home, line):
    script = 'source $argv[1]; complete -C $argv[2]'
    done = subprocess.run(['fish', '--no-config', '-c', script, os.path.join(FILES, 'tipoff-cli.fish'), line],
                          cwd=home.dir, env=dict(home.env, PATH=os.path.dirname(CLI) + ':/usr/bin:/bin'), capture_output=True, text=True, check=False)
    tap.equal(done.stderr, '', line)
    # As whole words: of "--format=t" fish gives "--format=tipoff".
    return {offer.split('\t')[0].rsplit('=', 1)[-1] if '=' in line.split(' ')[-1] else offer.split('\t')[0] for offer in done.stdout.splitlines()}


def words_in(said):
    return set(re.findall(r'[^\s(),]+', said))


class Shells:
    """Asks each shell that is there."""

    def __enter__(self):
        self.home = tipoff.Home(BUILD).__enter__()
        self.terminal = None
        return self

    def __exit__(self, *_):
        if self.terminal:
            self.terminal.close()
        self.home.__exit__()

    def offers(self, shell, line):
        line = 'tipoff-cli ' + line
        if shell == 'bash':
            return of_bash(self.home, line)
        if shell == 'fish':
            return of_fish(self.home, line)
        if not self.terminal:
            self.terminal = Terminal(self.home)
        return words_in(self.terminal.complete(line).replace(line, ''))


def need(shell):
    if not shutil.which(shell):
        raise tap.Skip(f'{shell} is not installed')
    if shell == 'bash' and not os.path.exists('/usr/share/bash-completion/bash_completion'):
        raise tap.Skip('bash-completion is not installed')


def say(*arguments):
    with tempfile.TemporaryDirectory(prefix='tipoff-say-') as data:
        done = subprocess.run([CLI, *arguments], capture_output=True, text=True, check=False,
                              env=dict(os.environ, LC_ALL='C.UTF-8', XDG_DATA_HOME=data))
    return done.stdout + done.stderr


def commands():
    return re.findall(r'^  (\w+) ', say('--help'), re.M)


def options(command):
    return set(re.findall(r'(--[a-z-]+)', say(command, '--help').split('Help Options')[1]))


def named_after(said, beginning):
    """The words of "give sms, whatsapp or other" in what the program says to a wrong word."""
    listed = re.search(re.escape(beginning) + r':? (.*)', said)[1]
    return set(re.split(r', | or ', listed))


VALUES = {
    ('check', '--channel'): lambda: named_after(say('check', '--channel=x'), 'give'),
    ('report', '--harm'): lambda: named_after(say('advice', 'bank', '--harm=x'), 'give'),
    ('advice', '--language'): lambda: named_after(say('advice', 'bank', '--language=xx'), 'give'),
    ('report', '--format'): lambda: named_after(say('report', '--format=x', '/dev/null'), 'give'),
    ('submit', '--protocol'): lambda: named_after(say('submit', '--endpoint=https://localhost/', '--format=tipoff', '--protocol=x'),
                                                  'give --protocol and one of'),
}

for shell in SHELLS:
    @tap.test(f'{shell}: the commands, and the options of each')
    def _(shell=shell):
        need(shell)
        with Shells() as shells:
            tap.equal(shells.offers(shell, '') & {*commands(), 'help'}, {*commands(), 'help'})
            for command in commands():
                offered = {word.strip('=') for word in shells.offers(shell, command + ' --') if word.startswith('--') and len(word) > 2}
                tap.equal(offered, options(command), command)

    @tap.test(f'{shell}: the values of options, and kinds, as the program names them')
    def _(shell=shell):
        need(shell)
        with Shells() as shells:
            for (command, option), values in VALUES.items():
                for between in ' =':
                    offered, wanted = shells.offers(shell, f'{command} {option}{between}'), values()
                    tap.equal(offered & wanted, wanted, f'{option}{between}')
                    assert shell == 'zsh' or offered == wanted, (offered, wanted)
            kinds = named_after(say('advice', 'x'), 'give one kind')
            tap.equal(shells.offers(shell, 'advice ') & kinds, kinds)
            tap.equal(shells.offers(shell, 'advice --harm data ') & kinds, kinds)

    @tap.test(f'{shell}: countries, routes and stored reports are the program\'s own; looking makes no outbox')
    def _(shell=shell):
        need(shell)
        with Shells() as shells:
            authorities = json.loads(say('authorities', '--json'))
            text = json.dumps(authorities)
            countries = set(re.findall(r'"country": "([A-Z]{2})"', text))
            routes = {word for word in re.findall(r'"id": "([a-z.-]+)"', text) if word.count('.') == 2}
            assert {'BE', 'ES'} <= countries and 'be.safeonweb.email-nl' in routes
            tap.equal(shells.offers(shell, 'authorities ') & countries, countries)
            tap.equal(shells.offers(shell, 'check --country ') & countries, countries)
            tap.equal(shells.offers(shell, 'report --route ') & routes, routes)
            shells.offers(shell, 'outbox show ')
            shells.offers(shell, 'submit --report ')
            assert not glob.glob(shells.home.path('data', 'tipoff*'))
            saved = [shells.home.cli('report', '--country', 'BE', '--save', stdin=SCAM).out.strip() for _ in range(2)]
            tap.equal(shells.offers(shell, 'outbox show ') & set(saved), set(saved))
            tap.equal(shells.offers(shell, 'submit --report ') & set(saved), set(saved))

    @tap.test(f'{shell}: files where files go, and nowhere else')
    def _(shell=shell):
        need(shell)
        with Shells() as shells:
            for name in ('one-message.txt', 'two-message.txt'):
                shells.home.write(name, SCAM)
            for line in ('check ', 'check --json ', 'submit ', 'report --channel sms ', 'submit --token-file '):
                assert {'one-message.txt', 'two-message.txt'} <= shells.offers(shell, line), line
            for line in ('number ', 'advice ', 'outbox ', 'authorities ', 'check --channel '):
                assert 'one-message.txt' not in shells.offers(shell, line), line

tap.main()
