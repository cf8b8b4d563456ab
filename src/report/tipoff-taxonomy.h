/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-case.h"
#include "tipoff-kind.h"

G_BEGIN_DECLS

/* Inside the station: how others call our kinds and channels (data/taxonomy/taxonomy.json). Every
 * kind and channel has an answer; strings are owned by the library. */

/* What XARF 4 calls it. */
typedef struct
{
  const char *type;         /* "phishing", "fraud", "spam" */
  const char *lure_type;    /* of phishing; NULL */
  const char *fraud_type;   /* of fraud; NULL */
} TipoffXarfType;

/* Reference Security Incident Taxonomy: "fraud/phishing". */
const char    *tipoff_taxonomy_get_class         (TipoffKind kind, TipoffChannel channel);
/* As MISP writes it: rsit:fraud="phishing". New string. */
char          *tipoff_taxonomy_format_class      (const char *class_name);
/* Machine tags, the class first, then finer ones. (transfer full) */
char         **tipoff_taxonomy_get_tags          (TipoffKind kind, TipoffChannel channel);
TipoffXarfType tipoff_taxonomy_get_xarf          (TipoffKind kind);
const char    *tipoff_taxonomy_get_xarf_protocol (TipoffChannel channel);
/* A site that very many people use, beyond those of brands. @domain: registrable, A-labels. */
gboolean       tipoff_taxonomy_is_popular        (const char *domain);
/* Where anybody may have a mailbox: an address there is its user's, not the company's. */
gboolean       tipoff_taxonomy_is_mail_provider  (const char *host);

/* What marks a test in every taxonomy that has a word for it. */
#define TIPOFF_TAXONOMY_TEST_CLASS "test/test"

G_END_DECLS
