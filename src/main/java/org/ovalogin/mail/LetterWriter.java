package org.ovalogin.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
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
import org.ovalogin.mailbox.Notice;
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
        try {
            var out = new ByteArrayOutputStream();
            message(letter).writeTo(out);
            return out.toByteArray();
        } catch (MessagingException e) {
            throw unwritable(letter, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Plain text and the same as HTML. A letter that is sent twice has the same Message-ID both
    /// times.
    MimeMessage message(Letter letter) {
        var notice = letter.notice();
        var mailbox = letter.mailbox();
        var language =
                mailbox.language()
                        .or(() -> Language.of(mailbox.dialPlan().defaultLanguage()))
                        .orElse(Language.EN);
        var texts = NoticeTexts.in(language);
        var paragraphs = texts.paragraphs(notice.kind(), values(letter, texts), additions(letter));
        var own = PolicyText.of(letter);
        var subject = texts.subject(notice.kind());
        try {
            var domain = from.getAddress().substring(from.getAddress().lastIndexOf('@'));
            var message = new IdentifiedMessage("<" + notice.id() + domain + ">");
            message.setFrom(from);
            message.setRecipient(Message.RecipientType.TO, recipient(notice));
            message.setSentDate(Date.from(notice.createdAt()));
            message.setSubject(subject, "UTF-8");
            message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: nobody's to answer
            message.setContentLanguage(new String[] {language.code()});
            message.setContent(
                    alternatives(
                            plain(paragraphs, own),
                            HtmlLetter.of(paragraphs, own, subject, language.code())));
            message.saveChanges();
            return message;
        } catch (MessagingException e) {
            throw unwritable(letter, e);
        }
    }

    private static String plain(List<String> paragraphs, PolicyText own) {
        var all = new ArrayList<>(paragraphs);
        if (!own.plain().isEmpty()) all.add(all.size() - 1, own.plain());
        return String.join("\n\n", all) + "\n";
    }

    private static MimeMultipart alternatives(String text, String html) throws MessagingException {
        var plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        var rich = new MimeBodyPart();
        rich.setText(html, "UTF-8", "html");
        return new MimeMultipart("alternative", plain, rich);
    }

    /// One bare address and nothing else: neither a list, nor a group, nor a line of its own.
    private static InternetAddress recipient(Notice notice) throws MessagingException {
        var address = new InternetAddress(notice.recipient(), true);
        if (address.isGroup() || !notice.recipient().equals(address.getAddress()))
            throw new MessagingException("no address");
        return address;
    }

    /// Not chained: a message of the mail library may quote the text.
    private static IllegalStateException unwritable(Letter letter, MessagingException e) {
        return new IllegalStateException(
                "notice %s can't be written: %s"
                        .formatted(letter.notice().id(), e.getClass().getSimpleName()));
    }

    /// The library would give it an id of its own at each saving.
    private static final class IdentifiedMessage extends MimeMessage {
        private final String id;

        IdentifiedMessage(String id) {
            super(Session.getInstance(new Properties()));
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }

    private Map<String, String> values(Letter letter, NoticeTexts texts) {
        var notice = letter.notice();
        var mailbox = letter.mailbox();
        var numbers = mailbox.dialPlan().accessTelephoneNumbers();
        return Map.of(
                "name", line(mailbox.displayName()),
                "numbers", String.join(", ", numbers),
                "extension", mailbox.extensions().getFirst(),
                "pin", safe.pin(notice).orElse(""),
                "by", line(notice.by()),
                "failures", String.valueOf(notice.failures()),
                "when", texts.moment(moment(letter).atZone(zone)));
    }

    /// Without what could begin a line of its own.
    private static String line(String value) {
        return value.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ");
    }

    private static List<String> additions(Letter letter) {
        if (letter.notice().sealedPin().isEmpty()) return List.of();
        var additions = new ArrayList<String>();
        if (letter.mailbox().pin().mustChange()) additions.add("mustChange");
        if (lapse(letter).isPresent()) additions.add("lapses");
        return additions;
    }

    /// What the letter means by `when`: the PIN in it lapses, or the present one expires; else what
    /// it tells of happened.
    private static Instant moment(Letter letter) {
        var mailbox = letter.mailbox();
        var expiry =
                Optional.of(mailbox.pin().setAt())
                        .filter(_ -> letter.notice().kind() == Notice.Kind.EXPIRING)
                        .flatMap(set -> mailbox.policy().pin().pinLifetime().map(set::plus));
        return lapse(letter).or(() -> expiry).orElse(letter.notice().createdAt());
    }

    /// When the PIN in this letter lapses.
    private static Optional<Instant> lapse(Letter letter) {
        if (letter.notice().sealedPin().isEmpty()) return Optional.empty();
        var mailbox = letter.mailbox();
        return mailbox.policy().pin().temporaryPinLifetime().map(mailbox.pin().setAt()::plus);
    }
}
