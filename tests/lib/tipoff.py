# SPDX-License-Identifier: GPL-3.0-or-later
"""The real programs of a build, in a home of their own.

    with tipoff.Home(build) as home, tipoff.Desk(build, home) as desk:
        home.cli('check', '--json', stdin='…')
"""
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class Result:
    def __init__(self, done):
        self.status, self.out, self.err = done.returncode, done.stdout, done.stderr

    def json(self):
        return json.loads(self.out)

    def lines(self):
        return [json.loads(line) for line in self.out.splitlines()]


class Home:
    """Own XDG directories, so that a test is alone."""

    def __init__(self, build):
        self.build = build

    def __enter__(self):
        self.dir = tempfile.mkdtemp(prefix='tipoff-test-')
        self.env = dict(os.environ, HOME=self.dir, XDG_CONFIG_HOME=self.dir + '/config', XDG_DATA_HOME=self.dir + '/data',
                        XDG_CACHE_HOME=self.dir + '/cache', LC_ALL='C.UTF-8', LANGUAGE='', G_DEBUG='fatal-criticals')
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.dir, ignore_errors=True)

    def path(self, *parts):
        return os.path.join(self.dir, *parts)

    def write(self, name, content, mode=0o600):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with open(path, 'wb') as f:
            f.write(content if isinstance(content, bytes) else content.encode())
        os.chmod(path, mode)
        return path

    def cli(self, *arguments, stdin='', timeout=60):
        data = stdin if isinstance(stdin, bytes) else stdin.encode()
        done = subprocess.run([os.path.join(self.build, 'src', 'cli', 'tipoff-cli'), *arguments], input=data,
                              capture_output=True, env=self.env, timeout=timeout, check=False)
        done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
        if done.returncode < 0:
            raise AssertionError(f'tipoff-cli died of signal {-done.returncode}: {done.stderr}')
        return Result(done)


def hash_tokens(*lines):
    """A desk's token file: of each "name scopes token" it has the hash of the token alone."""
    words = (line.split() for line in lines)
    return ''.join(f'{name} {scopes} {hashlib.sha256(token.encode()).hexdigest()}\n' for name, scopes, token in words)


class Desk:
    """A real tipoff-desk over TLS on loopback, with a certificate of its own."""

    def __init__(self, build, home, *arguments, name='desk', address='127.0.0.1:0'):
        self.build, self.home, self.arguments, self.address = build, home, arguments, address
        self.dir = home.path(name)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        os.makedirs(self.dir, mode=0o700, exist_ok=True)
        self.log = open(os.path.join(self.dir, 'log'), 'w+b')
        self.process = subprocess.Popen(
            [os.path.join(self.build, 'src', 'desk', 'tipoff-desk'), '--listen', self.address, '--data', self.dir,
             '--self-signed', *self.arguments], stdout=self.log, stderr=subprocess.STDOUT, env=self.home.env)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            text = self.read_log()
            ready = re.search(r'^tipoff-desk: listening on (\S+)$', text, re.M)
            roots = re.search(r'^tipoff-desk: certificate (.+)$', text, re.M)
            if ready and roots:
                self.endpoint, self.certificate = ready.group(1), roots.group(1)
                # So that it can be stopped and started again where it was.
                self.address = re.match(r'https://([^/]+)/', self.endpoint).group(1)
                return
            if self.process.poll() is not None:
                raise AssertionError(f'tipoff-desk ended: {text}')
            time.sleep(0.02)
        raise AssertionError(f'tipoff-desk is not ready: {self.read_log()}')

    def read_log(self):
        with open(os.path.join(self.dir, 'log'), encoding='utf-8') as f:
            return f.read()

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
                raise AssertionError('tipoff-desk did not stop')
        self.log.close()

    def practice(self):
        """Puts the practice desk's authority file where Tipoff looks for it."""
        with open(os.path.join(SOURCE, 'data', 'authorities', 'practice.json.in'), encoding='utf-8') as f:
            text = f.read().replace('@ENDPOINT@', self.endpoint).replace('@CA_FILE@', self.certificate)
        return self.home.write('config/tipoff/authorities/practice.json', text)
