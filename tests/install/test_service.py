#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The unit of tipoff-desk: how exposed it is, and that the desk does its work with what the unit leaves it.
   test_service.py SOURCE BUILD UNIT SANITIZERS"""
import atexit
import ctypes
import os
import re
import shlex
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(sys.argv[1], 'tests', 'lib'))
import tap
import tipoff

SOURCE, BUILD, UNIT, SANITIZERS = sys.argv[1:5]
DESK = os.path.join(BUILD, 'src', 'desk', 'tipoff-desk')
CONFINE = os.path.join(SOURCE, 'tests', 'install', 'confine.py')
MOST_EXPOSURE = 2.0
# GLib tries whether threads may get the priority of the one that makes them, and does without.
TRIED = ['sched_setattr']
NOBODY = 65534
SCRATCH = tempfile.mkdtemp(prefix='tipoff-service-')
atexit.register(shutil.rmtree, SCRATCH, True)


def run(*command, **kwargs):
    done = subprocess.run(command, capture_output=True, text=True, check=False, **kwargs)
    assert done.returncode == 0, f'{" ".join(command)}\n{done.stdout}{done.stderr}'
    return done.stdout


def need(*programs):
    for program in programs:
        if not shutil.which(program):
            raise tap.Skip(f'{program} is not installed')


class Unit:
    def __init__(self, path):
        self.settings = {}
        with open(path, encoding='utf-8') as f:
            for key, value in re.findall(r'^(\w+)=(.*)$', f.read(), re.M):
                self.settings.setdefault(key, []).append(value)

    def one(self, key):
        assert len(self.settings[key]) == 1, key
        return self.settings[key][0]

    def command(self, specifiers, **environment):
        """ExecStart as systemd makes it: ${NAME} is one word, $NAME is as many as it has."""
        def specify(text):
            return re.sub(r'%(.)', lambda match: specifiers[match[1]], text)
        values = {}
        for line in self.settings['Environment']:
            values.update(word.split('=', 1) for word in shlex.split(specify(line)))
        values.update(environment)
        words = []
        for word in specify(self.one('ExecStart')).split():
            whole = re.fullmatch(r'\$\{(\w+)\}', word)
            several = re.fullmatch(r'\$(\w+)', word)
            words += [values[whole[1]]] if whole else values[several[1]].split() if several else [word]
        return words


def filter_set(name):
    """The system calls of one of systemd's groups; each knows others."""
    found = set()
    for line in run('systemd-analyze', 'syscall-filter', '--no-pager', name).splitlines()[1:]:
        word = line.strip()
        if word.startswith('@'):
            found |= filter_set(word)
        elif word and not word.startswith('#'):
            found.add(word)
    assert found, name
    return found


def confine(script, unit):
    """The beginning of a command that confines as the unit does."""
    allowed = allowed_calls(unit)
    assert not allowed & set(TRIED)
    tap.equal((unit.one('MemoryDenyWriteExecute'), unit.one('SystemCallErrorNumber')), ('yes', 'EPERM'))
    return ['/usr/bin/python3', '-I', script, ','.join(sorted(allowed)), ','.join(TRIED), ','.join(unit.one('RestrictAddressFamilies').split())]


def allowed_calls(unit):
    allowed = set()
    for line in unit.settings['SystemCallFilter']:
        groups = set().union(*(filter_set(word) for word in line.lstrip('~').split()))
        allowed = allowed - groups if line.startswith('~') else allowed | groups
    return allowed


@tap.test('systemd finds no fault with the unit')
def _():
    need('systemd-analyze')
    with open(UNIT, encoding='utf-8') as f:
        text = re.sub(r'^ExecStart=\S+', lambda _: 'ExecStart=' + DESK, f.read(), flags=re.M)
    copy = os.path.join(SCRATCH, 'tipoff-desk.service')
    with open(copy, 'w', encoding='utf-8') as f:
        f.write(text)
    done = subprocess.run(['systemd-analyze', 'verify', '--man=no', copy], capture_output=True, text=True, check=False)
    # Of other units on this machine it may say something too.
    tap.equal((done.returncode, [line for line in done.stderr.splitlines() if 'tipoff-desk' in line]), (0, []), done.stderr)


@tap.test('its exposure is at most 2.0 of 10')
def _():
    need('systemd-analyze')
    said = run('systemd-analyze', 'security', '--offline=true', f'--threshold={int(MOST_EXPOSURE * 10)}', '--no-pager', UNIT,
               env=dict(os.environ, LC_ALL='C.UTF-8'))
    exposure = re.search(r'Overall exposure level for \S+: ([0-9.]+)', said)
    assert exposure and float(exposure[1]) <= MOST_EXPOSURE, said
    print(f'# exposure {exposure[1]}', flush=True)


@tap.test('the threshold is really looked at: without the restrictions it is passed')
def _():
    need('systemd-analyze')
    open_unit = os.path.join(SCRATCH, 'open.service')
    with open(open_unit, 'w', encoding='utf-8') as f:
        f.write('[Service]\nExecStart=/bin/true\n')
    done = subprocess.run(['systemd-analyze', 'security', '--offline=true', '--threshold=20', '--no-pager', open_unit],
                          capture_output=True, check=False)
    assert done.returncode != 0


class Confined:
    """The desk as the unit starts it: by bubblewrap, kernel filters and, for root, as nobody and without capabilities."""

    def __init__(self, home, tokens):
        self.home, self.is_root = home, os.geteuid() == 0
        self.credentials, self.state = home.path('credentials'), home.path('state', 'tipoff-desk')
        os.makedirs(self.credentials)
        os.makedirs(self.state)
        os.chmod(self.state, 0o700)
        self.make_certificate()
        with open(os.path.join(self.credentials, 'tokens'), 'w', encoding='utf-8') as f:
            f.write(tokens)
        for name in os.listdir(self.credentials):
            path = os.path.join(self.credentials, name)
            # By its access list what systemd hands over looks as if its group could read it.
            os.chmod(path, 0o440 if self.is_root else 0o400)
            if self.is_root:
                os.chown(path, 0, NOBODY)
        if self.is_root:
            os.chown(self.state, NOBODY, NOBODY)
            # The way to what is bound; nobody's own has no other.
            os.chmod(home.dir, 0o755)

    def make_certificate(self):
        template = self.home.write('template', 'cn = desk\nip_address = 127.0.0.1\ntls_www_server\nsigning_key\nca\n')
        key, self.certificate = os.path.join(self.credentials, 'key'), os.path.join(self.credentials, 'cert')
        run('certtool', '--generate-privkey', '--key-type=ecdsa', '--outfile', key)
        run('certtool', '--generate-self-signed', '--load-privkey', key, '--template', template, '--outfile', self.certificate)
        self.certificate = shutil.copy(self.certificate, self.home.path('ca.pem'))

    def sandbox(self):
        command = ['bwrap', '--die-with-parent', '--unshare-ipc', '--unshare-uts', '--unshare-pid', '--unshare-cgroup-try', '--new-session',
                   '--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc']
        for hidden in ('/home', '/root', '/run', '/tmp', '/var/tmp'):
            if os.path.isdir(hidden):
                command += ['--tmpfs', hidden]
        command += ['--perms', '0755', '--dir', '/run/state', '--ro-bind', DESK, '/run/tipoff-desk', '--ro-bind', CONFINE, '/run/confine.py',
                    '--ro-bind', self.credentials, '/run/credentials', '--bind', self.state, '/run/state/tipoff-desk',
                    '--clearenv', '--chdir', '/']
        if self.is_root:
            command += ['setpriv', f'--reuid={NOBODY}', f'--regid={NOBODY}', '--clear-groups', '--bounding-set=-all', '--inh-caps=-all',
                        '--no-new-privs']
        return command

    def __enter__(self):
        unit = Unit(UNIT)
        command = unit.command({'d': '/run/credentials', 'S': '/run/state'}, LISTEN='127.0.0.1:0',
                               TOKENS='--token-file=/run/credentials/tokens', OPTIONS='--rate=60 --deadline=10')
        command[0] = '/run/tipoff-desk'
        self.log = open(self.home.path('log'), 'w+b')
        self.process = subprocess.Popen(self.sandbox() + confine('/run/confine.py', unit) + command, stdout=self.log, stderr=subprocess.STDOUT)
        try:
            self.wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def wait(self):
        for _ in range(1000):
            ready = re.search(r'^tipoff-desk: listening on (\S+)$', self.read_log(), re.M)
            if ready:
                self.endpoint = ready[1]
                return
            assert self.process.poll() is None, f'the desk ended with {self.process.returncode}: {self.read_log()}'
            time.sleep(0.02)
        raise AssertionError(f'the desk is not ready: {self.read_log()}')

    def read_log(self):
        with open(self.home.path('log'), encoding='utf-8') as f:
            return f.read()

    def desk_pid(self):
        """bwrap passes no signals on: the one to tell is the last of its descendants."""
        pid = self.process.pid
        while True:
            with open(f'/proc/{pid}/task/{pid}/children', encoding='ascii') as f:
                children = f.read().split()
            if not children:
                return pid
            pid = int(children[0])

    def terminate(self):
        os.kill(self.desk_pid(), signal.SIGTERM)
        return self.process.wait(20)

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.log.close()


def need_confinement():
    need('systemd-analyze', 'bwrap', 'setpriv', 'certtool')
    if SANITIZERS != 'none':
        raise tap.Skip('sanitizers do more than the program does')
    try:
        ctypes.CDLL('libseccomp.so.2')
    except OSError:
        raise tap.Skip('libseccomp is not installed')
    tried = subprocess.run(['bwrap', '--ro-bind', '/', '/', '--proc', '/proc', '--unshare-pid', 'true'], capture_output=True, text=True, check=False)
    if tried.returncode != 0:
        raise tap.Skip(f'no sandbox can be made here: {tried.stderr.strip()}')


@tap.test('with all restrictions it takes a report, gives it back, and ends when it is told to')
def _():
    need_confinement()
    with tipoff.Home(BUILD) as home, Confined(home, tipoff.hash_tokens('acme submit,read secret-of-acme')) as desk:
        token = home.write('token', 'secret-of-acme\n')
        done = home.cli('submit', '--endpoint', desk.endpoint, '--format', 'tipoff', '--ca-file', desk.certificate, '--token-file', token,
                        stdin='bpost: uw pakket wordt vastgehouden. Betaal 1,99 EUR via https://bpost-levering.top/be')
        assert done.status == 0, done.out + done.err + desk.read_log()
        receipt = done.json()
        tap.equal(receipt['state'], 'delivered')
        again = home.cli('submit', '--report', receipt['report_id'], '--token-file', token)
        tap.equal((again.status, again.json()['reference']), (0, receipt['reference']))
        without = home.cli('submit', '--endpoint', desk.endpoint, '--format', 'tipoff', '--ca-file', desk.certificate, stdin='hello there')
        tap.equal(without.status, 4)
        if desk.is_root:
            with open(f'/proc/{desk.desk_pid()}/status', encoding='ascii') as f:
                status = dict(line.split(':\t', 1) for line in f.read().splitlines())
            tap.equal((status['Uid'].split()[0], int(status['CapEff'], 16), status['Seccomp'], status['NoNewPrivs']), (str(NOBODY), 0, '2', '1'))
        tap.equal(desk.terminate(), 0, desk.read_log())
        kept = [os.path.join(desk.state, name) for name in os.listdir(desk.state)]
        assert os.path.join(desk.state, 'desk.sqlite') in kept, kept
        for path in kept:
            tap.equal(stat.S_IMODE(os.stat(path).st_mode) & 0o077, 0, path)


@tap.test('the confinement of this test confines: each rule is noticed when it is broken')
def _():
    need_confinement()
    unit = Unit(UNIT)
    attempts = {
        'nothing forbidden': ('pass', 0),
        'a socket of the system': ('import socket; socket.socket(socket.AF_UNIX)', -signal.SIGSYS),
        'memory to write and run': ('import mmap; mmap.mmap(-1, 4096, prot=mmap.PROT_WRITE | mmap.PROT_EXEC)', 1),
        'a privileged call': ('import os; os.chroot("/")', -signal.SIGSYS),
    }
    for what, (program, status) in attempts.items():
        done = subprocess.run([*confine(CONFINE, unit), '/usr/bin/python3', '-I', '-S', '-c', program], capture_output=True, text=True, check=False)
        tap.equal(done.returncode, status, what + done.stderr)


tap.main()
