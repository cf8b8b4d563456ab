/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tipoff-authority.h"
#include "tipoff-conversation.h"
#include "tipoff-outbox.h"
#include "tipoff-reader.h"
#include "tipoff-settings.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* In: arguments, files, standard input. Out: what the window does, as text or JSON,
 * and an exit status that scripts can rely on. Never: a prompt. */

typedef enum
{
  CLI_EXIT_DONE = 0,
  CLI_EXIT_FAILED = 1,       /* one line on standard error says what, and what to do */
  CLI_EXIT_USAGE = 2,        /* also: a route that is not HTTPS */
  CLI_EXIT_WAITING = 3,
  CLI_EXIT_ATTENTION = 4,    /* needs attention, refused or unknown */
} CliExit;

#define CLI_ERROR (cli_error_quark ())
typedef enum
{
  CLI_ERROR_USAGE,
} CliError;
GQuark cli_error_quark (void);

/* What every command may need, made at first need. */
typedef struct
{
  TipoffSettings   *settings;
  TipoffClassifier *classifier;
} Cli;

TipoffSettings   *cli_get_settings   (Cli *cli);
TipoffClassifier *cli_get_classifier (Cli *cli, GError **error);
TipoffTongue     *cli_get_tongue     (Cli *cli);

/* Options that several commands share. Filled by GOption, checked by cli_case_options_check(). */
typedef struct
{
  char          *channel_name;
  char          *sender;
  char          *received;
  char          *country;
  char          *suspect;
  TipoffChannel  channel;
} CliCaseOptions;

#define CLI_CASE_OPTION_ENTRIES(options)                                                                        \
  { "channel", 0, 0, G_OPTION_ARG_STRING, &(options).channel_name, "How it came: sms, whatsapp, email …", "C" },  \
  { "sender", 0, 0, G_OPTION_ARG_STRING, &(options).sender, "Who it is said to be from, as shown", "TEXT" },      \
  { "received", 0, 0, G_OPTION_ARG_STRING, &(options).received, "When it came (RFC 3339)", "TIME" },              \
  { "country", 0, 0, G_OPTION_ARG_STRING, &(options).country, "The person's country (two letters)", "CC" },           \
  { "suspect", 0, 0, G_OPTION_ARG_STRING, &(options).suspect, "Whose side of a conversation is suspicious", "NAME" }

void      cli_case_options_clear (CliCaseOptions *options);
/* Reads channel and country words; the country falls back to the settings. */
gboolean  cli_case_options_check (CliCaseOptions *options, Cli *cli, GError **error);

/* @arguments is a command's own, from its name on; what is not an option stays. */
gboolean  cli_parse_options   (const char *summary, const GOptionEntry *entries,
                               char ***arguments, GError **error);
/* A file, or standard input where @path is NULL or "-". At most @max_bytes. */
GBytes   *cli_read_input      (const char *path, gsize max_bytes, GError **error);
/* A file of whatever kind, recognised by content; standard input where @path is NULL or "-". */
gboolean  cli_read            (const char *path, const CliCaseOptions *options, const TipoffReaderFuncs *funcs,
                               gpointer user_data, GError **error);
/* The one case in it, with its verdict; that of the suspect where it is a conversation. Refuses many. */
TipoffCase *cli_read_case     (Cli *cli, const char *path, const CliCaseOptions *options, TipoffVerdict **verdict,
                               GError **error);
/* The side of the suspect, who was named or is guessed. */
TipoffSide *cli_check_chat    (Cli *cli, const TipoffChat *chat, const CliCaseOptions *options, GError **error);
/* A secret of one line from a file; never an argument. */
char     *cli_read_token      (const char *path, GError **error);
gboolean  cli_write_output    (const char *bytes, gsize length, GError **error);
/* 1 << TipoffHarm for each word. */
gboolean  cli_parse_harms     (char **words, guint *harms, GError **error);

/* Prints @error as one line and gives the status that goes with it. */
CliExit   cli_fail            (GError *error);

CliExit   cli_command_check       (Cli *cli, char **arguments);
CliExit   cli_command_number      (Cli *cli, char **arguments);
CliExit   cli_command_advice      (Cli *cli, char **arguments);
CliExit   cli_command_report      (Cli *cli, char **arguments);
CliExit   cli_command_submit      (Cli *cli, char **arguments);
CliExit   cli_command_outbox      (Cli *cli, char **arguments);
CliExit   cli_command_authorities (Cli *cli, char **arguments);

/* What `authorities` can change: one of them is set. */
typedef struct
{
  char *add;       /* an authority file */
  char *ca_file;   /* for add */
  char *remove;    /* ids */
  char *turn_on;
  char *turn_off;
} CliAuthorityChange;

void      cli_authority_change_clear (CliAuthorityChange *change);
/* How many of them are set. */
guint     cli_authority_change_count (const CliAuthorityChange *change);
CliExit   cli_authority_change_run   (const CliAuthorityChange *change, Cli *cli, TipoffAuthorities *authorities);

/* check --jsonl: one message a line from @fd, one verdict a line to standard output. */
CliExit   cli_check_lines         (Cli *cli, int fd, const CliCaseOptions *options);

/* The verdict for people, as plain text. */
void      cli_print_verdict       (GString *out, const TipoffVerdict *verdict, const TipoffCase *c,
                                   TipoffTongue *tongue, const char *country);
/* Steps of advice, as numbered lines. (element-type TipoffStep) */
void      cli_print_steps         (GString *out, GPtrArray *steps, const char *indent, const char *language);
/* Whom to tell. (element-type TipoffContact) */
void      cli_print_contacts      (GString *out, GPtrArray *contacts, const char *language);
/* How the state of a report ends a command. */
CliExit   cli_exit_of_state       (TipoffState state);
/* One row of `outbox list --json`. */
void      cli_write_item          (TipoffJsonWriter *writer, const TipoffOutboxItem *item);

/* What a report is made of, shared by `report` and `submit`. */
typedef struct
{
  CliCaseOptions  c;
  char           *route_id;
  char           *format;
  char          **harm_words;
  char          **keep;
  char           *id;
  char           *time;
  char           *comment;
  char           *own;
  gboolean        sender_known;
  char          **roles;
  char           *opened;
  char           *loss;
  /* submit only */
  char           *endpoint;
  char           *protocol;
} CliReportOptions;

#define CLI_REPORT_OPTION_ENTRIES(options)                                                                       \
  CLI_CASE_OPTION_ENTRIES ((options).c),                                                                           \
  { "route", 0, 0, G_OPTION_ARG_STRING, &(options).route_id, "Where it goes (see authorities)", "ID" },           \
  { "format", 0, 0, G_OPTION_ARG_STRING, &(options).format, "The bytes: tipoff, eml", "F" },                      \
  { "harm", 0, 0, G_OPTION_ARG_STRING_ARRAY, &(options).harm_words, "What has happened already", "H" },           \
  { "keep", 0, 0, G_OPTION_ARG_STRING_ARRAY, &(options).keep, "Do not mask this redaction (r1, r2 …)", "ID" },    \
  { "comment", 0, 0, G_OPTION_ARG_STRING, &(options).comment, "A sentence of yours", "TEXT" },                    \
  { "own", 0, 0, G_OPTION_ARG_STRING, &(options).own, "Names and numbers of yours to mask, with commas", "TEXT" }, \
  { "sender-known", 0, 0, G_OPTION_ARG_NONE, &(options).sender_known, "You know the sender: leave them out", NULL }, \
  { "role", 0, 0, G_OPTION_ARG_STRING_ARRAY, &(options).roles, "What indicator N (from 0) is: 2=impersonated", "N=ROLE" }, \
  { "opened", 0, 0, G_OPTION_ARG_STRING, &(options).opened, "Whether a link was opened: yes or no", "YES" },       \
  { "loss", 0, 0, G_OPTION_ARG_STRING, &(options).loss, "What was lost: 1250.00EUR", "SUM" },                      \
  { "id", 0, 0, G_OPTION_ARG_STRING, &(options).id, "The report's id", "UUID" },                                  \
  { "time", 0, 0, G_OPTION_ARG_STRING, &(options).time, "The report's time (RFC 3339)", "TIME" }

void             cli_report_options_clear (CliReportOptions *options);

/* An encoded report with everything that the outbox wants to know. */
typedef struct
{
  GBytes           *bytes;
  TipoffOutboxItem *item;
} CliReport;

void             cli_report_clear (CliReport *report);
gboolean         cli_make_report  (Cli *cli, const char *path, CliReportOptions *options,
                                   CliReport *report, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliAuthorityChange, cli_authority_change_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliCaseOptions, cli_case_options_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliReportOptions, cli_report_options_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliReport, cli_report_clear)

G_END_DECLS
