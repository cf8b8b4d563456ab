/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "read-sandbox.h"

#include <linux/audit.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The kernel's name of the architecture that this is built for: a call of another one on the same
 * machine has other numbers. */
#if defined(__x86_64__)
# define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__i386__)
# define ARCHITECTURE AUDIT_ARCH_I386
#elif defined(__aarch64__)
# define ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined(__arm__)
# define ARCHITECTURE AUDIT_ARCH_ARM
#elif defined(__riscv) && __riscv_xlen == 64
# define ARCHITECTURE AUDIT_ARCH_RISCV64
#elif defined(__powerpc64__) && defined(__LITTLE_ENDIAN__)
# define ARCHITECTURE AUDIT_ARCH_PPC64LE
#elif defined(__s390x__)
# define ARCHITECTURE AUDIT_ARCH_S390X
#elif defined(__loongarch64)
# define ARCHITECTURE AUDIT_ARCH_LOONGARCH64
#else
# error "say here how the kernel calls this architecture (linux/audit.h)"
#endif

/* AddressSanitizer maps terabytes, and uses few of them. */
#if defined(__SANITIZE_ADDRESS__)
# define WITH_ADDRESS_SANITIZER
#elif defined(__has_feature)
# if __has_feature(address_sanitizer)
#  define WITH_ADDRESS_SANITIZER
# endif
#endif

/* Memory of a reader that reads the largest file that it takes, several times over; a second more
 * than the time, so that the first signal ends it. */
#define MEMORY_BYTES ((rlim_t) 1024 * 1024 * 1024)
#define CPU_SECONDS 60

/* The file has ended, or the caller is gone: nothing here waits for long. */
static const int allowed[] = {
  __NR_read, __NR_pread64, __NR_readv, __NR_write, __NR_writev, __NR_lseek, __NR_close,
  /* How C libraries call fstat(), by machine and version. */
#ifdef __NR_fstat
  __NR_fstat,
#endif
#ifdef __NR_newfstatat
  __NR_newfstatat,
#endif
#ifdef __NR_statx
  __NR_statx,
#endif
#ifdef __NR__llseek
  __NR__llseek,
#endif
#ifdef __NR_fstat64
  __NR_fstat64,
#endif
#ifdef __NR_fstatat64
  __NR_fstatat64,
#endif
  __NR_brk, __NR_munmap, __NR_mremap, __NR_madvise, __NR_futex,
#ifdef __NR_futex_time64
  __NR_futex_time64,
#endif
  __NR_clock_gettime,
#ifdef __NR_clock_gettime64
  __NR_clock_gettime64,
#endif
  __NR_gettimeofday,
#ifdef __NR_time
  __NR_time,
#endif
  __NR_getrandom, __NR_getpid, __NR_gettid, __NR_sched_yield, __NR_restart_syscall,
  __NR_rt_sigreturn, __NR_rt_sigprocmask, __NR_sigaltstack, __NR_exit, __NR_exit_group,
};

/* Memory may be asked for, but none that can be run. */
static const int allowed_unless_executable[] = {
#ifdef __NR_mmap2
  __NR_mmap2,                   /* beside it mmap() is an old call, whose arguments are elsewhere */
#else
  __NR_mmap,
#endif
  __NR_mprotect,
};

#define MAX_INSTRUCTIONS (8 + 2 * G_N_ELEMENTS (allowed) + 4 * G_N_ELEMENTS (allowed_unless_executable))

/* The low half of the third argument of mmap() and mprotect(), the protection. */
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
# define PROTECTION_OFFSET offsetof (struct seccomp_data, args[2])
#else
# define PROTECTION_OFFSET (offsetof (struct seccomp_data, args[2]) + 4)
#endif

typedef struct
{
  struct sock_filter code[MAX_INSTRUCTIONS];
  gushort            n;
} Filter;

static void
add (Filter             *filter,
     struct sock_filter  instruction)
{
  g_assert (filter->n < MAX_INSTRUCTIONS);
  filter->code[filter->n++] = instruction;
}

static void
add_load (Filter *filter,
          gsize   offset)
{
  add (filter, (struct sock_filter) BPF_STMT (BPF_LD | BPF_W | BPF_ABS, (guint32) offset));
}

static void
add_answer (Filter  *filter,
            guint32  answer)
{
  add (filter, (struct sock_filter) BPF_STMT (BPF_RET | BPF_K, answer));
}

/* An allow-list: whatever is not on it fails as if it were forbidden to this person. */
static void
fill_filter (Filter *filter)
{
  add_load (filter, offsetof (struct seccomp_data, arch));
  add (filter, (struct sock_filter) BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0));
  add_answer (filter, SECCOMP_RET_KILL_PROCESS);
  add_load (filter, offsetof (struct seccomp_data, nr));
  for (gsize i = 0; i < G_N_ELEMENTS (allowed); i++)
    {
      add (filter, (struct sock_filter) BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, (guint32) allowed[i], 0, 1));
      add_answer (filter, SECCOMP_RET_ALLOW);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (allowed_unless_executable); i++)
    {
      add (filter, (struct sock_filter) BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, (guint32) allowed_unless_executable[i], 0, 3));
      add_load (filter, PROTECTION_OFFSET);
      add (filter, (struct sock_filter) BPF_JUMP (BPF_JMP | BPF_JSET | BPF_K, PROT_EXEC, 1, 0));
      add_answer (filter, SECCOMP_RET_ALLOW);
    }
  add_answer (filter, SECCOMP_RET_ERRNO | (1 /* EPERM */ & SECCOMP_RET_DATA));
}

/* Lower than it may already be. */
static gboolean
set_limit (__rlimit_resource_t resource,
           rlim_t              soft,
           rlim_t              hard)
{
  struct rlimit limit;

  if (getrlimit (resource, &limit) != 0)
    return FALSE;
  limit.rlim_max = MIN (limit.rlim_max, hard);
  limit.rlim_cur = MIN (limit.rlim_max, soft);
  return setrlimit (resource, &limit) == 0;
}

static gboolean
set_limits (void)
{
#ifndef WITH_ADDRESS_SANITIZER
  if (!set_limit (RLIMIT_AS, MEMORY_BYTES, MEMORY_BYTES))
    return FALSE;
#endif
  return set_limit (RLIMIT_CPU, CPU_SECONDS, CPU_SECONDS + 1) && set_limit (RLIMIT_CORE, 0, 0) && set_limit (RLIMIT_FSIZE, 0, 0)
         && set_limit (RLIMIT_NPROC, 0, 0) && set_limit (RLIMIT_NOFILE, 0, 0);
}

/* Where root runs Tipoff. */
static gboolean
drop_capabilities (void)
{
  struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
  struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = { { 0 } };

  return syscall (__NR_capset, &header, none) == 0;
}

gboolean
read_sandbox_enter (void)
{
  Filter filter = { .n = 0 };
  struct sock_fprog program = { .filter = filter.code };

  fill_filter (&filter);
  program.len = filter.n;
  return prctl (PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0 && prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) == 0
         && set_limits () && drop_capabilities () && prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
         && prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}
