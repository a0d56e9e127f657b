package org.ovalogin.notify.mail;

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
import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.ovalogin.core.input.EmailAddress;
import org.ovalogin.core.mailbox.Letter;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.OwnLink;
import org.ovalogin.core.store.PinSafe;

/// Writes notices as e-mails in the addressee's language. Thread-safe.
public final class LetterWriter {
    private final PinSafe safe;
    private final Function<Notice, List<OwnLink>> links;
    private final InternetAddress from;
    private final ZoneId zone;
    private final Optional<URI> publicUrl;

    /// @param links makes the links of a letter that has some
    /// @param zone the server's
    /// @param publicUrl scheme, host and port at which owners reach self-service; empty: no
    ///   self-service
    /// @throws IllegalArgumentException if `from` is not an e-mail address
    public LetterWriter(
            PinSafe safe,
            Function<Notice, List<OwnLink>> links,
            String from,
            ZoneId zone,
            Optional<URI> publicUrl) {
        this.safe = safe;
        this.links = links;
        this.zone = zone;
        this.publicUrl = publicUrl;
        try {
            this.from = new InternetAddress(EmailAddress.ascii(from), true);
        } catch (MessagingException e) {
            throw new IllegalArgumentException(
                    "mail.from '%s': allowed: an e-mail address".formatted(from), e);
        }
    }

    /// The letter as an RFC 5322 message. It contains the PIN if the notice carries one.
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
        var language = letter.language();
        var texts = NoticeTexts.in(language);
        var content =
                new LetterContent(
                        letter,
                        texts,
                        safe.secret(notice).filter(_ -> notice.withPin()),
                        links.apply(notice),
                        publicUrl,
                        letter.zone(zone));
        var own = PolicyText.of(letter);
        try {
            var domain = from.getAddress().substring(from.getAddress().lastIndexOf('@'));
            var message = new IdentifiedMessage("<" + notice.id() + domain + ">");
            message.setFrom(from);
            message.setRecipient(Message.RecipientType.TO, recipient(notice));
            message.setSentDate(Date.from(notice.createdAt()));
            message.setSubject(content.subject(), "UTF-8");
            message.setHeader(
                    "Auto-Submitted", "auto-generated"); // RFC 3834: prevents automatic replies
            message.setContentLanguage(new String[] {language.code()});
            message.setContent(
                    alternatives(
                            plain(content, own), HtmlLetter.of(content, own, language.code())));
            message.saveChanges();
            return message;
        } catch (MessagingException e) {
            throw unwritable(letter, e);
        }
    }

    private static String plain(LetterContent content, PolicyText own) {
        var all = new ArrayList<>(content.paragraphs());
        if (!own.plain().isEmpty()) all.add(all.size() - 1, own.plain());
        return String.join("\n\n", all) + "\n";
    }

    private static MimeMultipart alternatives(String text, String html) throws MessagingException {
        var plain = new MimeBodyPart();
        plain.setText(lines(text), "UTF-8");
        var rich = new MimeBodyPart();
        rich.setText(lines(html), "UTF-8", "html");
        return new MimeMultipart("alternative", plain, rich);
    }

    /// Uses the line ends of RFC 5322, even in a file.
    private static String lines(String text) {
        return text.replaceAll("\\R", "\r\n");
    }

    /// Exactly one bare address: no list, no group, no further line.
    private static InternetAddress recipient(Notice notice) throws MessagingException {
        var ascii = EmailAddress.ascii(notice.recipient());
        var address = new InternetAddress(ascii, true);
        if (address.isGroup() || !ascii.equals(address.getAddress()))
            throw new MessagingException("no address");
        return address;
    }

    /// Does not chain the cause: the mail library's message may quote the text.
    private static IllegalStateException unwritable(Letter letter, MessagingException e) {
        return new IllegalStateException(
                "notice %s can't be written: %s"
                        .formatted(letter.notice().id(), e.getClass().getSimpleName()));
    }

    /// An empty message of a Message-ID of our own. The library's would name this process's user.
    static MimeMessage identified(String id) {
        return new IdentifiedMessage(id);
    }

    /// Keeps our Message-ID; the library would set a new one on every save.
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
}
