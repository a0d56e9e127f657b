package org.ovalogin.notify.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.ovalogin.core.administration.TestMail;
import org.ovalogin.core.input.EmailAddress;
import org.ovalogin.core.input.Language;

/// Sends test letters through the mail server. Thread-safe.
public final class TestLetter implements TestMail {
    /// Shorter than an administrator's request may take.
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final SmtpDelivery delivery;
    private final String from;
    private final InstantSource clock;

    /// @param from the sender's e-mail address
    public TestLetter(SmtpDelivery delivery, String from, InstantSource clock) {
        this.delivery = delivery;
        this.from = from;
        this.clock = clock;
    }

    @Override
    public Answer send(String address, Language language) {
        return delivery.tryWith(message(address, language), LONGEST);
    }

    private MimeMessage message(String address, Language language) {
        var texts = NoticeTexts.in(language);
        try {
            var domain = from.substring(from.lastIndexOf('@'));
            var message = LetterWriter.identified("<" + UUID.randomUUID() + domain + ">");
            message.setFrom(new InternetAddress(from, true));
            message.setRecipient(
                    Message.RecipientType.TO,
                    new InternetAddress(EmailAddress.ascii(address), true));
            message.setSentDate(Date.from(clock.instant()));
            message.setSubject(texts.text("test.subject", Map.of()), "UTF-8");
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setContentLanguage(new String[] {language.code()});
            var paragraphs =
                    texts.text("test.body", Map.of()) + "\n\n" + texts.text("signature", Map.of());
            message.setText(paragraphs.replaceAll("\\R", "\r\n") + "\r\n", "UTF-8");
            message.saveChanges();
            return message;
        } catch (MessagingException e) {
            // not chained: the library's message quotes the address
            throw new IllegalStateException(
                    "the test letter can't be written: " + e.getClass().getSimpleName());
        }
    }
}
