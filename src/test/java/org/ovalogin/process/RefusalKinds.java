package org.ovalogin.process;

import java.util.List;
import java.util.Map;

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

    /// Raises the limit: wrong PINs lock after at most 999.
    static void forgive(InstalledOva installation) {
        installation.tamper("update mailbox_policy set max_logon_attempts = 999");
        installation.tamper(
                "update mailbox set failures = 0, charges = 0 where display_name = 'm51001'");
    }

    static RawCall call(OvaServer server, String kind) {
        var call = new RawCall(server.port(), KINDS.get(kind) + "97531#");
        return kind.equals("OverBudget") ? call.from(SPENT) : call;
    }
}
