package org.ovalogin.notify.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.ovalogin.notify.mail.Delivery.Fault;
import org.ovalogin.notify.mail.Delivery.Outcome;

/// Translates a failure of the mail library into the letter's outcome. Keeps a server's words only
/// from replies before DATA: later ones may quote the letter.
final class SmtpFault {
    /// In characters: bounds a detail that the library, a certificate or the network may have
    /// supplied.
    private static final int LONGEST = 300;

    private SmtpFault() {}

    /// No part of the letter has been sent yet, so the library's own words may be shown.
    ///
    /// @param password the one that was sent, if any
    static Fault connecting(
            String server,
            MessagingException e,
            Optional<SmtpRefusal> refusal,
            Optional<String> password) {
        if (refusal.isPresent()) return refused(server, refusal.get(), password);
        var innermost = chain(e).reduce((_, last) -> last).orElse(e);
        var cause = innermost.getClass().getSimpleName() + " " + innermost.getMessage();
        var words = oneLine(server + ": " + cause);
        if (e instanceof AuthenticationFailedException)
            return Fault.toAll("Authentication", server + " refuses user name or password");
        var tls =
                chain(e).anyMatch(SSLException.class::isInstance)
                        || cause.toUpperCase(Locale.ROOT).contains("TLS");
        return Fault.toAll(tls ? "Tls" : "NoConnection", words);
    }

    private static Fault refused(String server, SmtpRefusal refusal, Optional<String> password) {
        var codes = refusal.codes();
        var said = refusal.quoted(password);
        if (refusal.step().equals("AUTH"))
            return new Fault(
                    "Authentication",
                    "%s refuses user name or password: %s".formatted(server, said),
                    said,
                    true);
        return new Fault(codes, answers(server, refusal, said), said, true);
    }

    private static String answers(String server, SmtpRefusal refusal, String said) {
        var step = refusal.step().isEmpty() ? "the connection" : refusal.step();
        return "%s answers to %s: %s".formatted(server, step, said);
    }

    /// See [SmtpRefusal#isFinal].
    static Outcome sending(String server, MessagingException e, Optional<SmtpRefusal> refusal) {
        if (refusal.isEmpty()) {
            var late = chain(e).anyMatch(SocketTimeoutException.class::isInstance);
            var what = late ? " does not answer" : " closed the connection";
            return new Outcome.Later(Fault.toAll("NoAnswer", server + what));
        }
        var found = refusal.get();
        var said = found.quoted(Optional.empty());
        var ofSender = found.step().equals("MAIL");
        var fault = new Fault(found.codes(), answers(server, found, said), said, ofSender);
        return found.isFinal() ? new Outcome.Refused(fault) : new Outcome.Later(fault);
    }

    private static String oneLine(String text) {
        var line = text.replaceAll("[^\\x20-\\x7e]+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    }

    private static Stream<Throwable> chain(Throwable e) {
        return Stream.iterate(e, x -> x != null, Throwable::getCause);
    }
}
