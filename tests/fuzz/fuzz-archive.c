/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "read-archive.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  struct archive *archive = archive_read_new ();
  TipoffWireError why;

  archive_read_support_format_zip (archive);
  if (archive_read_open_memory (archive, data, size) == ARCHIVE_OK)
    tipoff_chat_free (read_archive (archive, &why));
  archive_read_free (archive);
  return 0;
}
