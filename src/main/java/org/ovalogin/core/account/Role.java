package org.ovalogin.core.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The role of an account.
public enum Role {
    ADMINISTRATOR,
    HELPDESK,
    AUDITOR;

    public Set<Right> rights() {
        return switch (this) {
            case ADMINISTRATOR -> Set.of(Right.values());
            case HELPDESK -> Set.of(Right.VIEW, Right.SUPPORT);
            case AUDITOR -> Set.of(Right.VIEW, Right.VIEW_ACCOUNTS);
        };
    }

    /// The name as written: `administrator`, `helpdesk`, `auditor`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String code) {
        return Arrays.stream(values()).filter(r -> r.code().equalsIgnoreCase(code)).findFirst();
    }
}
