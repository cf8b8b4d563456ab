/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "found.h"

#include "tipoff-iban.h"
#include "tipoff-keccak.h"
#include "tipoff-wallet.h"

#include <string.h>

#define IBAN(source, value) { "iban", source, value, NULL, NULL, 0 }
#define WALLET(source) { "wallet", source, NULL, NULL, NULL, 0 }

static void
test_ibans (void)
{
  static const Row rows[] = {
    { "BE68539007547034", { IBAN ("BE68539007547034", NULL) } },
    { "BE68 5390 0754 7034", { IBAN ("BE68 5390 0754 7034", "BE68539007547034") } },
    { "be68-5390-0754-7034", { IBAN ("be68-5390-0754-7034", "BE68539007547034") } },
    { "BE68\xc2\xa0" "5390\xe2\x80\xaf" "0754\xe2\x80\x89" "7034", { IBAN ("BE68\xc2\xa0" "5390\xe2\x80\xaf" "0754\xe2\x80\x89" "7034", "BE68539007547034") } },
    { "IBAN:BE68539007547034.", { IBAN ("BE68539007547034", NULL) } },
    { "IBANBE68539007547034", { IBAN ("BE68539007547034", NULL) } },
    { "rek.BE68 5390 0754 7034", { IBAN ("BE68 5390 0754 7034", "BE68539007547034") } },
    { "NL91 ABNA 0417 1643 00", { IBAN ("NL91 ABNA 0417 1643 00", "NL91ABNA0417164300") } },
    { "ES91 2100 0418 4502 0005 1332", { IBAN ("ES91 2100 0418 4502 0005 1332", "ES9121000418450200051332") } },
    { "DE89 3704 0044 0532 0130 00", { IBAN ("DE89 3704 0044 0532 0130 00", "DE89370400440532013000") } },
    { "FR14 2004 1010 0505 0001 3M02 606", { IBAN ("FR14 2004 1010 0505 0001 3M02 606", "FR1420041010050500013M02606") } },
    { "GB29 NWBK 6016 1331 9268 19", { IBAN ("GB29 NWBK 6016 1331 9268 19", "GB29NWBK60161331926819") } },
    { "LT12 1000 0111 0100 1000", { IBAN ("LT12 1000 0111 0100 1000", "LT121000011101001000") } },
    { "MT84 MALT 0110 0001 2345 MTLC AST0 01S", { IBAN ("MT84 MALT 0110 0001 2345 MTLC AST0 01S", "MT84MALT011000012345MTLCAST001S") } },
    { "NO9386011117947", { IBAN ("NO9386011117947", NULL) } },
    { "BE68539007547034 BE71096123456769", { IBAN ("BE68539007547034", NULL), IBAN ("BE71096123456769", NULL) } },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_no_ibans (void)
{
  static const char *const texts[] = {
    "BE68539007547035", "BE69 5390 0754 7034", "BE6853900754703", "BE685390075470345", "XX68539007547034",
    "BE6X539007547034", "AB12", "BE68", "BE68 ", "xBE68539007547034", "BE68539007547034x", "BE68539007547034_", NULL
  };

  for (gsize i = 0; texts[i] != NULL; i++)
    {
      g_autoptr (TipoffCase) c = NULL;
      g_autoptr (GPtrArray) found = find_in (texts[i], &c);

      g_test_message ("%s", texts[i]);
      for (guint k = 0; k < found->len; k++)
        g_assert_cmpint (((TipoffIndicator *) found->pdata[k])->type, !=, TIPOFF_INDICATOR_IBAN);
    }
  g_assert_false (tipoff_iban_is_valid (""));
  g_assert_false (tipoff_iban_is_valid ("BE"));
  g_assert_false (tipoff_iban_is_valid ("BE68 5390 0754 70"));
}

/* One of each country of SEPA, as the registry gives them. */
static void
test_registry (void)
{
  static const char *const ibans[] = {
    "AD1200012030200359100100", "AT611904300234573201", "BE68539007547034", "BG80BNBG96611020345678",
    "CH9300762011623852957", "CY17002001280000001200527600", "CZ6508000000192000145399", "DE89370400440532013000",
    "DK5000400440116243", "EE382200221020145685", "ES9121000418450200051332", "FI2112345600000785",
    "FR1420041010050500013M02606", "GB29NWBK60161331926819", "GI75NWBK000000007099453", "GR1601101250000000012300695",
    "HR1210010051863000160", "HU42117730161111101800000000", "IE29AIBK93115212345678", "IS140159260076545510730339",
    "IT60X0542811101000000123456", "LI21088100002324013AA", "LT121000011101001000", "LU280019400644750000",
    "LV80BANK0000435195001", "MC5811222000010123456789030", "MT84MALT011000012345MTLCAST001S", "NL91ABNA0417164300",
    "NO9386011117947", "PL61109010140000071219812874", "PT50000201231234567890154", "RO49AAAA1B31007593840000",
    "SE4550000000058398257466", "SI56263300012039086", "SK3112000000198742637541", "SM86U0322509800000000270100",
    "VA59001123000012345678", "AL47212110090000000235698741", "ME25505000012345678951", "MK07250120000058984",
    "MD24AG000225100013104168", "RS35260005601001611379", "UA213223130000026007233566001", "TR330006100519786457841326",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ibans); i++)
    {
      g_autofree char *wrong = g_strdup (ibans[i]);
      char *last = wrong + strlen (wrong) - 1;

      g_test_message ("%s", ibans[i]);
      g_assert_true (tipoff_iban_is_valid (ibans[i]));
      *last = *last == '9' ? '8' : '9';
      g_assert_true (tipoff_iban_is_valid (wrong) == g_str_equal (wrong, ibans[i]));
      *last = '\0';
      g_assert_false (tipoff_iban_is_valid (wrong));
    }
}

static void
test_wallets (void)
{
  static const Row rows[] = {
    { "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", { WALLET ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa") } },
    { "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy", { WALLET ("3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy") } },
    { "1111111111111111111114oLvT2", { WALLET ("1111111111111111111114oLvT2") } },
    { "bitcoin:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa?amount=1", { WALLET ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa") } },
    { "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", { WALLET ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4") } },
    { "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", { { "wallet", "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", NULL, NULL, 0 } } },
    { "bc1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qccfmv3", { WALLET ("bc1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qccfmv3") } },
    { "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", { WALLET ("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0") } },
    { "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", { WALLET ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed") } },
    { "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", { WALLET ("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed") } },
    { "0x5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED", { WALLET ("0x5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED") } },
    { "(0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359).", { WALLET ("0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359") } },
  };
  g_autoptr (TipoffCase) c = NULL, other = NULL;
  g_autoptr (GPtrArray) found = NULL, more = NULL;

  check_rows (rows, G_N_ELEMENTS (rows));
  found = find_in (rows[0].text, &c);
  g_assert_cmpstr (((TipoffIndicator *) found->pdata[0])->currency, ==, "bitcoin");
  more = find_in (rows[8].text, &other);
  g_assert_cmpstr (((TipoffIndicator *) more->pdata[0])->currency, ==, "ethereum");
}

static void
test_no_wallets (void)
{
  static const char *const texts[] = {
    "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfN", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNaa",
    "11A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfN0",
    "111111111111111111111111111", "33333333333333333333333333333333333",
    "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", "bc1qW508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
    /* BIP 350's invalid ones: the checksum of the other version, a program of wrong length, padding */
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh",
    "bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4", "bc1pw5dgrnzv", "bc1gmk9yu",
    "BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P", "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v07qwwzcrf",
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1Beaed", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe",
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAedd", "0x5gaeb6053f3e94c9b9a09f33669435e7ef1beaed",
    "tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx", "bc1", "1", "0x", "3", NULL
  };

  for (gsize i = 0; texts[i] != NULL; i++)
    {
      gsize length = strlen (texts[i]);

      g_test_message ("%s", texts[i]);
      g_assert_false (tipoff_wallet_is_base58check (texts[i], length));
      g_assert_false (tipoff_wallet_is_segwit (texts[i], length));
      g_assert_false (length > 1 && tipoff_wallet_is_ethereum (texts[i], length));
    }
}

static void
test_keccak (void)
{
  static const struct
  {
    const char *data;
    const char *digest;
  } rows[] = {
    { "", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470" },
    { "abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45" },
    { "The quick brown fox jumps over the lazy dog", "4d741b6f1eb29cb2a9b9911c82f56fa8d73b04959d3d9d222895df6c0b28aa15" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) hex = g_string_new (NULL);
      guint8 digest[32];

      tipoff_keccak256 ((const guint8 *) rows[i].data, strlen (rows[i].data), digest);
      for (guint k = 0; k < sizeof digest; k++)
        g_string_append_printf (hex, "%02x", digest[k]);
      g_assert_cmpstr (hex->str, ==, rows[i].digest);
    }
}

/* The examples of EIP-55: right as they are, wrong with the case of one letter changed. */
static void
test_eip55 (void)
{
  static const char *const addresses[] = {
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
    "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB", "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
    "0x52908400098527886E0F7030069857D2E4169EE7", "0x8617E340B3D01FA5F11F306F4090FD50E238070D",
    "0xde709f2102306220921060314715629080e2fb77", "0x27b1fdb04752bbc536007a920d24acb045561c26",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    for (gsize k = 2; k < 42; k++)
      {
        g_autofree char *address = g_strdup (addresses[i]);

        g_assert_true (tipoff_wallet_is_ethereum (address, 42));
        if (!g_ascii_isalpha (address[k]))
          continue;
        address[k] ^= 0x20;
        g_assert_false (tipoff_wallet_is_ethereum (address, 42));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/indicators/accounts/ibans", test_ibans);
  g_test_add_func ("/indicators/accounts/no-ibans", test_no_ibans);
  g_test_add_func ("/indicators/accounts/registry", test_registry);
  g_test_add_func ("/indicators/accounts/wallets", test_wallets);
  g_test_add_func ("/indicators/accounts/no-wallets", test_no_wallets);
  g_test_add_func ("/indicators/accounts/keccak", test_keccak);
  g_test_add_func ("/indicators/accounts/eip55", test_eip55);
  return g_test_run ();
}
