package org.ovalogin.lab;

/// Waits for lines of Asterisk's log, one after the other, from the moment of its making on. For
/// one thread.
public final class LogWatch {
    private final LabLog log;
    private int mark;

    LogWatch(LabLog log) {
        this.log = log;
        this.mark = log.end();
    }

    /// Returns once there is a line with this part after the last one waited for.
    ///
    /// @throws IllegalStateException if none comes
    public void await(String part) {
        var found = log.await(mark, line -> line.message().contains(part), AsteriskLab.patience());
        mark =
                1
                        + found.orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "Asterisk did not log '%s' in %s"
                                                        .formatted(part, AsteriskLab.patience())));
    }

    /// Returns once this sound begins on any line.
    public void awaitSound(String sound) {
        await("Playing '" + sound + ".");
    }
}
