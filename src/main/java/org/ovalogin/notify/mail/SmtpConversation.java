package org.ovalogin.notify.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/// A conversation with a mail server. It remembers the refused step and the server's words, which
/// the library forgets if the server hangs up afterwards. For one thread.
final class SmtpConversation extends SMTPTransport {
    /// Steps that have names. Anything else belongs to the step before it, as a password belongs to
    /// AUTH.
    private static final Set<String> STEPS =
            Set.of("EHLO", "HELO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "RSET", "QUIT");

    /// Commands that follow a refusal and do not undo it.
    private static final Set<String> FAREWELL = Set.of("RSET", "QUIT");

    private String step = "";
    private Optional<SmtpRefusal> refusal = Optional.empty();

    SmtpConversation(Session session) {
        super(session, new URLName("smtp", null, -1, null, null, null));
    }

    /// The refused step; empty if the server broke off or refused nothing.
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

    /// Names the sender as a letter would, then takes it back.
    void offer(String from) throws MessagingException {
        issueCommand("MAIL FROM:<" + from + ">", 250);
        issueCommand("RSET", 250);
    }

    /// Falls back to HELO only if the server does not know EHLO, not if it closes.
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
