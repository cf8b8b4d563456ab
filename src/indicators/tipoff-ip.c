/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-ip.h"

#include <string.h>

/* One number of an IPv4 address: decimal, octal behind 0, hexadecimal behind 0x. */
static gboolean
read_number (const char *text, gsize length, guint64 *value)
{
  guint base = 10;

  *value = 0;
  if (length == 0)
    return FALSE;
  if (length >= 2 && text[0] == '0')
    {
      base = (text[1] | 0x20) == 'x' ? 16 : 8;
      text += base == 16 ? 2 : 1;
      length -= base == 16 ? 2 : 1;
    }
  for (gsize i = 0; i < length; i++)
    {
      int digit = g_ascii_xdigit_value (text[i]);

      if (digit < 0 || (guint) digit >= base)
        return FALSE;
      *value = *value * base + (guint) digit;
      if (*value > G_MAXUINT32)
        return FALSE;
    }
  return TRUE;
}

char *
tipoff_ipv4_canonical (const char *host)
{
  guint64 numbers[4], address = 0;
  guint n = 0;

  for (const char *p = host;; p++)
    {
      gsize length = strcspn (p, ".");

      if (n == 4 || !read_number (p, length, &numbers[n]))
        return NULL;
      n++;
      p += length;
      if (*p == '\0')
        break;
    }

  /* The last number fills the bytes that are left. */
  for (guint i = 0; i + 1 < n; i++)
    {
      if (numbers[i] > 255)
        return NULL;
      address |= numbers[i] << (8 * (3 - i));
    }
  if (numbers[n - 1] >= (G_GUINT64_CONSTANT (1) << (8 * (5 - n))))
    return NULL;
  address |= numbers[n - 1];

  return g_strdup_printf ("%u.%u.%u.%u", (guint) (address >> 24) & 255, (guint) (address >> 16) & 255,
                          (guint) (address >> 8) & 255, (guint) address & 255);
}

/* The two groups that end an address as "::ffff:185.12.3.4". Dotted decimal only. */
static gboolean
read_dotted_tail (const char *text, guint16 *groups)
{
  guint bytes[4];

  for (guint i = 0; i < 4; i++)
    {
      gsize length = strspn (text, "0123456789");

      if (length == 0 || length > 3 || (length > 1 && text[0] == '0'))
        return FALSE;
      bytes[i] = (guint) g_ascii_strtoull (text, NULL, 10);
      text += length;
      if (bytes[i] > 255 || *text != (i < 3 ? '.' : '\0'))
        return FALSE;
      text++;
    }
  groups[0] = (guint16) (bytes[0] << 8 | bytes[1]);
  groups[1] = (guint16) (bytes[2] << 8 | bytes[3]);
  return TRUE;
}

/* Reads groups up to the end or to "::", which *@text then points at. Gives how many, or -1. */
static int
read_groups (const char **text, guint16 *groups, int room)
{
  const char *p = *text;
  int n = 0;

  while (*p != '\0' && !(p[0] == ':' && p[1] == ':'))
    {
      gsize length = strspn (p, "0123456789abcdefABCDEF");

      if (p[length] == '.')
        {
          if (n + 2 > room || !read_dotted_tail (p, groups + n))
            return -1;
          n += 2;
          p += strlen (p);
          break;
        }
      if (length == 0 || length > 4 || n == room)
        return -1;
      groups[n++] = (guint16) g_ascii_strtoull (p, NULL, 16);
      p += length;
      if (p[0] == ':' && p[1] != ':')
        {
          p++;
          if (*p == '\0')
            return -1;
        }
      else if (*p != '\0' && *p != ':')
        return -1;
    }
  *text = p;
  return n;
}

/* The longest run of at least two zero groups, the first of equals (RFC 5952, 4.2). */
static void
find_zeros (const guint16 *groups, int *start, int *length)
{
  *start = *length = 0;
  for (int i = 0; i < 8; i++)
    {
      int n = 0;

      while (i + n < 8 && groups[i + n] == 0)
        n++;
      if (n > *length && n >= 2)
        {
          *start = i;
          *length = n;
        }
      i += n;
    }
}

static char *
write_groups (const guint16 *groups)
{
  g_autoptr (GString) out = g_string_new (NULL);
  int start, length;

  find_zeros (groups, &start, &length);
  for (int i = 0; i < 8; i++)
    {
      if (length > 0 && i == start)
        {
          g_string_append (out, "::");
          i += length - 1;
          continue;
        }
      if (out->len > 0 && out->str[out->len - 1] != ':')
        g_string_append_c (out, ':');
      g_string_append_printf (out, "%x", groups[i]);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
tipoff_ipv6_canonical (const char *address)
{
  guint16 groups[8] = { 0 }, tail[8] = { 0 };
  int n, n_tail;

  n = read_groups (&address, groups, 8);
  if (n < 0)
    return NULL;
  if (*address == '\0')
    return n == 8 ? write_groups (groups) : NULL;
  if (n > 7)                                        /* "::" stands for at least one group */
    return NULL;

  address += 2;
  n_tail = read_groups (&address, tail, 7 - n);
  if (n_tail < 0 || *address != '\0')
    return NULL;
  for (int i = 0; i < n_tail; i++)
    groups[8 - n_tail + i] = tail[i];
  return write_groups (groups);
}
