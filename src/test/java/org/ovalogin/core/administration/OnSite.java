package org.ovalogin.core.administration;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A test with a site of its own, whose policy is Exchange's.
public abstract class OnSite {
    @TempDir protected Path folder;
    protected Site site;

    @BeforeEach
    void openSite() {
        site = Site.with(folder, _ -> {});
    }

    @AfterEach
    void closeSite() {
        site.close();
    }
}
