package org.ovalogin.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.ovalogin.mailbox.Language;
import org.ovalogin.mailbox.Letter;
import org.ovalogin.mailbox.PinSafe;

/// Writes notices as e-mails in the owner's language. Thread-safe.
public final class LetterWriter {
    private final PinSafe safe;
    private final InternetAddress from;
    private final ZoneId zone;

    /// @throws IllegalArgumentException when `from` is no e-mail address
    public LetterWriter(PinSafe safe, String from, ZoneId zone) {
        this.safe = safe;
        this.zone = zone;
        try {
            this.from = new InternetAddress(from, true);
        } catch (MessagingException e) {
            throw new IllegalArgumentException(
                    "mail.from '%s': allowed is an e-mail address".formatted(from), e);
        }
    }

    /// The letter as an RFC 5322 message. It holds the PIN where the notice carries one.
    byte[] write(Letter letter) {
        var notice = letter.notice();
        var mailbox = letter.mailbox();
        var language =
                mailbox.language()
                        .or(() -> Language.of(mailbox.dialPlan().defaultLanguage()))
                        .orElse(Language.EN);
        var texts = NoticeTexts.in(language);
        var body = texts.body(notice.kind(), values(letter, texts), additions(letter));
        try {
            var message = new MimeMessage(Session.getInstance(new Properties()));
            message.setFrom(from);
            message.setRecipient(
                    Message.RecipientType.TO, new InternetAddress(notice.recipient(), true));
            message.setSentDate(Date.from(notice.createdAt()));
            message.setSubject(texts.subject(notice.kind()), "UTF-8");
            message.setText(body, "UTF-8");
            var out = new ByteArrayOutputStream();
            message.writeTo(out);
            return out.toByteArray();
        } catch (MessagingException e) {
            // not chained: a message of the mail library may quote the text
            throw new IllegalStateException(
                    "notice %s can't be written: %s"
                            .formatted(notice.id(), e.getClass().getSimpleName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `when` is the moment of the notice, or in a notice with a PIN the moment when that lapses.
    private Map<String, String> values(Letter letter, NoticeTexts texts) {
        var notice = letter.notice();
        var mailbox = letter.mailbox();
        var numbers = mailbox.dialPlan().accessTelephoneNumbers();
        return Map.of(
                "name", mailbox.displayName(),
                "numbers", numbers.isEmpty() ? "-" : String.join(", ", numbers),
                "extension", mailbox.extensions().getFirst(),
                "pin", safe.pin(notice).orElse(""),
                "by", notice.by(),
                "failures", String.valueOf(notice.failures()),
                "when", texts.moment(lapse(letter).orElse(notice.createdAt()).atZone(zone)));
    }

    private static List<String> additions(Letter letter) {
        if (letter.notice().sealedPin().isEmpty()) return List.of();
        var additions = new ArrayList<String>();
        if (letter.mailbox().pin().mustChange()) additions.add("mustChange");
        if (lapse(letter).isPresent()) additions.add("lapses");
        return additions;
    }

    /// When the PIN in this letter lapses.
    private static Optional<Instant> lapse(Letter letter) {
        if (letter.notice().sealedPin().isEmpty()) return Optional.empty();
        var mailbox = letter.mailbox();
        return mailbox.policy().pin().temporaryPinLifetime().map(mailbox.pin().setAt()::plus);
    }
}
