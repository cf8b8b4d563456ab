/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tipoff-flag.h"

TIPOFF_DEFINE_NAMES (TipoffFlagType, flag_type,
                     "url.lookalike", "url.not-the-brand", "url.shortener", "url.ip-host", "url.punycode",
                     "url.mixed-script", "url.disguised", "url.free-hosting", "url.cheap-ending", "url.added-to-name",
                     "phone.premium-rate", "phone.invalid", "phone.unusual-country", "phone.official",
                     "phone.emergency", "sender.not-the-brand",
                     "text.asks-code", "text.asks-payment", "text.asks-login", "text.asks-data",
                     "text.asks-install", "text.remote-access", "text.urgency", "text.threat",
                     "text.family-in-trouble", "text.unverified-identity", "text.secrecy", "text.gift-card",
                     "text.wallet", "text.prize", "text.job-offer", "text.investment", "text.romance",
                     "text.extortion", "text.missed-call", "text.tech-support", "text.hidden-letters",
                     "text.mentions-checker",
                     "text.contact-elsewhere", "text.collection", "text.will-be-called",
                     "text.fee-first", "text.refund", "text.changed-account",
                     "text.inheritance", "text.suspicious-activity", "text.expiry",
                     "text.donation",
                     "text.like-known-scams",
                     "attachment.authority-file", "attachment.double-extension", "attachment.program", "attachment.web-page",
                     "attachment.locked", "link.shown-elsewhere", "sender.lookalike", "sender.name-not-address",
                     "sender.two-addresses", "sender.reply-elsewhere", "sender.not-confirmed",
                     "talk.trust-then-money")

/* What people read, in the order of TipoffFlagType. Places in braces are filled from the flag's arguments. */
static const struct
{
  double      weight;
  const char *sentence;
  const char *explanation;
} words[] = {
  { 0.90, N_("The link goes to {host}. That is not the website of {brand}."),
    N_("Its address is made to look like {brand}. If you want to visit {brand}, type the address yourself or use the app.") },
  { 0.50, N_("The message speaks of {brand}, but the link goes to {host}."),
    N_("That address is not one of {brand} that we know. Do not use the link: go to {brand} in the way that you always do.") },
  { 0.35, N_("The link {host} hides where it really goes."),
    N_("A shortened link shows its true destination only when it is opened. It is better not to open it.") },
  { 0.70, N_("The link goes to a number instead of a name: {host}."),
    N_("Organisations put their name in their address. A bare number hides who is behind it.") },
  { 0.40, N_("The link has unusual letters in its address: {host}."),
    N_("Such letters can look just like ordinary ones, so that a false address seems true.") },
  { 0.80, N_("The address of the link mixes letters of different alphabets: {host}."),
    N_("This is done so that a false address looks like one that you know.") },
  { 0.70, N_("The link is written so that you cannot see where it really goes: {host}."),
    N_("The name that you notice first is not the place where the link leads.") },
  { 0.45, N_("The link goes to a page that anybody can make for free: {host}."),
    N_("It is not the website of an organisation: anybody can put a page there within minutes, without giving a name.") },
  { 0.25, N_("The link ends in .{ending}, which scams use a lot: {host}."),
    N_("Addresses with this ending cost next to nothing. Honest websites use it too, so look at the rest as well.") },
  { 0.50, N_("The address of the link adds something to a name: {host}."),
    N_("Whoever really has that name hardly ever needs to add something to it. Type the address that you know, or use the app.") },
  { 0.80, N_("Calling {number} costs extra."),
    N_("It is a premium number: you pay for every minute or every call, and the owner earns from it.") },
  { 0.40, N_("{number} is not a possible phone number."),
    N_("No call can come from this number. The number that you saw may have been forged.") },
  { 0.60, N_("{number} is a number from far away ({region})."),
    N_("Numbers from there are often used to lure people into an expensive call. If you know nobody there, do not call back.") },
  { 0.05, N_("{number} is the number of {brand}. You can safely call it yourself."),
    N_("If it called you, that proves nothing: the number on your screen can be forged. Hang up and dial it yourself.") },
  { 0.05, N_("{number} is an emergency number. You can safely call it yourself."),
    N_("If it called you, that proves nothing: the number on your screen can be forged.") },
  { 0.40, N_("The message speaks of {brand}, but it came from {sender}."),
    N_("Anybody can send a message in the name of an organisation. Ask {brand} yourself, in the way that you always do.") },
  { 0.70, N_("It asks for a code."),
    N_("A code that you receive is a key to your account or your money. Give it to nobody, whoever asks.") },
  { 0.35, N_("It asks you to pay."),
    N_("Check first with the organisation or the person, in a way that you already know, whether there is really something to pay.") },
  { 0.40, N_("It asks you to log in or to confirm who you are."),
    N_("Whoever logs in through a false page gives the password away. Log in only by the app or by an address that you type yourself.") },
  { 0.70, N_("It asks for your personal details, your card or your PIN."),
    N_("With these somebody can take money or act in your name. Do not give them because of a message.") },
  { 0.50, N_("It asks you to install something."),
    N_("An app from a message can read along or take over your device. Install apps only from the app store, and only when you looked for them yourself.") },
  { 0.80, N_("It wants to look at or take over your screen."),
    N_("Whoever can see your screen can see your passwords and use your bank app. Let nobody in who contacted you.") },
  { 0.30, N_("It puts you in a hurry."),
    N_("Hurry keeps people from thinking and from asking. You may always take your time.") },
  { 0.45, N_("It threatens that something bad will happen."),
    N_("Fear makes people act before they think. Ask the organisation yourself, in a way that you already know.") },
  { 0.70, N_("It says that a relative or a friend is in trouble and needs money."),
    N_("Call the person on the number that you already have. Not called? No money.") },
  { 0.60, N_("Nobody can tell from this message who really wrote it."),
    N_("Call the person or the organisation on the number that you already have. Do not use the number in the message. Not called? No money.") },
  { 0.50, N_("It asks you to keep it secret."),
    N_("Swindlers do not want you to ask anybody. Talk about it with somebody whom you trust.") },
  { 0.60, N_("It speaks of gift cards or vouchers as a way to pay."),
    N_("The codes on such cards are like cash: once you have passed them on, the money is gone.") },
  { 0.50, N_("It speaks of paying in cryptocurrency."),
    N_("Such a payment cannot be undone, and nobody can see who received it.") },
  { 0.50, N_("It promises a prize, a gift or money."),
    N_("Whoever did not take part cannot have won. Often there is something to pay or to fill in first.") },
  { 0.50, N_("It offers easy money for work."),
    N_("False jobs pay a little at first and then ask you to put in money, or use your account for stolen money.") },
  { 0.50, N_("It promises a profit from an investment."),
    N_("High profit without risk does not exist. Look up the name at the financial supervisor before you do anything.") },
  { 0.40, N_("A stranger tries to start a friendship."),
    N_("A message to the wrong number or sweet words are often the beginning. A question for money comes later.") },
  { 0.80, N_("It threatens to make something shameful public."),
    N_("These messages go to thousands of people and are nearly always a bluff. Do not pay and do not answer. You have done nothing wrong.") },
  { 0.30, N_("It wants you to call back or to listen to a message."),
    N_("A call back can be expensive, and the link to a voice message can lead to a false page.") },
  { 0.40, N_("It says that something is wrong with your computer or phone."),
    N_("A message or a web page cannot know that. Close it, and ask somebody whom you know for help.") },
  { 0.50, N_("Its letters are written so that a program does not recognise the words."),
    N_("There are hidden or strange letters in it. An ordinary sender has no reason for that.") },
  { 0.50, N_("It tells you to have it checked, to prove that it is real."),
    N_("An honest sender does not need that. A check of the words can never prove who wrote them.") },
  { 0.45, N_("It wants to go on in another app or at another number."),
    N_("There nobody else reads along, and the number cannot be checked. Stay where you are, or stop.") },
  { 0.80, N_("It says that somebody will come to collect your card, your money or your things."),
    N_("No bank and no police officer ever collects a card, cash or jewels. Give nothing away, and call 112 if somebody is at the door.") },
  { 0.50, N_("It says that somebody will call you."),
    N_("The caller will then seem to be real. Hang up, and call the organisation on a number that you already have.") },
  { 0.55, N_("You are to pay first, to get something later."),
    N_("Whoever really gives, lends or sends something takes the costs off. Do not pay in advance.") },
  { 0.35, N_("It says that you get money back."),
    N_("Look it up in the way that you always do: what you are owed stands there as well. Nobody needs your card to pay you.") },
  { 0.60, N_("It says that a bank account has changed."),
    N_("Call the person or the company on the number that you already have before you pay to a new account.") },
  { 0.60, N_("It promises the money of a stranger."),
    N_("Nobody leaves money to people whom they do not know. What follows are fees, one after the other.") },
  { 0.25, N_("It says that something unusual happened on your account."),
    N_("Look in the app, or on the website that you open yourself. Do not use what stands in the message.") },
  { 0.25, N_("It says that something of yours expires or is full."),
    N_("If it is true, the app or the website that you open yourself says so too.") },
  { 0.40, N_("It asks you to give to somebody in need."),
    N_("Give only to an organisation that you chose and looked up yourself.") },
  { 0.40, N_("Its words are like those of messages that were scams."),
    N_("The marked words weigh the most. That is no proof: ask the sender in a way that you already know.") },
  { 0.80, N_("It holds a file that offers a place to send reports to."),
    N_("An authority publishes such a file on its own website and sends it to nobody. Do not add it.") },
  { 0.85, N_("The attachment {text} hides behind two endings what it is."),
    N_("It seems to be a document, and is something else. Do not open it.") },
  { 0.80, N_("The attachment {text} is a program."),
    N_("Once opened it can do on your computer whatever it wants. Do not open it, whoever seems to have sent it.") },
  { 0.60, N_("The attachment {text} is a web page."),
    N_("Once opened it can show a false login page as if it were on your own computer. Do not fill in anything there.") },
  { 0.50, N_("The attachment {text} is locked with a password."),
    N_("So no virus scanner can look into it on its way to you. Ask the sender, in a way that you already know, what it is.") },
  { 0.60, N_("The message shows {shown}, but the link goes to {host}."),
    N_("What you see of a link and where it goes are two different things. Where it goes counts.") },
  { 0.90, N_("It was sent from {host}. That is not an address of {brand}."),
    N_("The address is made to look like one of {brand}. Ask {brand} yourself, in the way that you always do.") },
  { 0.50, N_("The sender calls itself {brand}, but the address is at {host}."),
    N_("Anybody can write with any name. The address behind the name counts, and it is not one of {brand} that we know.") },
  { 0.80, N_("The sender shows the address {text}, but wrote from {sender}."),
    N_("The first address is only a name here, and anybody can choose a name. The second one is where it came from.") },
  { 0.40, N_("An answer would go to another address than the one that it came from: {address}."),
    N_("So an answer reaches somebody who cannot write from the address that you see.") },
  { 0.50, N_("Your mail provider could not confirm that it really comes from {host}."),
    N_("The owner of {host} says by which ways its e-mail comes, and this one came by another. The address may be forged.") },
  { 0.80, N_("First it won your trust, and then it came to speak of money."),
    N_("So false friends and false brokers work: weeks of kind words, then an emergency or a great chance. Talk about it with somebody whom you trust before you pay anything.") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (words) == TIPOFF_N_FLAGS);

double
tipoff_flag_type_get_weight (TipoffFlagType type)
{
  g_return_val_if_fail (type < TIPOFF_N_FLAGS, 0);

  return words[type].weight;
}

TipoffFlag *
tipoff_flag_new (TipoffFlagType type)
{
  TipoffFlag *self = g_new0 (TipoffFlag, 1);

  self->id = tipoff_flag_type_to_string (type);
  self->weight = words[type].weight;
  self->spans = g_array_new (FALSE, FALSE, sizeof (TipoffSpan));
  return self;
}

void
tipoff_flag_free (TipoffFlag *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->spans);
  g_strfreev (self->arguments);
  g_free (self);
}

static char *
fill (const TipoffFlag *self, TipoffTongue *tongue, gboolean explain)
{
  static const char *const none[] = { NULL };
  TipoffFlagType type;

  g_return_val_if_fail (tipoff_flag_type_from_string (self->id, &type), NULL);

  return tipoff_tongue_format (tongue, explain ? words[type].explanation : words[type].sentence,
                               self->arguments != NULL ? (const char *const *) self->arguments : none);
}

/**
 * tipoff_flag_describe:
 *
 * One sentence that names what was found.
 */
char *
tipoff_flag_describe (const TipoffFlag *self, TipoffTongue *tongue)
{
  return fill (self, tongue, FALSE);
}

/**
 * tipoff_flag_explain:
 *
 * One or two more that say why it matters and what is wiser.
 */
char *
tipoff_flag_explain (const TipoffFlag *self, TipoffTongue *tongue)
{
  return fill (self, tongue, TRUE);
}
