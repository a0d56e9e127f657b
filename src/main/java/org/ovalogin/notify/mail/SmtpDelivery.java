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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.ovalogin.core.administration.TestMail.Answer;
import org.ovalogin.core.mailbox.Letter;
import org.ovalogin.net.PasswordFile;

/// Delivers letters through a mail server, each on its own connection. Checks the server's
/// certificate and host name.
public final class SmtpDelivery implements Delivery {
    private final LetterWriter writer;
    private final SmtpSettings settings;
    private final Session session;

    /// Virtual threads only: an interrupt ends their blocking network calls.
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();

    public SmtpDelivery(LetterWriter writer, SmtpSettings settings) {
        this(writer, settings, trustedByJava());
    }

    /// @param trust the accepted certificates
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
        var security = settings.server().security();
        properties.put(
                "mail.smtp.connectiontimeout", settings.timeouts().connect().toMillis() + "");
        properties.put("mail.smtp.timeout", settings.timeouts().answer().toMillis() + "");
        properties.put("mail.smtp.auth", settings.login().user().isPresent() + "");
        properties.put("mail.smtp.ssl.enable", (security == SmtpSettings.Security.TLS) + "");
        var starttls = security == SmtpSettings.Security.STARTTLS;
        properties.put("mail.smtp.starttls.enable", starttls + "");
        properties.put("mail.smtp.starttls.required", starttls + "");
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.socketFactory", trust.getSocketFactory());
        properties.put("mail.smtp.socketFactory.fallback", "false");
        // The letter is accepted by then, so the reply to QUIT does not matter.
        properties.put("mail.smtp.quitwait", "false");
        return properties;
    }

    @Override
    public Outcome deliver(Letter letter) {
        return send(writer.message(letter), limit(), _ -> {});
    }

    /// Sends a message that belongs to nobody, once.
    ///
    /// @param message without secrets: the words that accept it are shown
    Answer tryWith(MimeMessage message, Duration longest) {
        var words = new AtomicReference<>("");
        return switch (send(message, longest, words::set)) {
            case Outcome.Accepted _ -> new Answer(true, words.get());
            case Outcome.Refused(var fault) -> new Answer(false, fault.detail());
            case Outcome.Later(var fault) -> new Answer(false, fault.detail());
        };
    }

    /// @param welcome hears the words that accept the message
    private Outcome send(MimeMessage message, Duration longest, Consumer<String> welcome) {
        var sending = senders.submit(() -> send(message, welcome));
        try {
            return sending.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            // false: it ended at this very moment
            if (!sending.cancel(true) && sending.state() == Future.State.SUCCESS)
                return sending.resultNow();
            return new Outcome.Later(Fault.toAll("TooSlow", server() + " takes too long"));
        } catch (InterruptedException _) {
            sending.cancel(true);
            Thread.currentThread().interrupt();
            return new Outcome.Later(Fault.toAll("Interrupted", "this server was stopped"));
        } catch (ExecutionException e) {
            // not chained: the mail library's exception may quote the letter
            var kind = String.valueOf(e.getCause()).split(":", 2)[0];
            return new Outcome.Later(new Fault("Unsendable", kind));
        }
    }

    private Outcome send(MimeMessage message, Consumer<String> welcome) throws MessagingException {
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
            welcome.accept(SmtpRefusal.printable(transport.getLastServerResponse()));
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
            // the letter's outcome is already decided
        }
    }

    /// Connects, signs in, names the sender and hangs up, without sending a letter. Returns the
    /// error in one line; empty: none.
    ///
    /// @param from the sender
    public static Optional<String> tryOut(SmtpSettings settings, String from) {
        return tryOut(settings, from, trustedByJava());
    }

    static Optional<String> tryOut(SmtpSettings settings, String from, SSLContext trust) {
        var server = settings.server().host() + ":" + settings.server().port();
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

    /// Also empty if it can't be read.
    private static Optional<String> password(SmtpSettings settings) {
        try {
            var file = settings.login().passwordFile();
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
        var user = settings.login().user().orElse(null);
        var file = settings.login().passwordFile();
        var password = file.isPresent() ? PasswordFile.password(file.get()) : null;
        transport.connect(settings.server().host(), settings.server().port(), user, password);
    }

    /// Also bounds a server that answers every step just in time.
    @Override
    public Duration limit() {
        return settings.timeouts().connect().plus(settings.timeouts().answer().multipliedBy(3));
    }

    @Override
    public String destination() {
        return "e-mails to owners go to the mail server %s (%s)"
                .formatted(server(), settings.server().security().name().toLowerCase(Locale.ROOT));
    }

    private String server() {
        return settings.server().host() + ":" + settings.server().port();
    }
}
