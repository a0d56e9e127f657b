package org.ovalogin.net;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/// How many files this process may have open, connections among them, and who may have how many.
public final class OpenFiles {
    /// HTTP gets this part of all: each request is short, each call takes one file for minutes.
    private static final int PART_OF_HTTP = 8;

    /// Kept, since to ask for it costs more than to ask it.
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getOperatingSystemMXBean();

    private OpenFiles() {}

    /// The limit, which may be changed while we run; where the system has none, more than anybody
    /// needs.
    public static long limit() {
        return SYSTEM instanceof UnixOperatingSystemMXBean os
                ? os.getMaxFileDescriptorCount()
                : Integer.MAX_VALUE;
    }

    public static long open() {
        return SYSTEM instanceof UnixOperatingSystemMXBean os ? os.getOpenFileDescriptorCount() : 0;
    }

    /// HTTP connections at a time, so that these never take what calls need.
    ///
    /// @param most where there are files enough
    public static int forHttp(int most) {
        return Math.clamp(limit() / PART_OF_HTTP, 1, most);
    }
}
