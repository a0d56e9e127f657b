package org.ovalogin;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.ovalogin.net.NotifySocket;

/// Keeps systemd informed about the server: started, reloading, stopping, alive. Without systemd it
/// does nothing.
final class ServiceState implements AutoCloseable {
    /// Time for the work after the last call: closed connections, the database.
    private static final Duration AFTER_CALLS = Duration.ofSeconds(30);

    private final NotifySocket systemd;
    private final Optional<Pulse> pulse;
    private final Supplier<String> status;

    /// @param parts are alive while the server works
    /// @param status one line, shown by `systemctl status`
    ServiceState(Map<String, String> environment, List<Pulse.Part> parts, Supplier<String> status) {
        systemd = NotifySocket.of(environment);
        pulse =
                watchdog(environment)
                        .filter(_ -> systemd.isUsed())
                        .map(time -> new Pulse(time, parts, this::beat));
        this.status = status;
    }

    /// The time after which systemd ends this process if it gives no sign of life. The variables
    /// may be another process's, inherited.
    private static Optional<Duration> watchdog(Map<String, String> environment) {
        var ours = String.valueOf(ProcessHandle.current().pid());
        if (!environment.getOrDefault("WATCHDOG_PID", ours).equals(ours)) return Optional.empty();
        return Optional.ofNullable(environment.get("WATCHDOG_USEC"))
                .filter(text -> text.matches("[1-9]\\d{0,17}"))
                .map(text -> Duration.of(Long.parseLong(text), ChronoUnit.MICROS));
    }

    private void beat() {
        systemd.tell("WATCHDOG=1", "STATUS=" + status.get());
    }

    /// Calls are taken from now on.
    void ready() {
        systemd.tell("READY=1", "STATUS=" + status.get());
        pulse.ifPresent(Pulse::start);
    }

    /// Runs `work`, which returns its result in a line.
    void reload(Supplier<String> work) {
        systemd.reloading();
        systemd.tell("READY=1", "STATUS=" + work.get());
    }

    /// @param grace time that calls under way have; systemd may have been told of less
    void stopping(Duration grace) {
        systemd.tell(
                "STOPPING=1",
                "STATUS=calls under way come to an end",
                "EXTEND_TIMEOUT_USEC=" + grace.plus(AFTER_CALLS).toNanos() / 1_000);
    }

    @Override
    public void close() {
        pulse.ifPresent(Pulse::close);
    }
}
