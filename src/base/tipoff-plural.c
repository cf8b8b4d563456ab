/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-plural.h"

#include <string.h>

#define MAX_FORMS 8
#define MAX_RULE_BYTES 1024
#define MAX_DEPTH 64

/* An expression as gettext has it: C's operators on unsigned numbers and n. It is
 * checked once and then evaluated from its text, which is a few characters long. */
struct _TipoffPlural
{
  guint forms;
  char *expression;
};

typedef struct
{
  const char *at;
  gulong      n;
  guint       depth;
  gboolean    failed;
} Evaluation;

typedef enum
{
  OPERATOR_OR,
  OPERATOR_AND,
  OPERATOR_EQUAL,
  OPERATOR_NOT_EQUAL,
  OPERATOR_LESS_EQUAL,
  OPERATOR_GREATER_EQUAL,
  OPERATOR_LESS,
  OPERATOR_GREATER,
  OPERATOR_ADD,
  OPERATOR_SUBTRACT,
  OPERATOR_MULTIPLY,
  OPERATOR_DIVIDE,
  OPERATOR_MODULO,
} Operator;

/* In the order of Operator, longer ones before what they begin with. */
static const struct
{
  const char *text;
  guint       precedence;
} operators[] = {
  { "||", 1 }, { "&&", 2 }, { "==", 3 }, { "!=", 3 }, { "<=", 4 }, { ">=", 4 }, { "<", 4 }, { ">", 4 },
  { "+", 5 },  { "-", 5 },  { "*", 6 },  { "/", 6 },  { "%", 6 },
};

static gulong evaluate_choice (Evaluation *evaluation);

static void
skip_space (Evaluation *evaluation)
{
  while (g_ascii_isspace (*evaluation->at))
    evaluation->at++;
}

static gboolean
take (Evaluation *evaluation,
      const char *text)
{
  skip_space (evaluation);
  if (!g_str_has_prefix (evaluation->at, text))
    return FALSE;
  evaluation->at += strlen (text);
  return TRUE;
}

static gulong
evaluate_number (Evaluation *evaluation)
{
  char *end;
  guint64 number;

  skip_space (evaluation);
  if (!g_ascii_isdigit (*evaluation->at))
    {
      evaluation->failed = TRUE;
      return 0;
    }
  number = g_ascii_strtoull (evaluation->at, &end, 10);
  evaluation->at = end;
  return (gulong) number;
}

static gulong
evaluate_unary (Evaluation *evaluation)
{
  gboolean negated = FALSE, inverted = FALSE;
  gulong value;

  for (skip_space (evaluation); *evaluation->at == '!' && evaluation->at[1] != '='; skip_space (evaluation))
    {
      evaluation->at++;
      inverted = TRUE;
      negated = !negated;
    }

  if (take (evaluation, "("))
    {
      value = evaluate_choice (evaluation);
      if (!take (evaluation, ")"))
        evaluation->failed = TRUE;
    }
  else if (take (evaluation, "n"))
    value = evaluation->n;
  else
    value = evaluate_number (evaluation);

  if (inverted)
    value = negated ? value == 0 : value != 0;
  return value;
}

static gulong
apply (Operator  operator,
       gulong    left,
       gulong    right)
{
  switch (operator)
    {
    case OPERATOR_OR:            return left || right;
    case OPERATOR_AND:           return left && right;
    case OPERATOR_EQUAL:         return left == right;
    case OPERATOR_NOT_EQUAL:     return left != right;
    case OPERATOR_LESS_EQUAL:    return left <= right;
    case OPERATOR_GREATER_EQUAL: return left >= right;
    case OPERATOR_LESS:          return left < right;
    case OPERATOR_GREATER:       return left > right;
    case OPERATOR_ADD:           return left + right;
    case OPERATOR_SUBTRACT:      return left - right;
    case OPERATOR_MULTIPLY:      return left * right;
    case OPERATOR_DIVIDE:        return right != 0 ? left / right : 0;
    case OPERATOR_MODULO:        return right != 0 ? left % right : 0;
    default:                     g_assert_not_reached ();
    }
}

/* Takes the operator that comes next, if it binds at least as strongly as @precedence. */
static gboolean
take_operator (Evaluation *evaluation,
               guint       precedence,
               Operator   *operator)
{
  skip_space (evaluation);
  for (gsize i = 0; i < G_N_ELEMENTS (operators); i++)
    if (g_str_has_prefix (evaluation->at, operators[i].text))
      {
        if (operators[i].precedence < precedence)
          return FALSE;
        evaluation->at += strlen (operators[i].text);
        *operator = (Operator) i;
        return TRUE;
      }
  return FALSE;
}

static gulong
evaluate_binary (Evaluation *evaluation,
                 guint       precedence)
{
  gulong left = evaluate_unary (evaluation);
  Operator operator;

  while (!evaluation->failed && take_operator (evaluation, precedence, &operator))
    {
      gulong right = evaluate_binary (evaluation, operators[operator].precedence + 1);

      left = apply (operator, left, right);
    }
  return left;
}

/* condition ? one : other. Both are read, one is taken. */
static gulong
evaluate_choice (Evaluation *evaluation)
{
  gulong value = 0;

  if (++evaluation->depth > MAX_DEPTH)
    evaluation->failed = TRUE;
  else
    {
      value = evaluate_binary (evaluation, 1);
      if (!evaluation->failed && take (evaluation, "?"))
        {
          gulong one = evaluate_choice (evaluation);
          gulong other;

          if (!take (evaluation, ":"))
            evaluation->failed = TRUE;
          other = evaluation->failed ? 0 : evaluate_choice (evaluation);
          value = value ? one : other;
        }
    }
  evaluation->depth--;
  return value;
}

static gulong
evaluate (const char *expression,
          gulong      n,
          gboolean   *failed)
{
  Evaluation evaluation = { .at = expression, .n = n };
  gulong value = evaluate_choice (&evaluation);

  skip_space (&evaluation);
  *failed = evaluation.failed || *evaluation.at != '\0';
  return value;
}

/* What follows "@name =" in @rule, or NULL. */
static const char *
find_value (const char *rule,
            const char *name)
{
  const char *found = strstr (rule, name);

  if (found == NULL)
    return NULL;
  found += strlen (name);
  while (g_ascii_isspace (*found))
    found++;
  return *found == '=' ? found + 1 : NULL;
}

/**
 * tipoff_plural_new:
 * @rule: the value of a catalogue's Plural-Forms field
 *
 * Returns: (transfer full) (nullable): the rule, %NULL where it makes no sense
 */
TipoffPlural *
tipoff_plural_new (const char *rule)
{
  const char *forms_text = find_value (rule, "nplurals");
  const char *expression_text = NULL;
  g_autofree char *expression = NULL;
  guint64 forms;
  gboolean failed;
  TipoffPlural *plural;

  /* "plural" is in "nplurals" too: look behind it. */
  if (forms_text != NULL)
    expression_text = find_value (forms_text, "plural");
  if (expression_text == NULL || strlen (rule) > MAX_RULE_BYTES)
    return NULL;

  forms = g_ascii_strtoull (forms_text, NULL, 10);
  expression = g_strndup (expression_text, strcspn (expression_text, ";"));
  evaluate (expression, 1, &failed);
  if (forms < 1 || forms > MAX_FORMS || failed)
    return NULL;

  plural = g_new0 (TipoffPlural, 1);
  plural->forms = (guint) forms;
  plural->expression = g_steal_pointer (&expression);
  return plural;
}

/**
 * tipoff_plural_free:
 * @plural: (nullable) (transfer full): a rule
 */
void
tipoff_plural_free (TipoffPlural *plural)
{
  if (plural == NULL)
    return;
  g_free (plural->expression);
  g_free (plural);
}

/**
 * tipoff_plural_index:
 * @plural: a rule
 * @n: a number
 *
 * Returns: which form @n takes, from 0; 0 where the rule points beyond its forms
 */
guint
tipoff_plural_index (const TipoffPlural *plural,
                     gulong              n)
{
  gboolean failed;
  gulong index = evaluate (plural->expression, n, &failed);

  return index < plural->forms ? (guint) index : 0;
}
