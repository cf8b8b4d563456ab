/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE   /* F_OFD_SETLK */
#include "tipoff-lease.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

struct _TipoffLeaseHolder
{
  int    fd;
  gint64 slot;
};

/* A lock on one byte. Open file description locks (fcntl(2)) belong to this
 * descriptor alone: neither another holder in the same process nor a closed
 * copy of the file takes it away. */
static struct flock
byte_lock (gint64 slot)
{
  return (struct flock) { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = slot, .l_len = 1 };
}

static gint64
random_slot (void)
{
  guint64 bits;

  while (getrandom (&bits, sizeof bits, 0) != sizeof bits)
    continue;

  return (gint64) (bits >> 2) + 1;
}

/**
 * tipoff_lease_holder_new:
 * @path: the lock file; made with mode 0600 where it is not there
 * @error: return location for an error (%G_IO_ERROR)
 *
 * A process number would not do: two sandboxed instances each see their own,
 * and numbers are used again.
 *
 * Returns: (transfer full): a holder with a slot of its own, or %NULL
 */
TipoffLeaseHolder *
tipoff_lease_holder_new (const char  *path,
                         GError     **error)
{
  g_autoptr (TipoffLeaseHolder) self = g_new0 (TipoffLeaseHolder, 1);
  struct flock lock;

  self->fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (self->fd < 0)
    goto failed;

  do
    {
      self->slot = random_slot ();
      lock = byte_lock (self->slot);
      if (fcntl (self->fd, F_OFD_SETLK, &lock) == 0)
        return g_steal_pointer (&self);
    }
  while (errno == EAGAIN || errno == EACCES || errno == EINTR);

failed:
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", path, g_strerror (errno));
  return NULL;
}

void
tipoff_lease_holder_free (TipoffLeaseHolder *self)
{
  if (self == NULL)
    return;

  if (self->fd >= 0)
    close (self->fd);
  g_free (self);
}

gint64
tipoff_lease_holder_get_slot (const TipoffLeaseHolder *self)
{
  return self->slot;
}

/**
 * tipoff_lease_slot_is_held:
 * @self: the one who asks
 * @slot: the number beside a lease
 *
 * Returns: whether the holder of @slot lives. Where the kernel cannot say, it
 *   does: then the lease ends by its time.
 */
gboolean
tipoff_lease_slot_is_held (const TipoffLeaseHolder *self,
                           gint64                   slot)
{
  struct flock lock = byte_lock (slot);

  if (slot <= 0)
    return FALSE;
  if (slot == self->slot)
    return TRUE;
  if (fcntl (self->fd, F_OFD_GETLK, &lock) != 0)
    return TRUE;

  return lock.l_type != F_UNLCK;
}

gint64
tipoff_lease_clock (void)
{
  struct timespec time;

  clock_gettime (CLOCK_BOOTTIME, &time);
  return time.tv_sec;
}
