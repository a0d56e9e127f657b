package org.ovalogin.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpRefusalTest {
    private static SmtpRefusal toRecipient(String reply) {
        return new SmtpRefusal("RCPT", reply);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.1.1 <tony@contoso.com>: Recipient address rejected: User unknown in local recipient table",
                "550-5.1.1 The email account that you tried to reach does not exist.\n550 5.1.1 Please try double-checking",
                "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
                "550 5.1.2 host unknown",
                "553 5.1.3 <tony@>... Colon illegal in host name component",
                "551 5.1.6 moved",
                "550 5.2.1 The email account that you tried to reach is disabled.",
                "550 5.1.1 relay access denied", // the code wins
                "550 #5.1.1 bad address",
                "550 Unknown user",
                "550 unknown local part",
                "550 User unknown",
                "550 <tony@relay.contoso.com>... User unknown",
                "550 No such user here",
                "550 no such local user",
                "550 sorry, no mailbox here by that name",
                "550 Mailbox not found",
                "550 User unknown in relay recipient table",
                "553 user does not exist",
            })
    void unknownRecipientIsFinal(String reply) {
        assertThat(toRecipient(reply).isFinal()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 relay not permitted",
                "550 Relaying denied",
                "554 <tony@contoso.com>: Relay access denied",
                "550 5.7.1 <user-unknown@contoso.com>: Relay access denied",
                "550 <user unknown> relay not permitted",
                "550 \"no such user\"@contoso.com rejected",
                "503 authentication required",
                "530 5.7.0 Authentication required",
                "550 user unknown: authenticate first",
                "550 Unknown user, please log in",
                "550 Sender unknown user",
                "550 5.1.7 user unknown",
                "550 5.1.8 user unknown",
                "550 5.1.0 user unknown",
                "550 5.4.1 Recipient address rejected: Access denied",
                "550 5.7.1 no such user",
                "550 5.7.606 Access denied, banned sending IP",
                "550 SMTP client host name rejected, no such user",
                "553",
                "550",
                "550 ",
                "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)",
                "550 Requested action not taken: mailbox unavailable",
                "550 Administrative prohibition",
                "550 rejected because of policy",
                "554 no such user",
                "450 4.1.1 user unknown",
                "450 no such user",
                "451 greylisted, try again later",
                "552 5.2.2 mailbox full",
                "unknown user",
                "",
            })
    void anythingElseIsNot(String reply) {
        assertThat(toRecipient(reply).isFinal()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "EHLO", "MAIL", "DATA", SmtpRefusal.END, "AUTH"})
    void nothingIsFinalAtAnotherStep(String step) {
        assertThat(new SmtpRefusal(step, "550 5.1.1 user unknown").isFinal()).isFalse();
    }

    @Test
    void wordsAreOnePrintableLineOfAtMost200Characters() {
        var reply = "550-5.7.1 a\u001b[31m b\u2028c\r\n550-5.7.1 \u202e d\u00e9\r\n550 5.7.1 ";
        assertThat(toRecipient(reply).quoted(Optional.empty())).isEqualTo("550 5.7.1 a [31m b c d");
        assertThat(toRecipient("550 " + "x".repeat(5000)).quoted(Optional.empty())).hasSize(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DATA", SmtpRefusal.END})
    void wordsOfLaterRepliesAreNotKept(String step) {
        assertThat(new SmtpRefusal(step, "554 5.6.0 New PIN: 123456").quoted(Optional.empty()))
                .isEqualTo("554 5.6.0");
    }

    @Test
    void passwordIsNotRepeated() {
        var plain = "\0ova\0right horse".getBytes(StandardCharsets.UTF_8);
        var login = "right horse".getBytes(StandardCharsets.UTF_8);
        var secret = Optional.of("right horse");
        for (var words :
                new String[] {
                    "right horse", base64(plain), base64(login), "[" + base64(login) + "]"
                })
            assertThat(new SmtpRefusal("AUTH", "535 5.7.8 bad " + words).quoted(secret))
                    .isEqualTo("535 5.7.8");
        assertThat(new SmtpRefusal("AUTH", "535 5.7.139 SMTP AUTH is disabled").quoted(secret))
                .isEqualTo("535 5.7.139 SMTP AUTH is disabled");
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
