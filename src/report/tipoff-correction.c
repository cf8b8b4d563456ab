/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tipoff-report.h"

#include "tipoff-format.h"
#include "tipoff-ids.h"

/**
 * tipoff_correction_encode:
 * @self: a correction
 * @format: (nullable): one of tipoff_report_formats(); %NULL for the route's
 * @route: (nullable): where the first report went
 * @authority: (nullable): whose route that is
 * @media_type: (out) (optional) (transfer none): of the bytes
 * @error: return location for an error
 *
 * A pure function, as tipoff_report_encode() is. Nothing of the message is told again.
 *
 * Returns: (transfer full) (nullable): the bytes; %NULL with NOT_TAKEN where the format has no way to say
 *   that a report was a mistake
 */
GBytes *
tipoff_correction_encode (const TipoffCorrection *self,
                          const char             *format,
                          const TipoffRoute      *route,
                          const TipoffAuthority  *authority,
                          const char            **media_type,
                          GError                **error)
{
  const char *name = format != NULL || route == NULL ? format : route->format;
  const TipoffFormat *encoder = tipoff_format_find (name, error);

  if (encoder == NULL)
    return NULL;
  if (!tipoff_uuid_is_valid (self->id) || !tipoff_uuid_is_valid (self->corrects))
    {
      g_set_error_literal (error, TIPOFF_REPORT_ERROR, TIPOFF_REPORT_ERROR_INVALID,
                           "A report’s id is not a UUID in small letters");
      return NULL;
    }
  if (encoder->encode_correction == NULL)
    {
      g_set_error (error, TIPOFF_REPORT_ERROR, TIPOFF_REPORT_ERROR_NOT_TAKEN,
                   "The format “%s” has no way to take a report back", name);
      return NULL;
    }
  if (media_type != NULL)
    *media_type = encoder->correction_media_type != NULL ? encoder->correction_media_type : encoder->media_type;
  return encoder->encode_correction (self, route, authority, error);
}
