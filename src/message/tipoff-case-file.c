/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-case.h"

#include "tipoff-content-type.h"
#include "tipoff-tongue.h"

static const char *
what_to_bring (TipoffContentType type)
{
  switch (type)
    {
    case TIPOFF_CONTENT_IMAGE:
      return N_("This is a picture, which Tipoff cannot read yet. Type over what the message says.");
    case TIPOFF_CONTENT_OUTLOOK:
      return N_("This is an e-mail in Outlook's own form, which Tipoff cannot read. In Outlook, save it as an .eml file, or copy its text and paste it here.");
    case TIPOFF_CONTENT_OTHER:
      return N_("This is a kind of file that Tipoff cannot read. Paste the text of the suspicious message.");
    case TIPOFF_CONTENT_EMAIL:
    case TIPOFF_CONTENT_MBOX:
    case TIPOFF_CONTENT_CHAT_EXPORT:
    case TIPOFF_CONTENT_ZIP:
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
