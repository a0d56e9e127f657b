package org.ovalogin.web.policy;

import java.util.UUID;
import org.ovalogin.core.administration.ChangePreview.Kind;
import org.ovalogin.web.frame.Urls;

/// Addresses of the list of mailboxes, filtered.
public final class MailboxesOf {
    private static final String LIST = "/mailboxes";

    private MailboxesOf() {}

    public static String policy(UUID guid) {
        return LIST + "?policy=" + guid;
    }

    /// The mailboxes of a policy whose present state is that of the kind; all, where none is.
    static String policy(UUID guid, Kind kind) {
        return policy(guid)
                + switch (kind) {
                    case UNLOCKED -> "&state=locked";
                    case REVIVED -> "&state=lapsed";
                    case UNFIT, LOCKED, LAPSED, TOO_SHORT, TOO_OLD, PINLESS, PIN_NEEDED -> "";
                };
    }

    public static String dialPlan(String name) {
        var query = new StringBuilder("?");
        Urls.append(query, "dialPlan", name);
        return LIST + query;
    }
}
