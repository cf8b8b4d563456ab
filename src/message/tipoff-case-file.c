/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-case.h"

#include "tipoff-content-type.h"
#include "tipoff-tongue.h"

#include <string.h>

static const char *
what_to_bring (TipoffContentType type)
{
  switch (type)
    {
    case TIPOFF_CONTENT_EMAIL:
    case TIPOFF_CONTENT_MBOX:
      return N_("This is an e-mail file, which Tipoff cannot read yet. Open the e-mail and paste its text.");
    case TIPOFF_CONTENT_CHAT_EXPORT:
      return N_("This is a whole conversation, which Tipoff cannot read yet. Paste the suspicious messages alone.");
    case TIPOFF_CONTENT_IMAGE:
      return N_("This is a picture, which Tipoff cannot read yet. Type over what the message says.");
    case TIPOFF_CONTENT_ZIP:
      return N_("This is an archive, which Tipoff cannot read yet. Paste the text of the suspicious message.");
    case TIPOFF_CONTENT_OTHER:
      return N_("This is a kind of file that Tipoff cannot read. Paste the text of the suspicious message.");
    case TIPOFF_CONTENT_TEXT:
    default:
      return NULL;
    }
}

/**
 * tipoff_case_accepts_file:
 * @bytes: the beginning of a file, or all of it
 *
 * Looks what kind of file it is, by its content.
 *
 * Returns: %FALSE with %TIPOFF_MESSAGE_ERROR_UNSUPPORTED where we cannot read such a file;
 *   the message is translatable and says what to bring instead
 */
gboolean
tipoff_case_accepts_file (const char  *bytes,
                          gsize        length,
                          GError     **error)
{
  const char *refusal = length > 0 ? what_to_bring (tipoff_content_type_recognise (bytes, length)) : NULL;

  if (refusal == NULL)
    return TRUE;
  g_set_error_literal (error, TIPOFF_MESSAGE_ERROR, TIPOFF_MESSAGE_ERROR_UNSUPPORTED, refusal);
  return FALSE;
}

/**
 * tipoff_case_new_from_file:
 * @bytes: the whole content of a file; need not be text
 * @length: its length in bytes, or -1 where it ends with a NUL
 * @sender: (nullable): who it is said to be from, as shown
 * @received: (nullable): when it came, RFC 3339
 *
 * As tipoff_case_new_from_text(), for content that the person did not see as text:
 * the kind of file is recognised first, never by its name.
 *
 * Returns: (transfer full): the case, or %NULL with a #TipoffMessageError
 */
TipoffCase *
tipoff_case_new_from_file (const char     *bytes,
                           gssize          length,
                           TipoffChannel   channel,
                           const char     *sender,
                           const char     *received,
                           GError        **error)
{
  gsize n = length < 0 ? strlen (bytes) : (gsize) length;

  if (!tipoff_case_accepts_file (bytes, n, error))
    return NULL;
  return tipoff_case_new_from_text (bytes, (gssize) n, channel, sender, received, error);
}
