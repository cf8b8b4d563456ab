/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-signals.h"

#include "tipoff-ids.h"
#include "tipoff-notion.h"

#include <string.h>

static const char *const other_names[] = {
  "claims-brand", "claims-bank", "claims-parcel", "claims-government", "claims-account",
  "claims-subscription", "claims-marketplace", "link", "link-of-others", "link-of-brand-only",
  "link-open", "links-many", "link-bait", "link-hyphens", "link-digits", "claim-with-link-of-others",
  "claim-with-own-link", "phone", "phone-mobile", "phone-of-brand", "email", "iban", "wallet",
  "no-contact", "asks", "asks-nothing", "asks-nothing-no-contact", "asks-with-link-of-others",
  "asks-with-link-of-brand", "asks-with-phone", "asks-reply-only", "pressure-with-ask",
  "pressure-with-link-of-others", "claim-pressure-link", "topic-with-link-of-others", "money",
  "money-with-link-of-others", "code", "code-without-link", "code-never-share", "date-or-time",
  "masked-account", "shouting", "words-up-to-5", "words-up-to-12", "words-over-60", "words-over-200",
  "moves-2", "moves-3", "moves-4", "no-moves", "courtesies", "link-named", "link-named-and-more",
  "phone-of-others", "link-known",
};
G_STATIC_ASSERT (G_N_ELEMENTS (other_names) == TIPOFF_N_SIGNALS - TIPOFF_SIGNAL_OTHERS);

const char *
tipoff_signal_get_name (guint signal, char *buffer, gsize size)
{
  g_return_val_if_fail (signal < TIPOFF_N_SIGNALS, NULL);

  if (signal >= TIPOFF_SIGNAL_OTHERS)
    return other_names[signal - TIPOFF_SIGNAL_OTHERS];
  if (signal >= TIPOFF_SIGNAL_CONCEPTS)
    g_snprintf (buffer, size, "concept:%s", tipoff_concept_to_string (signal - TIPOFF_SIGNAL_CONCEPTS));
  else
    g_snprintf (buffer, size, "flag:%s", tipoff_flag_type_to_string (signal - TIPOFF_SIGNAL_FLAGS));
  return buffer;
}

guint64
tipoff_signals_get_fingerprint (void)
{
  guint64 fingerprint = TIPOFF_N_SIGNALS;
  char buffer[64];

  for (guint i = 0; i < TIPOFF_N_SIGNALS; i++)
    {
      const char *name = tipoff_signal_get_name (i, buffer, sizeof buffer);

      fingerprint = tipoff_hash64 (name, strlen (name), fingerprint);
    }
  for (guint i = 0; i < TIPOFF_N_NOTIONS; i++)
    fingerprint = tipoff_hash64 (tipoff_notion_to_string (i), strlen (tipoff_notion_to_string (i)), fingerprint);
  return fingerprint;
}
