#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tipoff-read can still do once it has locked itself in.    test_sandbox.py SOURCE BUILD"""
import ctypes
import errno
import os
import resource
import signal
import subprocess
import sys

sys.path.insert(0, os.path.join(sys.argv[1], 'tests', 'lib'))
import tap

SOURCE, BUILD = sys.argv[1:3]
PROBE = os.path.join(BUILD, 'tests', 'read', 'sandbox-probe')
READER = os.path.join(BUILD, 'src', 'read', 'tipoff-read')
FORBIDDEN = ('open', 'create', 'unlink', 'socket', 'unix-socket', 'fork', 'exec', 'kill', 'ptrace', 'mount', 'setuid', 'dup', 'terminal',
             'executable', 'executable-map', 'read-parent')


def sanitized():
    return b'__asan_init' in subprocess.run(['nm', '-D', READER], capture_output=True, check=False).stdout


def probe(what):
    return subprocess.run([PROBE, what], input=b'x', capture_output=True, timeout=60, check=False).returncode


@tap.test('it reads what is open')
def _():
    tap.equal(probe('read'), 0)


@tap.test('it opens, sends, starts, signals and traces nothing')
def _():
    tap.equal({what: probe(what) for what in FORBIDDEN}, {what: 1 for what in FORBIDDEN})


@tap.test('the probe itself can do most of it where nothing locks it in')
def _():
    code = 'import os, socket, signal; os.open("/etc/passwd", os.O_RDONLY); socket.socket(); os.dup(0); os.kill(os.getppid(), 0)'
    tap.equal(subprocess.run([sys.executable, '-c', code], check=False).returncode, 0)


@tap.test('its memory is bounded')
def _():
    if sanitized():
        raise tap.Skip('a sanitizer maps all there is')
    tap.equal(probe('memory'), 1)


@tap.test('its time is bounded')
def _():
    def lower():    # a minute is long for a test: it keeps a limit that is lower already
        resource.setrlimit(resource.RLIMIT_CPU, (1, 2))
    done = subprocess.run([PROBE, 'time'], stdin=subprocess.DEVNULL, preexec_fn=lower, timeout=60, check=False)
    assert done.returncode in (-signal.SIGXCPU, -signal.SIGKILL), done.returncode


@tap.test('where it cannot lock itself in it reads nothing')
def _():
    def refuse():
        """One of the calls that it needs for it fails, as on a system that has none."""
        library = ctypes.CDLL('libseccomp.so.2')
        library.seccomp_init.restype = ctypes.c_void_p
        context = ctypes.c_void_p(library.seccomp_init(ctypes.c_uint32(0x7fff0000)))
        library.seccomp_rule_add_array(context, ctypes.c_uint32(0x00050000 | errno.EPERM),
                                       library.seccomp_syscall_resolve_name(b'capset'), 0, None)
        assert library.seccomp_load(context) == 0
    done = subprocess.run([READER], input=b'From: a@example.be\nSubject: x\n\nDag\n', preexec_fn=refuse, capture_output=True, check=False)
    tap.equal(done.stdout, b'{"error":"unprotected"}\n')


tap.main()
