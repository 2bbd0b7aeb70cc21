// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing.returns;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The words by which mail servers give their reasons. The first kind that fits holds; what blames
 * us comes before what blames the reader.
 */
final class Phrases {

  private record Rule(ReturnKind kind, Pattern words) {}

  /** No address before the colon: what is refused was the message, not a recipient. */
  private static final String REFUSED_AFTER_DATA = "550[ :-]+: user unknown";

  private static final List<Rule> RULES =
      List.of(
          rule(
              ReturnKind.MAILBOX_FULL,
              "over ?quota",
              "quota (is )?exceed",
              "exceed\\w* (the |his |her |their )?(\\w+ )?(storage|quota|disk)",
              "(mail)?(box|folder|account|disk)( storage)?( is|'s)? (currently |almost )?full",
              "(mailbox|user|account|recipient|space|size)[^.]{0,40} (over|exceed)\\w* [^.]{0,20}(quota|storage|limit)",
              "quotaexceeded",
              "not enough (storage|disk) space",
              "insufficient (disk|storage|mailbox)",
              "out of (storage|disk)",
              "too much mail data",
              "too many messages (in|on) ",
              "number of messages in recipient's mailbox exceeded",
              "storage (limit|space)",
              "quota violation",
              "mailbox size limit",
              "user has (exceeded|too many messages)",
              "bo[iî]te pleine",
              "exceeded its .{0,20}quota",
              "quota full",
              "no space left on device",
              "disk quota"),
          rule(
              ReturnKind.BLOCKED,
              "black ?-?list",
              "block ?-?list",
              "blocked (using|by|for|due|because|for spam)",
              "spamhaus",
              "spamcop",
              "barracuda ?central",
              "dnsbl",
              "\\brbls?\\b",
              "\\bsurbl",
              "cloudmark|proofpoint\\.com",
              "sorbs",
              "senderscore",
              "(poor|bad|low|ip|domain|sender)( network| server| address)? reputation",
              "reputation",
              "(?<!not )listed (in|at|on|by) ",
              "open relay",
              "\\b(ip|client|host|network|server)\\b\\S* [^.]{0,60}(is|are|was|been) (temporarily )?(blocked|banned|rejected|refused|denied)",
              "banned (sending )?ip",
              "(client|helo|ehlo|client host|client address)[^.]{0,60} rejected",
              "access (from|denied)[^.]{0,20} (ip|your)",
              "no access from mail server",
              "connection (refused|denied|rejected|dropped)[^.]{0,20} (by|due)",
              "\\(bl\\)",
              "refused to talk to",
              "not accepting (connections|mail from)",
              "bad dns ptr|service (refuse\\b|refused)",
              "dialup|dynamic (ip|host|address)|end-?user (ip|host)",
              "mail from your (ip|host|server)[^.]{0,30}(not|reject)",
              "we do not accept mail from",
              "(your|sending) (ip|server|host|network|domain)[^.]{0,40}(block|ban|not (allow|permit|accept))",
              "please use the smtp server of your isp",
              "excessive (number|bounce|spam|rate)",
              "unusual rate of unsolicited",
              "sent to too many recipients"),
          rule(
              ReturnKind.POLICY,
              "\\bdmarc\\b",
              "\\bspf\\b",
              "\\bdkim\\b",
              "unauthenticated",
              "authentication (check|fail|required|is required)",
              "not authenticated",
              "not authorized",
              "not authori[sz]ed|unauthori[sz]ed",
              "not (permitted|allowed) to (send|relay|mail)",
              "relay(ing)?[^.]{0,20} (denied|prohibited|not (permitted|allowed))",
              "relay(ing)? access denied|unable to relay|not configured to relay|cannot relay|we do not relay",
              "reverse dns|\\bptr\\b|reverse (lookup|mapping|host)|no rdns|without a valid sender domain",
              "policy",
              "policies",
              "(sender|from|return|envelope)[ -](address|domain|mail|verify)?\\W*[^.]{0,60}(rejected|refused|denied|not exist|invalid|unknown|not (found|accepted|verified|valid)|failed|unresolvable)",
              "domain of sender address",
              "mismatch\\w* client ip",
              "(message|mail|email) (is )?not allowed",
              "access denied(?!.*as\\()",
              "administrative(ly)? (prohibit|denied|restrict|block)",
              "not allowed to (access|submit)",
              "starttls|must issue a starttls|tls (is )?required|encryption required",
              "email address is not verified",
              "permission|prohibited",
              "host network not allowed",
              "rejected due to security",
              "suspicious|phish",
              "verification failed",
              "dnssec|unverified",
              "valid (hostname|rdns)",
              "network blocked",
              "sender rejected",
              "sender\\b[^.]{0,30} (denied|blocked)"),
          rule(
              ReturnKind.CONTENT,
              "spam(?!haus)",
              "\\bube\\b",
              "\\bjunk\\b",
              "unsolicited",
              "virus",
              "malware|infected",
              "(content|attachment|message|mail|header)[^.]{0,40}(reject|refus|block|denied|not accepted|unacceptable|forbid|malform|prohibit)",
              "(message|mail|size)[^.]{0,40}(too (large|big|long)|exceed\\w*|over[^.]{0,10} limit)",
              "exceeds[^.]{0,30}(size|maximum|limit|length)",
              "length exceeds",
              "8-?bit data|improper use of",
              "not rfc|rfc ?(5322|2822)\\b",
              "bare (lf|cr)|missing (header|required)",
              "invalid (header|mime|charset)",
              "multiple addresses in from|from: header",
              "max(imum)? message size",
              "loop(ing|s)?\\b|too many hops|hop count"),
          rule(
              ReturnKind.TEMPORARY,
              REFUSED_AFTER_DATA,
              "(account|mailbox|user|recipient|address|domain|mail)[^.]{0,40}(disabled|inactive|suspend|deactivat|frozen|locked|on hold|expired|temporarily)",
              "(disabled|inactive|suspended|discontinued) (account|mailbox|user|recipient)",
              "account (is )?not active|not active",
              "on hold|frozen"),
          rule(
              ReturnKind.TEMPORARY,
              "timed? ?-?out",
              "timeout",
              "try (it )?(again )?later|not found, try again|retry|retried|aborted after \\d",
              "temporar",
              "deferred",
              "connection (refused|lost|reset|closed|dropped)",
              "lost connection",
              "(unable|cannot|could not|failed|couldn't) (to )?(connect|establish)",
              "not responding|(?<!domain is )not reachable|unreachable",
              "no route to host",
              "queue too long|in the queue|message expired|too old|giving up",
              "could not deliver for the last|not been delivered|has not yet been delivered|delayed|could not be delivered for",
              "wasn't able to establish",
              "too many (connections|recipients|messages|concurrent|errors)|rate limit|throttl|sent to too many",
              "retry time not reached|multiple retries",
              "server (is )?(busy|down|unavailable)",
              "dns (error|query failed|server)|dns.{0,20}(fail|timeout)",
              "config(uration)? error|internal (error|server)|local error|i/o error|broken pipe|operating system error",
              "out of memory|system error",
              "mail for \\S+ loops back to",
              "command (timeout|rejected)|improper sequence|protocol error"),
          rule(
              ReturnKind.RECIPIENT_DEAD,
              "(user|recipient|mailbox|account|address|addressee|local ?part|name|person|customer|member|destinataire)\\b[^.]{0,60} (is |was )?(unknown|not (a )?(known|found|exist\\w*|recogni[sz]ed|listed|valid|here)|doesn'?t exist|does ?n[o']t exist|invalid)",
              "unknown (user|recipient|mailbox|account|address|local|virtual|addressee|to address|person|account)",
              "no (such|valid) (user|recipient|mailbox|account|address|person|domain|host|local|member|id|addressee)",
              "no mailbox (here|by|with|found|for)",
              "(invalid|bad|non-?existent|nonexistent|wrong|dead|illegal) (user|recipient|mailbox|address|account|destination|domain|host|e-?mail|final)",
              "unrout(e?able|able)",
              "not (our|a) (local |valid )?(customer|user|recipient|mailbox)",
              "does(n't| not) (exist|have (a|an|any) )",
              "doesn't have a \\S+ account",
              "(user|mailbox|account|recipient|addressee|address)[^.]{0,40}(not found|no longer|unavailable|does not|not exist|not in|not on|not listed|unknown|closed|removed|deleted|has moved|moved)",
              "recipientnotfound|recipnotfound|recipient not found|recipient name is not recognized",
              "(host|domain)[^.]{0,60}(not found|unknown|does not exist|not exist|invalid|no longer|is not valid|not reachable)",
              "unknown (host|domain)|host unknown|no such (domain|host)",
              "name service error.{0,80}not found",
              "no (mx|mail ?server|mail exchanger)",
              "no mx record|null mx|does not accept (e-?)?mail|not accept any mail|nullmx",
              "nxdomain",
              "mailbox unavailable",
              "user unknown|undeliverable address|address (rejected|unknown|error)",
              "has moved|moved to|no longer (with|at|works|valid|accept|available|active|on server|in use)",
              "adresse[^.]{0,40}(invalide|inconnu)|destinataire inconnu|utilisateur inconnu",
              "unbekannt|nicht gefunden|existiert nicht",
              "is not a (known|valid|registered)",
              "not listed in|not our",
              "couldn't find any host",
              "we couldn't find (the |this )?(user|recipient|mailbox|address)|could ?n[o']t find (the |this |any )?(user|recipient|mailbox|address|host|domain)\\b|couldn't be found|wasn't found",
              "recipient rejected|rcpt (to )?(not|rejected)|this address no longer|bad destination",
              "account.{0,20}(closed|deleted|terminated)",
              "存在しません|見つかりません",
              "invalid mailbox|delivery to non"));

  private Phrases() {}

  private static Rule rule(ReturnKind kind, String... words) {
    return new Rule(kind, Pattern.compile(String.join("|", words)));
  }

  /** The kind that the words speak of, in lower case and single spaces; empty when they don't. */
  static Optional<ReturnKind> find(String words) {
    return RULES.stream()
        .filter(rule -> rule.words().matcher(words).find())
        .map(Rule::kind)
        .findFirst();
  }
}
