/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include "tipoff-sender.h"

#include "config.h"

#include <locale.h>
#include <signal.h>
#include <stdio.h>

typedef struct
{
  const char *name;
  const char *arguments;
  const char *summary;
  CliExit   (*run) (Cli *cli, char **arguments);
} Command;

static const Command commands[] = {
  { "check", "[--json | --jsonl] [FILE... | -]", "say whether a message looks like a scam, and why", cli_command_check },
  { "number", "NUMBER", "say what a phone number is", cli_command_number },
  { "advice", "KIND", "say what to do now", cli_command_advice },
  { "report", "--country CC [FILE | -]", "write the report that would be sent", cli_command_report },
  { "submit", "[--report ID | FILE | -]", "send a report over HTTPS and print its receipt", cli_command_submit },
  { "outbox", "[list | show | send | retry | delete]", "what has been sent, and what waits", cli_command_outbox },
  { "authorities", "[--due [DATE] | --add FILE] [CC]", "who takes reports, and how", cli_command_authorities },
};

static void
print_usage (FILE *out)
{
  fputs ("Usage: tipoff-cli COMMAND [OPTION...]\n\n"
         "Says whether a message looks like a scam, and reports it to the authority\n"
         "that takes it. Checking needs no network.\n\n", out);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (out, "  %-12s %-40s %s\n", commands[i].name, commands[i].arguments, commands[i].summary);
  fputs ("\nEach command has --help.\n"
         "Exit status: 0 done; 1 failed; 2 wrong usage, or a route that is not HTTPS;\n"
         "3 the report waits; 4 the report needs attention.\n", out);
}

static void
cli_clear (Cli *cli)
{
  g_clear_pointer (&cli->settings, tipoff_settings_free);
  g_clear_pointer (&cli->classifier, tipoff_classifier_unref);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_set_prgname ("tipoff-cli");
  /* A reader that went away is an error of write(2), not a death. */
  signal (SIGPIPE, SIG_IGN);

  if (argc < 2)
    {
      print_usage (stderr);
      return CLI_EXIT_USAGE;
    }
  if (g_str_equal (argv[1], "--version"))
    {
      g_print ("tipoff-cli %s\n", TIPOFF_VERSION);
      return CLI_EXIT_DONE;
    }
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h") || g_str_equal (argv[1], "help"))
    {
      print_usage (stdout);
      return CLI_EXIT_DONE;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i].name))
      {
        g_auto (GStrv) arguments = g_strdupv (argv + 1);
        Cli cli = { NULL, NULL };
        CliExit status = commands[i].run (&cli, arguments);

        cli_clear (&cli);
        return status;
      }

  g_printerr ("tipoff-cli: there is no command “%s”; see tipoff-cli --help\n", argv[1]);
  return CLI_EXIT_USAGE;
}
