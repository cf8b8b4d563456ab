/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-phone.h"

#include "tipoff-phone-module.h"
#include "tipoff-phone-number.h"
#include "tipoff-phone-scan.h"
#include "tipoff-phone-search.h"

#include <string.h>

/* libphonenumber refuses longer ones itself. */
#define MAX_NUMBER_BYTES 250
#define MAX_PLACE_BYTES 256

G_DEFINE_QUARK (tipoff-phone-error-quark, tipoff_phone_error)

/* Upper case and of the right form, or an error: libphonenumber takes "be" for no
 * country at all. */
static gboolean
check_region (const char  *region,
              char         checked[3],
              GError     **error)
{
  if (region == NULL || strlen (region) != 2 || !g_ascii_isalpha (region[0]) || !g_ascii_isalpha (region[1]))
    {
      g_set_error_literal (error, TIPOFF_PHONE_ERROR, TIPOFF_PHONE_ERROR_BAD_REGION,
                           "The country must be two letters, as in BE");
      return FALSE;
    }
  checked[0] = g_ascii_toupper (region[0]);
  checked[1] = g_ascii_toupper (region[1]);
  checked[2] = '\0';
  return TRUE;
}

static const TipoffPhoneNumbersModule *
get_module (GError **error)
{
  const TipoffPhoneNumbersModule *module = tipoff_phone_module_numbers ();

  if (module == NULL)
    g_set_error_literal (error, TIPOFF_PHONE_ERROR, TIPOFF_PHONE_ERROR_UNAVAILABLE,
                         "A part of Tipoff that reads phone numbers is missing: install it again");
  return module;
}

static void
set_outcome_error (GError             **error,
                   TipoffPhoneOutcome   outcome)
{
  if (outcome == TIPOFF_PHONE_OUTCOME_NOT_A_NUMBER)
    g_set_error_literal (error, TIPOFF_PHONE_ERROR, TIPOFF_PHONE_ERROR_NOT_A_NUMBER, "This is not a phone number");
  else
    g_set_error_literal (error, TIPOFF_PHONE_ERROR, TIPOFF_PHONE_ERROR_INTERNAL,
                         "The phone number could not be read");
}

/* How many bytes at @text an extension starts with: "ext. 12", "x12", "poste 12". */
static gboolean
is_extension (const char *text)
{
  static const char *const words[] = { "extension", "ext.", "ext", "x", "poste", "toestel", "#" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strncasecmp (text, words[i], strlen (words[i])) == 0)
      {
        const char *rest = text + strlen (words[i]);
        gsize digits;

        rest += strspn (rest, " :");
        digits = strspn (rest, "0123456789");
        return digits > 0 && rest[digits + strspn (rest + digits, " ")] == '\0';
      }
  return FALSE;
}

/* One number and nothing else: libphonenumber would find one in "I am 12345 days
 * old" too. Gives it folded to ASCII, NULL where it is none. */
static char *
fold_number (const char *text)
{
  GString *folded;
  guint digits = 0;

  if (g_ascii_strncasecmp (text, "tel:", 4) == 0)
    text += 4;
  folded = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);
      char as = tipoff_phone_fold (character);

      if (as == '\0' && digits > 0 && is_extension (p))
        {
          g_string_append (folded, " ext. ");
          g_string_append (folded, p + strcspn (p, "0123456789"));
          break;
        }
      if (as == '\0' && !g_unichar_isspace (character))
        {
          g_string_free (folded, TRUE);
          return NULL;
        }
      digits += g_ascii_isdigit (as) ? 1 : 0;
      if (as != TIPOFF_PHONE_UNSEEN)
        g_string_append_c (folded, as != '\0' ? as : ' ');
    }
  return g_strstrip (g_string_free (folded, FALSE));
}

static char *
only_digits (const char *folded)
{
  GString *digits = g_string_new (NULL);

  for (; *folded != '\0'; folded++)
    if (g_ascii_isdigit (*folded))
      g_string_append_c (digits, *folded);
  return g_string_free (digits, FALSE);
}

/* An emergency number is one whatever else it might be; another short code only
 * where it is no valid number in full. */
static TipoffPhoneOutcome
parse_folded (const TipoffPhoneNumbersModule *module,
              const char                     *folded,
              const char                     *region,
              TipoffPhoneFacts               *facts)
{
  TipoffPhoneOutcome outcome, short_outcome = TIPOFF_PHONE_OUTCOME_NOT_A_NUMBER;
  TipoffPhoneFacts short_facts;

  if (strpbrk (folded, "+e") == NULL)
    {
      g_autofree char *digits = only_digits (folded);

      short_outcome = module->parse_short (digits, region, &short_facts);
    }

  outcome = module->parse (folded, region, facts);
  if (short_outcome == TIPOFF_PHONE_OUTCOME_FOUND &&
      (short_facts.type == TIPOFF_PHONE_TYPE_EMERGENCY ||
       outcome != TIPOFF_PHONE_OUTCOME_FOUND || !facts->valid))
    {
      *facts = short_facts;
      outcome = short_outcome;
    }
  return outcome;
}

/**
 * tipoff_phone_parse:
 * @text: a number as someone wrote it, in UTF-8; at most 250 bytes
 * @region: ISO 3166 alpha-2 code of the country in which it is read
 * @error: return location for an error of %TIPOFF_PHONE_ERROR
 *
 * Reads one number. Short codes and emergency numbers of @region are numbers too.
 * A number that is not valid is returned, and says so. May be called from any thread.
 *
 * Returns: (transfer full): the number; its range is the whole of @text
 */
TipoffPhoneNumber *
tipoff_phone_parse (const char  *text,
                    const char  *region,
                    GError     **error)
{
  const TipoffPhoneNumbersModule *module;
  TipoffPhoneFacts facts;
  TipoffPhoneOutcome outcome = TIPOFF_PHONE_OUTCOME_NOT_A_NUMBER;
  char checked[3];
  gsize length = text != NULL ? strlen (text) : 0;
  g_autofree char *folded = NULL;

  if (!check_region (region, checked, error))
    return NULL;
  if (length > MAX_NUMBER_BYTES)
    {
      g_set_error (error, TIPOFF_PHONE_ERROR, TIPOFF_PHONE_ERROR_TOO_LONG,
                   "A phone number has at most %d characters", MAX_NUMBER_BYTES);
      return NULL;
    }

  folded = length > 0 && g_utf8_validate_len (text, length, NULL) ? fold_number (text) : NULL;
  if (folded == NULL || strpbrk (folded, "0123456789") == NULL)
    {
      set_outcome_error (error, TIPOFF_PHONE_OUTCOME_NOT_A_NUMBER);
      return NULL;
    }
  module = get_module (error);
  if (module == NULL)
    return NULL;

  outcome = parse_folded (module, folded, checked, &facts);
  if (outcome != TIPOFF_PHONE_OUTCOME_FOUND)
    {
      set_outcome_error (error, outcome);
      return NULL;
    }
  return tipoff_phone_number_new (text, 0, length, &facts);
}

/**
 * tipoff_phone_find:
 * @text: valid UTF-8
 * @length: its length in bytes
 * @region: ISO 3166 alpha-2 code of the country in which it is read
 * @max_numbers: the most to find
 * @error: return location for an error of %TIPOFF_PHONE_ERROR
 *
 * Finds the numbers in free text, valid ones and those that were meant to be:
 * written with + or 00, or as this country writes them. Dates, amounts, accounts,
 * cards and references are left out, and so are short codes, which a text is full
 * of. Linear in @length, and the work is capped: in a text of nothing but digits
 * what comes late is not searched. May be called from any thread.
 *
 * Returns: (transfer full) (element-type TipoffPhoneNumber): the numbers in order,
 *   not overlapping
 */
GPtrArray *
tipoff_phone_find (const char  *text,
                   gsize        length,
                   const char  *region,
                   guint        max_numbers,
                   GError     **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) tipoff_phone_number_unref);
  char checked[3];
  TipoffPhoneOutcome outcome;

  if (!check_region (region, checked, error))
    return NULL;
  g_return_val_if_fail (length == 0 || g_utf8_validate_len (text, length, NULL), NULL);

  if (!tipoff_phone_search_may_find (text, length))
    return g_steal_pointer (&found);
  if (get_module (error) == NULL)
    return NULL;

  outcome = tipoff_phone_search (tipoff_phone_module_numbers (), text, length, checked, max_numbers, found);
  if (outcome == TIPOFF_PHONE_OUTCOME_FAILED)
    {
      set_outcome_error (error, outcome);
      return NULL;
    }
  return g_steal_pointer (&found);
}

/**
 * tipoff_phone_number_describe_place:
 * @number: a number
 * @language: ISO 639-1 code
 *
 * Says where a number is at home: a town where its area code tells, else the
 * country. It is where the number was given out, not where the caller is.
 *
 * Returns: (transfer full) (nullable): the place in @language as far as it is known
 *   there; %NULL where the number does not tell, and without the geocoder
 */
char *
tipoff_phone_number_describe_place (const TipoffPhoneNumber *number,
                                    const char              *language)
{
  const TipoffPhonePlacesModule *module;
  char place[MAX_PLACE_BYTES];
  const char *e164 = tipoff_phone_number_get_e164 (number);

  if (e164 == NULL || language == NULL || strlen (language) != 2)
    return NULL;
  module = tipoff_phone_module_places ();
  if (module == NULL || module->describe (e164, language, place, sizeof place) != TIPOFF_PHONE_OUTCOME_FOUND)
    return NULL;
  return g_utf8_make_valid (place, -1);
}
