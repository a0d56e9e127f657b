package org.ovalogin.process;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.ovalogin.core.administration.Mailboxes.Enabling;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.pin.PinHasher;
import org.ovalogin.core.pin.PinHasher.Cost;

/// An installation with a mailbox for every reason to refuse a PIN.
final class RefusalKinds {
    /// The extension to dial, by the reason of the refusal.
    static final Map<String, String> KINDS =
            Map.of(
                    "WrongPin", "51001",
                    "UnknownExtension", "59999",
                    "Locked", "51002",
                    "Disabled", "51003",
                    "Lapsed", "51004",
                    "OverBudget", "51005");

    /// The kind of refusal that names no mailbox.
    static final String UNKNOWN = "UnknownExtension";

    /// Added to an extension: a mailbox of the same kind, whose hash is of another cost than new
    /// ones.
    private static final int OLD = 1000;

    /// Extensions without a mailbox.
    private static final int NOBODY = 53_000;

    private static final int NOBODIES = 6000;

    private static final String SPENT = "4155550199";

    private RefusalKinds() {}

    /// A server that allows each caller's number one failure.
    static Ova serve(InstalledOva installation) {
        return Ova.serve(installation.folder())
                .withoutBudgets()
                .with("OVA_BUDGETS_CALLER_NUMBER", "1 + 1/day");
    }

    /// Uses up that number's one failure.
    static void spend(OvaServer server) {
        new RawCall(server.port(), "5999997531#").from(SPENT).place();
    }

    static void prepare(InstalledOva installation) {
        for (var extension : List.of("51001", "51002", "51003", "51004", "51005")) {
            Ova.mailbox(
                            installation.folder(),
                            "add",
                            extension,
                            "--email",
                            "m" + extension + "@example.com")
                    .succeeded();
        }
        Ova.mailbox(installation.folder(), "lock", "51002").succeeded();
        installation.tamper(
                "update mailbox set subscriber_access = 0 where display_name = 'm51003'");
        installation.tamper("update mailbox set pin_set_at = 0 where display_name = 'm51004'");
        forgive(installation);
    }

    /// As [#prepare], with a second mailbox for each reason whose hash has that cost.
    static void prepare(InstalledOva installation, Cost old) {
        prepare(installation);
        try (var opened = new OpenFolder(installation.folder(), new PinHasher(old))) {
            for (var extension = 51_001; extension <= 51_005; extension++)
                opened.administration
                        .mailboxes()
                        .enable(
                                Enabling.of(
                                        "default",
                                        String.valueOf(extension + OLD),
                                        "m" + (extension + OLD) + "@example.com"),
                                OpenFolder.ADMINISTRATOR);
            var locked =
                    opened.store.read(v -> v.mailboxes().find(new MailboxKey("default", "52002")));
            opened.administration
                    .pins()
                    .lock(locked.orElseThrow().guid(), OpenFolder.ADMINISTRATOR);
        }
        installation.tamper(
                "update mailbox set subscriber_access = 0 where display_name = 'm52003'");
        installation.tamper("update mailbox set pin_set_at = 0 where display_name = 'm52004'");
    }

    /// A call to the mailbox of another cost.
    static RawCall callOld(OvaServer server, String kind) {
        return call(server, kind, String.valueOf(Integer.parseInt(KINDS.get(kind)) + OLD));
    }

    /// A call to any extension without a mailbox.
    static RawCall callNobody(OvaServer server) {
        var extension = NOBODY + ThreadLocalRandom.current().nextInt(NOBODIES);
        return call(server, UNKNOWN, String.valueOf(extension));
    }

    /// Raises the limit: wrong PINs lock after at most 999.
    static void forgive(InstalledOva installation) {
        installation.tamper("update mailbox_policy set max_logon_attempts = 999");
        installation.tamper(
                "update mailbox set failures = 0, charges = 0 where display_name in ('m51001', 'm52001')");
    }

    static RawCall call(OvaServer server, String kind) {
        return call(server, kind, Objects.requireNonNull(KINDS.get(kind)));
    }

    private static RawCall call(OvaServer server, String kind, String extension) {
        var call = new RawCall(server.port(), extension + "97531#");
        return kind.equals("OverBudget") ? call.from(SPENT) : call;
    }
}
