package org.ovalogin.browser;

import java.nio.file.Path;
import java.util.Locale;

/// A picture of the documents, which [PicturesIT] makes.
public enum Picture {
    OVERVIEW,
    MAILBOXES,
    MAILBOX;

    private static final Path FOLDER = Path.of("src", "main", "docs");

    /// In the tree.
    public Path file() {
        return FOLDER.resolve(name().toLowerCase(Locale.ROOT) + ".png");
    }
}
