package org.ovalogin.net;

import com.sun.jna.Function;
import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells systemd the state of this service, as `sd_notify(3)` does: one datagram for each message,
/// to the socket that `NOTIFY_SOCKET` names. Java has no such sockets, so this calls the C library.
/// Does nothing without the variable. Thread-safe.
public final class NotifySocket {
    private static final Logger log = LoggerFactory.getLogger(NotifySocket.class);

    // Linux, <sys/socket.h> and <time.h>
    private static final short AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int CLOCK_MONOTONIC = 1;

    /// `sun_path` of `struct sockaddr_un` has 108 bytes.
    private static final int LONGEST_PATH = 107;

    private final Optional<byte[]> address;
    private final AtomicBoolean warned = new AtomicBoolean();

    private NotifySocket(Optional<byte[]> address) {
        this.address = address;
    }

    public static NotifySocket of(Map<String, String> environment) {
        return new NotifySocket(
                Optional.ofNullable(environment.get("NOTIFY_SOCKET"))
                        .filter(path -> !path.isEmpty())
                        .flatMap(NotifySocket::address));
    }

    /// @param path absolute, or `@` and the name of an abstract socket
    private static Optional<byte[]> address(String path) {
        var name = path.getBytes(StandardCharsets.UTF_8);
        var abstractName = name[0] == '@';
        if ((!abstractName && name[0] != '/') || name.length > LONGEST_PATH) {
            log.warn("systemd is told nothing: NOTIFY_SOCKET is no path of a Unix socket");
            return Optional.empty();
        }
        if (abstractName) name[0] = 0;
        var address = ByteBuffer.allocate(Short.BYTES + name.length).order(ByteOrder.nativeOrder());
        return Optional.of(address.putShort(AF_UNIX).put(name).array());
    }

    /// Whether somebody listens.
    public boolean isUsed() {
        return address.isPresent();
    }

    /// Sends all lines, such as `READY=1`, in one message. Never throws: a service that can't tell
    /// its state goes on, and the log says so once.
    public void tell(String... lines) {
        address.ifPresent(to -> send(String.join("\n", lines), to));
    }

    /// Says that the service reads its settings anew, at this time.
    public void reloading() {
        if (isUsed()) tell("RELOADING=1", "MONOTONIC_USEC=" + monotonicMicros());
    }

    private void send(String message, byte[] to) {
        try {
            var socket =
                    c("socket").invokeInt(new Object[] {AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0});
            try {
                var bytes = message.getBytes(StandardCharsets.UTF_8);
                var _ =
                        c("sendto")
                                .invokeLong(
                                        new Object[] {
                                            socket,
                                            bytes,
                                            new NativeLong(bytes.length),
                                            MSG_NOSIGNAL,
                                            to,
                                            to.length
                                        });
            } finally {
                var _ = c("close").invokeInt(new Object[] {socket});
            }
        } catch (LastErrorException | UnsatisfiedLinkError e) {
            if (warned.compareAndSet(false, true))
                log.warn("systemd can't be told the state of this service: {}", e.getMessage());
        }
    }

    /// systemd compares it with the time at which it asked for the reload.
    private static long monotonicMicros() {
        var time = new long[2]; // struct timespec
        var _ = c("clock_gettime").invokeInt(new Object[] {CLOCK_MONOTONIC, time});
        return time[0] * 1_000_000 + time[1] / 1_000;
    }

    private static Function c(String name) {
        return NativeLibrary.getProcess().getFunction(name, Function.THROW_LAST_ERROR);
    }
}
