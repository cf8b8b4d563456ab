/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-case.h"

G_BEGIN_DECLS

/* What a file is by its own bytes, whatever it is called: looked at as they pass. */

#define READ_TRAITS_BEGINNING 1024
/* The longest word that is looked for, without its last byte. */
#define READ_TRAITS_CARRIED 32

typedef struct
{
  char     beginning[READ_TRAITS_BEGINNING];
  gsize    n_beginning;
  char     carried[READ_TRAITS_CARRIED];    /* the end of what has passed */
  gsize    n_carried;
  gboolean has_encrypt_word;
  gboolean has_package_word;
} ReadTraits;

void  read_traits_take (ReadTraits *self, const char *bytes, gsize length);
/* Bits 1 << TipoffAttachmentTrait. */
guint read_traits_get  (const ReadTraits *self);

G_END_DECLS
