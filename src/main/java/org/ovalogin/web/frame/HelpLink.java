package org.ovalogin.web.frame;

import java.util.List;

/// Addresses on the help page.
public final class HelpLink {
    public static final String PATH = "/help";

    /// The documents that come with the server, by the names of their files in `docs`.
    public static final List<String> DOCUMENTS =
            List.of(
                    "administration",
                    "install",
                    "asterisk",
                    "moving-in",
                    "configuration",
                    "policies",
                    "operations",
                    "security",
                    "monitoring",
                    "cluster",
                    "scripting",
                    "figures");

    private HelpLink() {}

    /// The line about a document.
    public static String to(String document) {
        if (!DOCUMENTS.contains(document)) throw new IllegalArgumentException(document);
        return PATH + "#" + document;
    }
}
