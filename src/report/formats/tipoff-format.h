/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-masked.h"

G_BEGIN_DECLS

/* Inside the station: one way of writing a report down. A pure function: the same report
 * and route give the same bytes. */
typedef struct
{
  const char *name;
  const char *media_type;
  GBytes   *(*encode) (const TipoffReport *report, TipoffMasked *masked,
                       const TipoffRoute *route, const TipoffAuthority *authority, GError **error);
  /* %NULL where this format has no way to take a report back. @correction_media_type %NULL: media_type. */
  GBytes   *(*encode_correction) (const TipoffCorrection *correction,
                                  const TipoffRoute *route, const TipoffAuthority *authority, GError **error);
  const char *correction_media_type;
} TipoffFormat;

/* NULL with UNKNOWN_FORMAT where there is none of that name. */
const TipoffFormat *tipoff_format_find (const char *name, GError **error);

extern const TipoffFormat tipoff_format_tipoff;
extern const TipoffFormat tipoff_format_eml;
extern const TipoffFormat tipoff_format_iodef;
extern const TipoffFormat tipoff_format_misp;
extern const TipoffFormat tipoff_format_netcraft;
extern const TipoffFormat tipoff_format_rt;
extern const TipoffFormat tipoff_format_signal_spam;
extern const TipoffFormat tipoff_format_stix;
extern const TipoffFormat tipoff_format_xarf;

G_END_DECLS
