/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read-chat-words.h"

#include <string.h>

/* "<Media omitted>" and the like; what is longer somebody wrote. */
#define MAX_NOTICE_CHARACTERS 90

/* What a notice holds, by the language of the phone, in small letters: Android's and iOS's own words. */
static const char *const notices[] = {
  /* nl */ "media weggelaten", "afbeelding weggelaten", "video weggelaten", "audio weggelaten", "sticker weggelaten",
           "gif weggelaten", "document weggelaten", "contactkaart weggelaten", "bestand bijgevoegd", "dit bericht is verwijderd",
           "je hebt dit bericht verwijderd", "u hebt dit bericht verwijderd", "gemiste spraakoproep", "gemiste video-oproep",
           "wachten op dit bericht",
  /* fr */ "médias omis", "image absente", "vidéo absente", "audio omis", "sticker omis", "gif retiré", "document omis",
           "fiche contact omise", "fichier joint", "ce message a été supprimé", "vous avez supprimé ce message",
           "appel vocal manqué", "appel vidéo manqué", "en attente de ce message",
  /* de */ "medien ausgeschlossen", "bild weggelassen", "video weggelassen", "audio weggelassen", "sticker weggelassen",
           "gif weggelassen", "dokument weggelassen", "kontaktkarte ausgelassen", "datei angehängt",
           "diese nachricht wurde gelöscht", "du hast diese nachricht gelöscht", "verpasster sprachanruf", "verpasster videoanruf",
           "warten auf diese nachricht",
  /* es */ "multimedia omitido", "imagen omitida", "video omitido", "audio omitido", "sticker omitido", "gif omitido",
           "documento omitido", "tarjeta de contacto omitida", "archivo adjunto", "se eliminó este mensaje", "este mensaje fue eliminado",
           "eliminaste este mensaje", "llamada perdida", "videollamada perdida", "esperando este mensaje",
  /* en */ "media omitted", "image omitted", "video omitted", "audio omitted", "sticker omitted", "gif omitted",
           "document omitted", "contact card omitted", "file attached", "this message was deleted", "you deleted this message",
           "missed voice call", "missed video call", "waiting for this message", "view once voice message omitted",
  /* it */ "media omessi", "immagine omessa", "video omesso", "audio omesso", "sticker omesso", "gif esclusa", "documento omesso",
           "scheda contatto omessa", "file allegato", "questo messaggio è stato eliminato", "hai eliminato questo messaggio",
           "chiamata persa", "videochiamata persa", "in attesa del messaggio",
  /* pt */ "mídia oculta", "ficheiro multimédia omitido", "ficheiro não revelado", "imagem ocultada", "vídeo omitido", "áudio ocultado",
           "figurinha omitida", "documento omitido", "cartão do contato omitido", "arquivo anexado", "ficheiro anexado",
           "mensagem apagada", "esta mensagem foi apagada", "você apagou esta mensagem", "chamada perdida", "chamada de voz perdida",
           "aguardando mensagem",
  /* pl */ "pominięto multimedia", "obraz pominięto", "pominięto obraz", "pominięto wideo", "pominięto audio", "pominięto naklejkę",
           "pominięto gif", "pominięto dokument", "pominięto kartę kontaktu", "plik załączony", "plik dołączony",
           "ta wiadomość została usunięta", "usunięto tę wiadomość", "nieodebrane połączenie", "oczekiwanie na wiadomość",
};

/* Whether @text is @notice and hardly more: "<…>", "IMG-1.jpg (…)", a full stop. */
static gboolean
is_just (const char *text,
         const char *notice)
{
  const char *found = strstr (text, notice);
  const char *behind;

  if (found == NULL)
    return FALSE;
  behind = found + strlen (notice);
  behind += strspn (behind, ">).\xe2\x80\x8e ");
  return *behind == '\0' && (found == text || strchr ("<(\x8e", found[-1]) != NULL);
}

/* iOS marks its own words by a mark of direction before them (U+200E). */
static gboolean
is_marked (const char *text)
{
  return g_str_has_prefix (text, "\xe2\x80\x8e");
}

gboolean
read_chat_is_notice (const char *text,
                     gsize       length)
{
  g_autofree char *copy = NULL;
  g_autofree char *small = NULL;

  if (length == 0 || length > 4 * MAX_NOTICE_CHARACTERS)
    return FALSE;
  copy = g_strndup (text, length);
  g_strstrip (copy);
  if (is_marked (copy) || g_str_equal (copy, "null"))
    return TRUE;
  small = g_utf8_strdown (copy, -1);
  if (g_utf8_strlen (small, -1) > MAX_NOTICE_CHARACTERS || strchr (small, '\n') != NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (notices); i++)
    if (is_just (small, notices[i]))
      return TRUE;
  return FALSE;
}
