package org.ovalogin.net;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/// The process's limit of open files, connections included, and its division between uses.
public final class OpenFiles {
    /// Divisor of HTTP's share. An HTTP request is short; a call holds one file for minutes.
    private static final int PART_OF_HTTP = 8;

    /// Kept: looking up the bean costs more than its answer.
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getOperatingSystemMXBean();

    private OpenFiles() {}

    /// The current limit, which may change while we run. Practically unlimited on systems that have
    /// none.
    public static long limit() {
        return SYSTEM instanceof UnixOperatingSystemMXBean os
                ? os.getMaxFileDescriptorCount()
                : Integer.MAX_VALUE;
    }

    public static long open() {
        return SYSTEM instanceof UnixOperatingSystemMXBean os ? os.getOpenFileDescriptorCount() : 0;
    }

    /// The most HTTP connections at a time, so that they never take the files that calls need.
    ///
    /// @param most the bound if there are enough files
    public static int forHttp(int most) {
        return Math.clamp(limit() / PART_OF_HTTP, 1, most);
    }
}
