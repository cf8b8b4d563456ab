#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a program with the kernel filters that systemd would set for a unit. What is not allowed kills it at once, so that
nothing is missed that systemd's own filters only refuse.

    confine.py ALLOWED REFUSED FAMILIES COMMAND...

System calls, system calls that are refused as systemd does it, and address families; each separated by commas.
"""
import ctypes
import errno
import os
import socket
import sys

KILL_PROCESS, ALLOW, REFUSE = 0x80000000, 0x7fff0000, 0x00050000 | errno.EPERM
EQUAL, MASKED_EQUAL = 4, 7
PROT_WRITE, PROT_EXEC, SHM_EXEC = 2, 4, 0o100000
FAMILIES = 46

library = ctypes.CDLL('libseccomp.so.2', use_errno=True)
library.seccomp_init.restype = ctypes.c_void_p


class Compare(ctypes.Structure):
    _fields_ = [('argument', ctypes.c_uint), ('how', ctypes.c_int), ('a', ctypes.c_uint64), ('b', ctypes.c_uint64)]


class Filter:
    def __init__(self, otherwise):
        self.context = ctypes.c_void_p(library.seccomp_init(ctypes.c_uint32(otherwise)))

    def add(self, action, name, *compares):
        number = library.seccomp_syscall_resolve_name(name.encode())
        # Groups name calls of other machines and other kernels too.
        if number < 0:
            return
        rules = (Compare * len(compares))(*compares)
        code = library.seccomp_rule_add_array(self.context, ctypes.c_uint32(action), number, len(compares), rules)
        assert code == 0, (name, code)

    def load(self):
        code = library.seccomp_load(self.context)
        assert code == 0, code


def main():
    calls, refused, families = (words.split(',') for words in sys.argv[1:4])
    command = sys.argv[4:]

    special = Filter(ALLOW)
    both = PROT_WRITE | PROT_EXEC
    # Only refused: patterns are compiled to machine code where that goes, and interpreted where it does not.
    special.add(REFUSE, 'mmap', Compare(2, MASKED_EQUAL, both, both))
    for name in ('mprotect', 'pkey_mprotect'):
        special.add(KILL_PROCESS, name, Compare(2, MASKED_EQUAL, PROT_EXEC, PROT_EXEC))
    special.add(KILL_PROCESS, 'shmat', Compare(2, MASKED_EQUAL, SHM_EXEC, SHM_EXEC))
    for family in set(range(FAMILIES)) - {getattr(socket, family) for family in families}:
        special.add(KILL_PROCESS, 'socket', Compare(0, EQUAL, family, 0))
    special.load()

    allowed = Filter(KILL_PROCESS)
    for name in calls:
        allowed.add(ALLOW, name)
    for name in refused:
        allowed.add(REFUSE, name)
    allowed.load()
    os.execv(command[0], command)


if __name__ == '__main__':
    main()
