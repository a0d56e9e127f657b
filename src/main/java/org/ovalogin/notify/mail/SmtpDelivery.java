package org.ovalogin.notify.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.ovalogin.core.mailbox.Letter;
import org.ovalogin.net.PasswordFile;

/// Letters through a mail server; each on a connection of its own. Certificate and host name of the
/// server are checked.
public final class SmtpDelivery implements Delivery {
    private final LetterWriter writer;
    private final SmtpSettings settings;
    private final Session session;

    /// Blocking on the network ends with an interrupt on virtual threads, and on no others.
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();

    public SmtpDelivery(LetterWriter writer, SmtpSettings settings) {
        this(writer, settings, trustedByJava());
    }

    /// @param trust which certificates are good
    SmtpDelivery(LetterWriter writer, SmtpSettings settings, SSLContext trust) {
        this.writer = writer;
        this.settings = settings;
        this.session = Session.getInstance(properties(settings, trust));
    }

    private static SSLContext trustedByJava() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Properties properties(SmtpSettings settings, SSLContext trust) {
        var properties = new Properties();
        var security = settings.security();
        properties.put("mail.smtp.connectiontimeout", settings.connectTimeout().toMillis() + "");
        properties.put("mail.smtp.timeout", settings.timeout().toMillis() + "");
        properties.put("mail.smtp.auth", settings.user().isPresent() + "");
        properties.put("mail.smtp.ssl.enable", (security == SmtpSettings.Security.TLS) + "");
        var starttls = security == SmtpSettings.Security.STARTTLS;
        properties.put("mail.smtp.starttls.enable", starttls + "");
        properties.put("mail.smtp.starttls.required", starttls + "");
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.socketFactory", trust.getSocketFactory());
        properties.put("mail.smtp.socketFactory.fallback", "false");
        // An answer to QUIT is not worth waiting for: the letter is accepted by then.
        properties.put("mail.smtp.quitwait", "false");
        return properties;
    }

    @Override
    public Outcome deliver(Letter letter) {
        var message = writer.message(letter);
        var sending = senders.submit(() -> send(message));
        try {
            return sending.get(limit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            // false: it ended in the same moment
            if (!sending.cancel(true) && sending.state() == Future.State.SUCCESS)
                return sending.resultNow();
            return new Outcome.Later(Fault.toAll("TooSlow", server() + " takes too long"));
        } catch (InterruptedException _) {
            sending.cancel(true);
            Thread.currentThread().interrupt();
            return new Outcome.Later(Fault.toAll("Interrupted", "this server was stopped"));
        } catch (ExecutionException e) {
            // not chained: an exception of the mail library may quote the letter
            var kind = String.valueOf(e.getCause()).split(":", 2)[0];
            return new Outcome.Later(new Fault("Unsendable", kind));
        }
    }

    private Outcome send(MimeMessage message) throws MessagingException {
        var transport = new SmtpConversation(session);
        try {
            connect(transport, settings);
        } catch (MessagingException e) {
            return new Outcome.Later(
                    SmtpFault.connecting(server(), e, transport.refusal(), password(settings)));
        } catch (IOException e) {
            return new Outcome.Later(
                    Fault.toAll("Password", "mail.smtp.passwordFile: " + e.getClass().getName()));
        }
        try {
            transport.sendMessage(message, message.getAllRecipients());
            return new Outcome.Accepted(Optional.empty());
        } catch (MessagingException e) {
            return SmtpFault.sending(server(), e, transport.refusal());
        } finally {
            hangUp(transport);
        }
    }

    private static void hangUp(SmtpConversation transport) {
        try {
            transport.close();
        } catch (MessagingException _) {
            // what becomes of the letter is decided already
        }
    }

    /// Connects, signs in, names the sender and hangs up; no letter is sent. What is wrong, in a
    /// line; empty: nothing.
    ///
    /// @param from the sender
    public static Optional<String> tryOut(SmtpSettings settings, String from) {
        return tryOut(settings, from, trustedByJava());
    }

    static Optional<String> tryOut(SmtpSettings settings, String from, SSLContext trust) {
        var server = settings.host() + ":" + settings.port();
        try {
            var session = Session.getInstance(properties(settings, trust));
            var transport = new SmtpConversation(session);
            try {
                connect(transport, settings);
                transport.offer(from);
                return Optional.empty();
            } catch (MessagingException e) {
                return Optional.of(
                        SmtpFault.connecting(server, e, transport.refusal(), password(settings))
                                .detail());
            } finally {
                hangUp(transport);
            }
        } catch (IOException e) {
            return Optional.of(server + ": " + e.getClass().getSimpleName());
        }
    }

    /// Empty as well where it can't be read.
    private static Optional<String> password(SmtpSettings settings) {
        try {
            var file = settings.passwordFile();
            return file.isPresent()
                    ? Optional.of(PasswordFile.password(file.get()))
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static void connect(SmtpConversation transport, SmtpSettings settings)
            throws MessagingException, IOException {
        transport.setLocalHost(settings.helo().name());
        var user = settings.user().orElse(null);
        var file = settings.passwordFile();
        var password = file.isPresent() ? PasswordFile.password(file.get()) : null;
        transport.connect(settings.host(), settings.port(), user, password);
    }

    /// A server that answers each step just in time is cut off all the same.
    @Override
    public Duration limit() {
        return settings.connectTimeout().plus(settings.timeout().multipliedBy(3));
    }

    @Override
    public String destination() {
        return "e-mails to owners go to the mail server %s (%s)"
                .formatted(server(), settings.security().name().toLowerCase(Locale.ROOT));
    }

    private String server() {
        return settings.host() + ":" + settings.port();
    }
}
