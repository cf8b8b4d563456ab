/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What Tipoff reads was written by a stranger: each station refuses more than
 * this with a clear error instead of growing with the input. */

/* One text, as pasted or read from a file. */
#define TIPOFF_LIMIT_TEXT_BYTES ((gsize) 1024 * 1024)
/* One line of `check --jsonl`. */
#define TIPOFF_LIMIT_JSONL_LINE_BYTES ((gsize) 1024 * 1024)
/* Levels of nesting in any JSON. */
#define TIPOFF_LIMIT_JSON_DEPTH 32
/* Members of one JSON object. */
#define TIPOFF_LIMIT_JSON_MEMBERS 1024
/* Data files of ours and of administrators. */
#define TIPOFF_LIMIT_DATA_FILE_BYTES ((gsize) 4 * 1024 * 1024)
/* One report, encoded. */
#define TIPOFF_LIMIT_REPORT_BYTES ((gsize) 1024 * 1024)
/* An endpoint's answer. */
#define TIPOFF_LIMIT_ANSWER_BYTES ((gsize) 256 * 1024)
/* Parts of one case, and indicators found in one. */
#define TIPOFF_LIMIT_PARTS 4096
#define TIPOFF_LIMIT_INDICATORS 512
/* A sender as shown, a name, a URL. */
#define TIPOFF_LIMIT_SENDER_BYTES 512
#define TIPOFF_LIMIT_URL_BYTES 4096
