/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-desk-certificate.h"

#include "tipoff-limits.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#define HOUR ((time_t) 60 * 60)
#define DAY (24 * HOUR)
#define VALID_DAYS 397
/* Made anew while there is still time to notice. */
#define SPARE_DAYS 14
#define SERIAL_BYTES 16

static void
crt_clear (gnutls_x509_crt_t *crt)
{
  if (*crt != NULL)
    gnutls_x509_crt_deinit (*crt);
}

static void
key_clear (gnutls_x509_privkey_t *key)
{
  if (*key != NULL)
    gnutls_x509_privkey_deinit (*key);
}

typedef gnutls_x509_crt_t Crt;
typedef gnutls_x509_privkey_t Key;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Crt, crt_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Key, key_clear)

static gboolean
check (int      code,
       GError **error)
{
  if (code >= 0)
    return TRUE;

  g_set_error (error, G_TLS_ERROR, G_TLS_ERROR_MISC, "The certificate cannot be made: %s.", gnutls_strerror (code));
  return FALSE;
}

static gboolean
new_key (Key     *key,
         GError **error)
{
  return check (gnutls_x509_privkey_init (key), error) &&
         check (gnutls_x509_privkey_generate (*key, GNUTLS_PK_ECDSA, GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0), error);
}

/* What both certificates have. */
static gboolean
new_crt (Crt         *crt,
         const char  *name,
         Key          key,
         GError     **error)
{
  guchar serial[SERIAL_BYTES];
  guchar id[64];
  size_t id_length = sizeof id;
  time_t now = time (NULL);

  while (getrandom (serial, sizeof serial, 0) != sizeof serial)
    continue;
  serial[0] &= 0x7f;

  return check (gnutls_x509_crt_init (crt), error) &&
         check (gnutls_x509_crt_set_version (*crt, 3), error) &&
         check (gnutls_x509_crt_set_serial (*crt, serial, sizeof serial), error) &&
         check (gnutls_x509_crt_set_activation_time (*crt, now - HOUR), error) &&
         check (gnutls_x509_crt_set_expiration_time (*crt, now + VALID_DAYS * DAY), error) &&
         check (gnutls_x509_crt_set_dn_by_oid (*crt, GNUTLS_OID_X520_COMMON_NAME, 0, name, (unsigned) strlen (name)), error) &&
         check (gnutls_x509_crt_set_key (*crt, key), error) &&
         check (gnutls_x509_crt_get_key_id (*crt, 0, id, &id_length), error) &&
         check (gnutls_x509_crt_set_subject_key_id (*crt, id, id_length), error);
}

/* The authority signs one certificate and forgets its key: to trust it is to
 * trust that one desk. */
static gboolean
make_authority (Crt     *crt,
                Key      key,
                GError **error)
{
  return new_crt (crt, "tipoff-desk: made for this desk alone", key, error) &&
         check (gnutls_x509_crt_set_basic_constraints (*crt, 1, 0), error) &&
         check (gnutls_x509_crt_set_key_usage (*crt, GNUTLS_KEY_KEY_CERT_SIGN | GNUTLS_KEY_CRL_SIGN), error) &&
         check (gnutls_x509_crt_sign2 (*crt, *crt, key, GNUTLS_DIG_SHA256, 0), error);
}

static gboolean
add_address (Crt          crt,
             const char  *address,
             GError     **error)
{
  g_autoptr (GInetAddress) inet = g_inet_address_new_from_string (address);

  if (inet == NULL)
    return check (gnutls_x509_crt_set_subject_alt_name (crt, GNUTLS_SAN_DNSNAME, address, (unsigned) strlen (address),
                                                        GNUTLS_FSAN_APPEND), error);

  return check (gnutls_x509_crt_set_subject_alt_name (crt, GNUTLS_SAN_IPADDRESS, g_inet_address_to_bytes (inet),
                                                      (unsigned) g_inet_address_get_native_size (inet),
                                                      GNUTLS_FSAN_APPEND), error);
}

static gboolean
add_addresses (Crt          crt,
               const char  *address,
               GError     **error)
{
  const char *const usual[] = { "localhost", "127.0.0.1", "::1" };

  for (gsize i = 0; i < G_N_ELEMENTS (usual); i++)
    if (!add_address (crt, usual[i], error))
      return FALSE;

  return g_strv_contains (((const char *[]) { "localhost", "127.0.0.1", "::1", NULL }), address) ||
         add_address (crt, address, error);
}

static gboolean
make_server (Crt         *crt,
             Key          key,
             const char  *address,
             Crt          authority,
             Key          authority_key,
             GError     **error)
{
  guchar id[64];
  size_t id_length = sizeof id;

  return new_crt (crt, "tipoff-desk", key, error) &&
         add_addresses (*crt, address, error) &&
         check (gnutls_x509_crt_set_basic_constraints (*crt, 0, -1), error) &&
         check (gnutls_x509_crt_set_key_usage (*crt, GNUTLS_KEY_DIGITAL_SIGNATURE), error) &&
         check (gnutls_x509_crt_set_key_purpose_oid (*crt, GNUTLS_KP_TLS_WWW_SERVER, 0), error) &&
         check (gnutls_x509_crt_get_subject_key_id (authority, id, &id_length, NULL), error) &&
         check (gnutls_x509_crt_set_authority_key_id (*crt, id, id_length), error) &&
         check (gnutls_x509_crt_sign2 (*crt, authority, authority_key, GNUTLS_DIG_SHA256, 0), error);
}

static gboolean
write_pem (const char            *path,
           const gnutls_datum_t  *pem,
           int                    mode,
           GError               **error)
{
  return g_file_set_contents_full (path, (const char *) pem->data, (gssize) pem->size,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, mode, error);
}

static gboolean
write_crt (const char  *path,
           Crt          crt,
           GError     **error)
{
  gnutls_datum_t pem = { NULL, 0 };
  gboolean done = check (gnutls_x509_crt_export2 (crt, GNUTLS_X509_FMT_PEM, &pem), error) && write_pem (path, &pem, 0644, error);

  gnutls_free (pem.data);
  return done;
}

static gboolean
write_key (const char  *path,
           Key          key,
           GError     **error)
{
  gnutls_datum_t pem = { NULL, 0 };
  gboolean done = check (gnutls_x509_privkey_export2_pkcs8 (key, GNUTLS_X509_FMT_PEM, NULL, 0, &pem), error) &&
                  write_pem (path, &pem, 0600, error);

  if (pem.data != NULL)
    explicit_bzero (pem.data, pem.size);
  gnutls_free (pem.data);
  return done;
}

static gboolean
make_files (const char  *ca_path,
            const char  *cert_path,
            const char  *key_path,
            const char  *address,
            GError     **error)
{
  g_auto (Crt) authority = NULL;
  g_auto (Crt) server = NULL;
  g_auto (Key) authority_key = NULL;
  g_auto (Key) server_key = NULL;

  /* The authority is written last: where it is there, the rest is too. */
  return new_key (&authority_key, error) &&
         new_key (&server_key, error) &&
         make_authority (&authority, authority_key, error) &&
         make_server (&server, server_key, address, authority, authority_key, error) &&
         write_key (key_path, server_key, error) &&
         write_crt (cert_path, server, error) &&
         write_crt (ca_path, authority, error);
}

static gboolean
load_crt (const char *path,
          Crt        *crt)
{
  g_autofree char *text = NULL;
  gsize length;
  gnutls_datum_t pem;

  if (!g_file_get_contents (path, &text, &length, NULL) || length > TIPOFF_LIMIT_DATA_FILE_BYTES)
    return FALSE;

  pem.data = (guchar *) text;
  pem.size = (unsigned) length;
  return gnutls_x509_crt_init (crt) >= 0 && gnutls_x509_crt_import (*crt, &pem, GNUTLS_X509_FMT_PEM) >= 0;
}

/* Whether the files that are there belong together, are for @address, and
 * will be valid for a while. */
static gboolean
still_do (const char *ca_path,
          const char *cert_path,
          const char *key_path,
          const char *address)
{
  g_auto (Crt) authority = NULL;
  g_auto (Crt) server = NULL;
  g_autoptr (GTlsCertificate) pair = NULL;
  unsigned status = 0;

  if (!load_crt (ca_path, &authority) || !load_crt (cert_path, &server))
    return FALSE;
  pair = g_tls_certificate_new_from_files (cert_path, key_path, NULL);

  return pair != NULL &&
         gnutls_x509_crt_get_expiration_time (server) > time (NULL) + SPARE_DAYS * DAY &&
         gnutls_x509_crt_get_activation_time (server) <= time (NULL) &&
         gnutls_x509_crt_check_hostname (server, address) != 0 &&
         gnutls_x509_crt_verify (server, &authority, 1, 0, &status) >= 0 && status == 0;
}

/**
 * tipoff_desk_certificate_make:
 * @ca_path: what clients are to trust
 * @cert_path: the certificate, in the same directory
 * @key_path: its key, in the same directory
 * @address: an IP address or a name that the desk listens on
 * @error: return location for an error
 *
 * Writes the three files, unless those that are there still do.
 *
 * Returns: whether they are there
 */
gboolean
tipoff_desk_certificate_make (const char  *ca_path,
                              const char  *cert_path,
                              const char  *key_path,
                              const char  *address,
                              GError     **error)
{
  g_autofree char *dir = g_path_get_dirname (ca_path);

  if (g_mkdir_with_parents (dir, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "“%s” cannot be made: %s", dir, g_strerror (errno));
      return FALSE;
    }
  return still_do (ca_path, cert_path, key_path, address) || make_files (ca_path, cert_path, key_path, address, error);
}
