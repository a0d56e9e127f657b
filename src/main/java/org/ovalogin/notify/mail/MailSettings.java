package org.ovalogin.notify.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Optional;
import org.ovalogin.core.input.Check;
import org.ovalogin.core.input.EmailAddress;

/// The sending of letters.
///
/// @param from the sender, an e-mail address; kept in its ASCII form
/// @param smtp empty: letters are written to files
/// @param rate letters of imports and bulk jobs in a minute
public record MailSettings(String from, Optional<SmtpSettings> smtp, int rate) {
    private static final int HIGHEST_RATE = 6_000;

    public MailSettings {
        Check.range(rate, 1, HIGHEST_RATE, "mail.rate");
        from = EmailAddress.ascii(from);
        if (!isAddress(from)) {
            throw new IllegalArgumentException(
                    "mail.from: found '%s', allowed: an e-mail address".formatted(from));
        }
        if (from.endsWith("@localhost") && smtp.filter(s -> !s.onThisHost()).isPresent()) {
            throw new IllegalArgumentException(
                    "mail.from: found '%s'; mail.smtp.host needs an address that the mail server may send from"
                            .formatted(from));
        }
        var sender = from;
        smtp = smtp.map(settings -> settings.from(sender));
    }

    private static boolean isAddress(String text) {
        try {
            return text.chars().allMatch(c -> c < 0x80)
                    && new InternetAddress(text, true).getAddress().equals(text);
        } catch (AddressException _) {
            return false;
        }
    }
}
