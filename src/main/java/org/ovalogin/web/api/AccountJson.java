package org.ovalogin.web.api;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ovalogin.core.account.Account;

/// @param mailbox its GUID
record AccountJson(
        String name,
        String role,
        @Nullable String address,
        @Nullable String mailbox,
        boolean enabled,
        String createdAt,
        @Nullable String lastSignIn) {

    static AccountJson of(Account account) {
        return new AccountJson(
                account.name(),
                account.role().code(),
                account.address().orElse(null),
                account.mailbox().map(UUID::toString).orElse(null),
                account.enabled(),
                account.createdAt().toString(),
                Json.time(account.lastSignIn()));
    }
}
