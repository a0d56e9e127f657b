package org.ovalogin;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.lab.AsteriskCall;
import org.ovalogin.lab.LabScript;
import org.ovalogin.lab.LegOrigin;

/// The owner of a mailbox, on the phone.
///
/// @param pin which the mailbox was given; it need not be changed
record Owner(AsteriskSite site, MailboxKey key, String pin) {
    String extension() {
        return key.extension();
    }

    /// In Asterisk.
    String box() {
        return extension() + "@default";
    }

    Mailbox mailbox() {
        return site.core.administration().mailboxes().find(key.dialPlan() + ":" + key.extension());
    }

    /// Sets a column of the mailbox's row.
    void set(String column, Object value) {
        site.database.change(
                "update mailbox set " + column + " = ? where mailbox_guid = ?",
                value,
                mailbox().guid().toString());
    }

    /// What was written of the mailbox since it was handed over, oldest first: `SignIn WrongPin`.
    /// One that stands for several is there as often. Without the letters, which are sent when it
    /// suits the postman.
    List<String> events() {
        return eventRows().stream()
                .flatMap(
                        event ->
                                Collections.nCopies(
                                        event.count(),
                                        (event.name().title() + " " + event.result()).strip())
                                        .stream())
                .toList();
    }

    List<Event> eventRows() {
        return site
                .core
                .administration()
                .mailboxes()
                .overview(mailbox().guid(), Actor.local("test"), 1000)
                .events()
                .reversed()
                .stream()
                .filter(event -> !event.origin().by().equals("test"))
                .filter(event -> event.name() != Event.Name.MAIL_SENT)
                .toList();
    }

    /// A call from the own phone, by Local channel.
    AsteriskCall callsFromOwnPhone(String script, Runnable... acts) {
        return site.lab.call(ownPhone(), LabScript.of(script, acts));
    }

    /// A call from elsewhere, by Local channel.
    AsteriskCall callsFromOutside(String script, Runnable... acts) {
        return site.lab.call(
                AsteriskSite.stranger().of(key.dialPlan()), LabScript.of(script, acts));
    }

    /// A call from elsewhere, still to be placed.
    Callable<AsteriskCall> calling(String script) {
        return () -> callsFromOutside(script);
    }

    LegOrigin.Inside ownPhone() {
        return LegOrigin.caller(extension()).trusted().of(key.dialPlan());
    }

    /// Keys this PIN as soon as it is asked for.
    static String keying(String pin) {
        return "<enter-pin>" + pin + "#";
    }

    /// Keys this PIN as soon as it is asked for again, after a refusal.
    static String keyingAgain(String pin) {
        return "<enter-pin-again>" + pin + "#";
    }

    /// Keys this PIN on the own phone without listening: as soon as there is a voice.
    static String keyingAtOnce(String pin) {
        return "<welcome>" + pin + "#";
    }

    /// Keys extension and PIN as soon as they are asked for.
    String signingIn() {
        return signingIn(pin);
    }

    String signingIn(String otherPin) {
        return "<enter-extension>" + extension() + keying(otherPin);
    }

    /// Keys the extension and three times this PIN.
    String guessing(String wrong) {
        return signingIn(wrong) + keyingAgain(wrong).repeat(2);
    }

    /// True when this PIN opens the mailbox now, with a call of its own.
    boolean opens(String some) {
        var call = callsFromOwnPhone(keyingAtOnce(some) + ",!");
        return call.prompts().contains("greeting");
    }

    @Override
    public String toString() {
        return "Owner[" + extension() + "]";
    }
}
