/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One part's text as the classifier reads it: small letters without accents, full-width and
 * ornamental letters as plain ones, nothing invisible, letters of other scripts that stand in
 * for Latin ones replaced, s p a c e d letters joined. Never longer than the original. */
typedef struct
{
  char       *text;         /* NUL-terminated */
  guint32    *source;       /* for each byte of @text, the first byte of its character in @original */
  gsize       length;
  const char *original;     /* not owned */
  gsize       original_length;
  guint32     accents;      /* one bit for each letter of the accent table that was met */
  guint       letters;      /* letters in all, and how many of them were capitals */
  guint       capitals;
  guint       hidden;       /* invisible characters that were dropped */
  guint       disguised;    /* letters of another script that were taken for Latin ones */
} TipoffNormal;

/* The letters whose presence tells a language, in the order of the bits of @accents. */
#define TIPOFF_N_ACCENTS 32

/* @buffer holds tipoff_normal_buffer_size (@length) bytes, aligned for a guint32, and outlives @self. */
gsize tipoff_normal_buffer_size (gsize length);
void  tipoff_normal_init        (TipoffNormal *self, const char *text, gsize length, gpointer buffer);
/* The smallest range of the original that gave [@start, @end). */
void  tipoff_normal_to_source   (const TipoffNormal *self, gsize start, gsize end,
                                 gsize *source_start, gsize *source_end);
/* @c as a Latin small letter: what it is, or what it can be mistaken for; 0 where it is neither. */
char  tipoff_normal_skeleton    (gunichar c);
/* A phrase of our own data in the same form. New string. */
char *tipoff_normal_fold        (const char *text);

G_END_DECLS
