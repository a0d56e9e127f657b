package org.ovalogin.web.api;

import java.util.Locale;
import org.ovalogin.core.account.Right;

/// The names of rights in JSON, as in `view-accounts`.
final class RightName {
    private RightName() {}

    static String of(Right right) {
        return right.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
