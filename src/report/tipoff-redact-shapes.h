/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Inside the station: personal numbers by their check digits. Each takes digits (and
 * letters where the number has them) without separators. */

/* ISO/IEC 7812: 13 to 19 digits, first digit of a payment network, Luhn. */
gboolean tipoff_shape_is_card            (const char *digits);
/* Belgian national register number: 11 digits, a date, 97 minus the rest of the first nine. */
gboolean tipoff_shape_is_belgian_id      (const char *digits);
/* Spanish DNI (8 digits and a letter) and NIE (X, Y or Z, 7 digits and a letter). */
gboolean tipoff_shape_is_spanish_id      (const char *text);
/* French NIR: 13 digits and a key of 2. */
gboolean tipoff_shape_is_french_id       (const char *digits);
/* Dutch BSN: 9 digits, the "eleven test". True for one in eleven numbers: only with its name before it. */
gboolean tipoff_shape_is_dutch_id        (const char *digits);
/* UPU S10: two letters, 8 digits and a check digit, two letters. */
gboolean tipoff_shape_is_postal_item     (const char *text);
/* The ASCII digits of @text alone. New string. */
char    *tipoff_shape_digits             (const char *text);
/* Where in @text an e-mail address is. */
gboolean tipoff_shape_find_email         (const char *text, gsize *start, gsize *end);

G_END_DECLS
