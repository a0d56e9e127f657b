package org.ovalogin.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.ovalogin.mail.Delivery.Fault;
import org.ovalogin.mail.Delivery.Outcome;

/// What a failure of the mail library means for a letter. Of a server's replies nothing is kept but
/// codes: their words may quote what was sent.
final class SmtpFault {
    /// Reply code and enhanced status (RFC 5321 section 4.2, RFC 3463).
    private static final Pattern CODES =
            Pattern.compile(
                    "([245][0-9]{2})(?:[ -]([245]\\.[0-9]{1,3}\\.[0-9]{1,3})\\b)?.*",
                    Pattern.DOTALL);

    private SmtpFault() {}

    /// Nothing of the letter has been sent by then, so the library's own words may be told; a
    /// refused password is told by its codes.
    static Fault connecting(String server, MessagingException e, @Nullable String reply) {
        var innermost = chain(e).reduce((_, last) -> last).orElse(e);
        var cause = innermost.getClass().getSimpleName() + " " + innermost.getMessage();
        var words = server + ": " + cause;
        if (e instanceof AuthenticationFailedException) {
            var codes = codes(reply).orElse("");
            return new Fault(
                    "Authentication",
                    "%s refuses user name or password %s".formatted(server, codes).strip());
        }
        if (chain(e).anyMatch(SSLException.class::isInstance)) return new Fault("Tls", words);
        if (cause.toUpperCase(Locale.ROOT).contains("TLS")) return new Fault("Tls", words);
        return codes(reply)
                .filter(codes -> !codes.startsWith("2"))
                .map(codes -> new Fault(codes, server + " answers " + codes))
                .orElseGet(() -> new Fault("NoConnection", words));
    }

    /// Final is a reply of 5xx to the recipient alone, and not even that where it speaks of
    /// security or policy (x.7.x, 530): relaying denied, for one, is a mistake in somebody's
    /// settings, and so is whatever is said to the sender or the letter.
    static Outcome sending(String server, MessagingException e) {
        var recipient = found(e, SMTPAddressFailedException.class::isInstance);
        var codes =
                recipient
                        .or(() -> found(e, SMTPSendFailedException.class::isInstance))
                        .flatMap(x -> codes(x.getMessage()));
        if (codes.isEmpty()) {
            var late = chain(e).anyMatch(SocketTimeoutException.class::isInstance);
            var what = late ? " does not answer" : " closed the connection";
            return new Outcome.Later(new Fault("NoAnswer", server + what));
        }
        var code = codes.get();
        var fault =
                new Fault(
                        code,
                        server
                                + (recipient.isPresent()
                                        ? " answers to the recipient "
                                        : " answers ")
                                + code);
        var isFinal =
                recipient.isPresent()
                        && code.startsWith("5")
                        && !code.startsWith("530")
                        && !code.contains(" 5.7.");
        return isFinal ? new Outcome.Refused(fault) : new Outcome.Later(fault);
    }

    private static Optional<String> codes(@Nullable String reply) {
        var matcher = CODES.matcher(reply == null ? "" : reply);
        if (!matcher.matches()) return Optional.empty();
        var status = matcher.group(2);
        return Optional.of(matcher.group(1) + (status == null ? "" : " " + status));
    }

    private static Optional<Throwable> found(Throwable e, Predicate<Throwable> wanted) {
        return chain(e).filter(wanted).findFirst();
    }

    private static Stream<Throwable> chain(Throwable e) {
        return Stream.iterate(e, x -> x != null, Throwable::getCause);
    }
}
