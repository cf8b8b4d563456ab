/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "config.h"

#include "read-sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/* Does what a reader would do that a stranger's file has taken over, after the reader has locked itself
 * in. Exit status: 0 it went through, 1 the system said no, 2 the lock did not hold or there is no such try. */

static long
try_memory (void)
{
  gsize mapped = 0;

  while (mapped < (gsize) 4 << 30)
    {
      if (mmap (NULL, 64 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED)
        return -1;
      mapped += 64 << 20;
    }
  return 0;
}

static long
try_executable (void)
{
  char *page = mmap (NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  return page == MAP_FAILED ? 0 : mprotect (page, 4096, PROT_READ | PROT_EXEC);
}

static long
try_time (void)
{
  volatile guint64 n = 0;

  for (;;)
    n++;
  return 0;
}

static long
try_read_parent (void)
{
  char byte;
  struct iovec here = { &byte, 1 }, there = { (void *) &try_read_parent, 1 };

  return process_vm_readv (getppid (), &here, 1, &there, 1, 0);
}

static long try_read (void) { char byte; return read (0, &byte, 1) == 1 ? 0 : -1; }
static long try_open (void) { return open ("/etc/passwd", O_RDONLY); }
static long try_create (void) { return open ("/tmp/tipoff-probe", O_WRONLY | O_CREAT, 0600); }
static long try_unlink (void) { return unlink ("/tmp/tipoff-probe-none"); }
static long try_socket (void) { return socket (AF_INET, SOCK_STREAM, 0); }
static long try_unix_socket (void) { return socket (AF_UNIX, SOCK_STREAM, 0); }
static long try_fork (void) { return syscall (SYS_clone, SIGCHLD, 0, 0, 0, 0); }
static long try_exec (void) { return execl ("/bin/true", "true", NULL); }
static long try_kill (void) { return kill (getppid (), 0); }
static long try_ptrace (void) { return ptrace (PTRACE_ATTACH, getppid (), 0, 0); }
static long try_mount (void) { return syscall (SYS_unshare, 0x10000000); }
static long try_setuid (void) { return setuid (0); }
static long try_dup (void) { return dup (0); }
static long try_terminal (void) { return syscall (SYS_ioctl, 0, 0x5412 /* TIOCSTI */, "x"); }
static long try_executable_map (void) { return mmap (NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? -1 : 0; }

static const struct { const char *name; long (*function) (void); } tries[] = {
  { "read", try_read }, { "open", try_open }, { "create", try_create }, { "unlink", try_unlink }, { "socket", try_socket },
  { "unix-socket", try_unix_socket }, { "fork", try_fork }, { "exec", try_exec }, { "kill", try_kill }, { "ptrace", try_ptrace },
  { "mount", try_mount }, { "setuid", try_setuid }, { "dup", try_dup }, { "terminal", try_terminal },
  { "executable", try_executable }, { "executable-map", try_executable_map }, { "read-parent", try_read_parent },
  { "memory", try_memory }, { "time", try_time },
};

int
main (int    argc,
      char **argv)
{
  if (!read_sandbox_enter ())
    return 2;
  for (gsize i = 0; argc == 2 && i < G_N_ELEMENTS (tries); i++)
    if (strcmp (tries[i].name, argv[1]) == 0)
      _exit (tries[i].function () < 0 ? 1 : 0);
  _exit (2);
}
