package org.ovalogin.core.administration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.ovalogin.core.account.Account;
import org.ovalogin.core.account.OneTimeSecrets;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.pin.Password;

/// Creates the first administrator through a link shown to the person who starts a fresh server.
/// The link ends once there is an account, and with the server. Thread-safe.
public final class FirstAdministrator {
    private final Accounts accounts;
    private final String secret;

    FirstAdministrator(Accounts accounts, OneTimeSecrets secrets) {
        this.accounts = accounts;
        secret = secrets.next();
    }

    /// The link's secret, shown to the person who starts the server; empty if there is an account.
    public Optional<String> secret() {
        return accounts.none() ? Optional.of(secret) : Optional.empty();
    }

    public boolean opens(String sent) {
        return accounts.none()
                && MessageDigest.isEqual(
                        secret.getBytes(StandardCharsets.UTF_8),
                        sent.getBytes(StandardCharsets.UTF_8));
    }

    /// @throws NotDone with all that is not allowed
    public void check(String name, Password password) {
        accounts.whatIfFirst(name, password);
    }

    /// @param from the client's address
    /// @throws NotDone if the link is over, or if name or password is not allowed
    public Account create(String sent, String name, Password password, String from) {
        if (!opens(sent)) throw new NotDone("", Fault.SET_UP_ALREADY, "", "");
        return accounts.addFirst(name, password, from);
    }
}
