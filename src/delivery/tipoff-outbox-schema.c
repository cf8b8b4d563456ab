/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-outbox-schema.h"

/* The steps are frozen once released: a change to the outbox is one more at
 * the end, with a fixture of the version before it in tests/delivery/fixtures. */
static const char *const migrations[] = {
  /* 1: `state` is a TipoffState, times are unix seconds, `way` is its word.
   * `lease_until` is on the clock that counts through suspend, `lease_slot`
   * says who holds it. The bytes have a table of their own, so that a list
   * does not read through them. */
  "CREATE TABLE report ("
  "  seq            INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  id             TEXT    NOT NULL UNIQUE,"
  "  state          INTEGER NOT NULL CHECK (state >= 0),"
  "  kind           TEXT    NOT NULL,"
  "  summary        TEXT    NOT NULL,"
  "  authority      TEXT,"
  "  authority_name TEXT,"
  "  route          TEXT,"
  "  way            TEXT    NOT NULL,"
  "  format         TEXT    NOT NULL,"
  "  protocol       TEXT,"
  "  address        TEXT    NOT NULL,"
  "  ca_file        TEXT,"
  "  media_type     TEXT    NOT NULL,"
  "  created        INTEGER NOT NULL,"
  "  not_before     INTEGER NOT NULL,"
  "  attempts       INTEGER NOT NULL DEFAULT 0,"
  "  next_at        INTEGER NOT NULL DEFAULT 0,"
  "  reason         TEXT,"
  "  detail         TEXT,"
  "  reference      TEXT,"
  "  received       INTEGER NOT NULL DEFAULT 0,"
  "  sha256         TEXT    NOT NULL,"
  "  lease_slot     INTEGER NOT NULL DEFAULT 0,"
  "  lease_until    INTEGER NOT NULL DEFAULT 0"
  ") STRICT;"
  "CREATE INDEX report_state ON report (state);"
  "CREATE TABLE content ("
  "  seq   INTEGER PRIMARY KEY REFERENCES report (seq) ON DELETE CASCADE,"
  "  bytes BLOB NOT NULL"
  ") STRICT;",
  /* 2: what a later attempt has to know. `poll_url` is where the outcome of
   * one that was taken is asked for, `polls` how often it was. With
   * `may_have_arrived`, nobody knows what became of an attempt; version 1 had
   * only tipoff's protocol, whose endpoints know what they have. */
  "ALTER TABLE report ADD COLUMN poll_url         TEXT;"
  "ALTER TABLE report ADD COLUMN polls            INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE report ADD COLUMN may_have_arrived INTEGER NOT NULL DEFAULT 0;"
  /* Of a correction: the report that it takes back, and how the authority calls that. */
  "ALTER TABLE report ADD COLUMN corrects           TEXT;"
  "ALTER TABLE report ADD COLUMN corrects_reference TEXT;",
  NULL,
};

const TipoffDatabaseKind tipoff_outbox_kind = {
  .name = "outbox",
  .application_id = 0x54504f42,   /* "TPOB" */
  .migrations = migrations,
};
