package org.ovalogin.notify.mail;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A 4xx or 5xx reply of a mail server (RFC 5321 section 4.2, RFC 3463).
///
/// @param step the refused command; empty: the connection; [#END]: the end of the letter
/// @param reply its lines, each with the code
record SmtpRefusal(String step, String reply) {
    static final String END = "end of DATA";

    /// Steps after which the server knows the letter and may quote it.
    private static final Set<String> LETTER_SENT = Set.of("DATA", END);

    private static final int MOST_WORDS = 200;
    private static final int MOST_LINES = 20;
    private static final Pattern CODES =
            Pattern.compile(
                    "([245][0-9]{2})(?:[ -]#?([245]\\.[0-9]{1,3}\\.[0-9]{1,3})\\b)?.*",
                    Pattern.DOTALL);
    private static final Pattern PREFIX =
            Pattern.compile("^[245][0-9]{2}(?:[ -]|$)(?:#?[245]\\.[0-9]{1,3}\\.[0-9]{1,3}\\b:?)?");

    /// Blanks and all that is not printable ASCII: control characters, characters that turn the
    /// text's direction, and bytes whose encoding nobody has declared.
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x21-\\x7e]+");

    /// Statuses that blame the recipient's address; 5.1.7 and 5.1.8 blame the sender's.
    private static final Set<String> BAD_RECIPIENT =
            Set.of("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1");

    /// Codes that may blame the recipient, sent by servers without enhanced codes.
    private static final Set<String> PERHAPS_BAD_RECIPIENT = Set.of("550", "551", "552", "553");

    /// Phrases for an unknown recipient from Postfix, Sendmail, Exim, qmail, Exchange, Gmail,
    /// hMailServer, Lotus Domino and Courier.
    private static final Pattern UNKNOWN =
            Pattern.compile(
                    "\\b(?:"
                            + String.join(
                                    "|",
                                    "(?:user|recipient|addressee|mailbox) unknown",
                                    "unknown (?:user|local user|recipient|mailbox|local part)",
                                    "no such (?:local )?(?:user|recipient|mailbox|address|person)",
                                    "(?:user|recipient|mailbox) (?:was )?not found",
                                    "(?:user|recipient|mailbox|account) (?:does not|doesn't) exist",
                                    "account that you tried to reach does not exist",
                                    "no mailbox here by that name",
                                    "not listed in (?:public name & address book|domino directory)")
                            + ")\\b",
                    Pattern.CASE_INSENSITIVE);

    /// Words that point to settings or to the sender. They override the phrases above.
    private static final Pattern OF_OTHERS =
            Pattern.compile(
                    "relay|sender|auth|polic|denied|blocked|blacklist|block list|spam|greylist|graylist|reputation|tls|permi|try again|later|temporar|return path|mail from|client|helo|log ?in",
                    Pattern.CASE_INSENSITIVE);

    /// Reply code and enhanced status, such as `550 5.1.1` or `550`.
    String codes() {
        var matcher = CODES.matcher(reply);
        if (!matcher.matches()) return "";
        var status = matcher.group(2);
        return matcher.group(1) + (status == null ? "" : " " + status);
    }

    /// The codes, and the server's words if it can't have known the letter yet: printable, at most
    /// 200 characters.
    ///
    /// @param secret the password; it is never repeated, nor its Base64
    String quoted(Optional<String> secret) {
        if (LETTER_SENT.contains(step)) return codes();
        var words = words();
        if (step.equals("AUTH") && Secrets.in(words, secret)) return codes();
        return line();
    }

    /// A reply that accepts a letter without secrets.
    static String printable(@Nullable String reply) {
        return reply == null ? "" : new SmtpRefusal(END, reply).line();
    }

    private String line() {
        var words = words();
        var text = words.isEmpty() ? codes() : codes() + " " + words;
        return text.length() > MOST_WORDS ? text.substring(0, MOST_WORDS) : text;
    }

    private String words() {
        return reply.lines()
                .limit(MOST_LINES)
                .map(line -> PREFIX.matcher(line).replaceFirst(""))
                .map(line -> UNPRINTABLE.matcher(line).replaceAll(" ").strip())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /// True if the recipient is permanently at fault. Anything else may be a mistake in somebody's
    /// settings.
    boolean isFinal() {
        if (!step.equals("RCPT")) return false;
        var codes = codes().split(" ", 2);
        if (codes.length == 2) return codes[0].startsWith("5") && BAD_RECIPIENT.contains(codes[1]);
        // remove the quoted address, which may contain a word such as relay or user-unknown
        var words = words().replaceAll("<[^>]*>|\\S*@\\S*", " ");
        words = words.replaceAll("(?i)in relay recipient table", "");
        return PERHAPS_BAD_RECIPIENT.contains(codes[0])
                && UNKNOWN.matcher(words).find()
                && !OF_OTHERS.matcher(words).find();
    }
}
