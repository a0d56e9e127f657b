package org.ovalogin.notify.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/// A conversation with a mail server that keeps at which step it was refused, and with which words:
/// the library forgets them when the server hangs up afterwards. For one thread.
final class SmtpConversation extends SMTPTransport {
    /// Steps that are named; what else is sent belongs to the one before, as a password does to
    /// AUTH.
    private static final Set<String> STEPS =
            Set.of("EHLO", "HELO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "RSET", "QUIT");

    /// What is said after a refusal, and does not undo it.
    private static final Set<String> FAREWELL = Set.of("RSET", "QUIT");

    private String step = "";
    private Optional<SmtpRefusal> refusal = Optional.empty();

    SmtpConversation(Session session) {
        super(session, new URLName("smtp", null, -1, null, null, null));
    }

    /// The step that the server did not allow; empty: it broke off, or nothing was refused.
    Optional<SmtpRefusal> refusal() {
        return refusal;
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        var verb = command.split(" ", 2)[0].toUpperCase(Locale.ROOT);
        if (command.equals(".")) step = SmtpRefusal.END;
        else if (STEPS.contains(verb)) step = verb;
        super.sendCommand(command);
    }

    /// Names the sender as a letter would, and takes it back.
    void offer(String from) throws MessagingException {
        issueCommand("MAIL FROM:<" + from + ">", 250);
        issueCommand("RSET", 250);
    }

    /// Falls back to HELO only where the server does not know EHLO, and not where it closes.
    @Override
    protected boolean ehlo(String domain) throws MessagingException {
        var welcome = super.ehlo(domain);
        if (!welcome && refusal.filter(r -> r.reply().startsWith("4")).isPresent())
            throw new MessagingException("EHLO is refused");
        return welcome;
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        var code = super.readServerResponse();
        if (code >= 200 && !FAREWELL.contains(step))
            refusal =
                    code < 400
                            ? Optional.empty()
                            : Optional.of(new SmtpRefusal(step, getLastServerResponse()));
        return code;
    }
}
