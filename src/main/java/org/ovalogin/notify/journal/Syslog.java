package org.ovalogin.notify.journal;

import com.cloudbees.syslog.Facility;
import com.cloudbees.syslog.MessageFormat;
import com.cloudbees.syslog.Severity;
import com.cloudbees.syslog.SyslogMessage;
import com.cloudbees.syslog.sender.AbstractSyslogMessageSender;
import com.cloudbees.syslog.sender.TcpSyslogMessageSender;
import com.cloudbees.syslog.sender.UdpSyslogMessageSender;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.ovalogin.core.mailbox.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends each event to a syslog server in the format of RFC 5424, with the JSON object as the
/// message. Never delays its caller: while the server is gone, events wait in a queue; events that
/// find the queue full are dropped and counted. Thread-safe.
public final class Syslog implements Consumer<Event>, AutoCloseable {
    /// Events in the queue: a few minutes' events of 10,000 mailboxes.
    private static final int MOST_WAITING = 1000;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration CONNECT = Duration.ofSeconds(2);

    /// Time that a command or a stopping server allows for sending the last events.
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(Syslog.class);

    private final SyslogSettings settings;
    private final AbstractSyslogMessageSender sender;
    private final BlockingQueue<Event> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread;
    private volatile boolean closing;

    public Syslog(SyslogSettings settings) {
        this.settings = settings;
        sender = sender(settings);
        thread = Thread.ofPlatform().daemon().name("syslog").start(this::send);
    }

    @Override
    public void accept(Event event) {
        if (!waiting.offer(event)) dropped.incrementAndGet();
    }

    /// Sends the waiting events, as far as the server accepts them within two seconds.
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(LAST_PATIENCE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        var lost = waiting.size() + dropped.get();
        if (lost > 0) log.warn("{} events were not sent to {}", lost, settings);
    }

    private void send() {
        try {
            while (!closing) deliver(waiting.take());
        } catch (InterruptedException _) {
            // close() sends the rest
        }
        sendRest();
    }

    /// Tries until the server has accepted the event. An event under way at close counts among the
    /// unsent.
    private void deliver(Event event) throws InterruptedException {
        var pause = FIRST_PAUSE;
        for (var fault = attempt(event); fault.isPresent(); fault = attempt(event)) {
            if (pause.equals(FIRST_PAUSE))
                log.warn(
                        "{} takes no events: {}; up to {} wait, further ones are dropped",
                        settings,
                        fault.get(),
                        MOST_WAITING);
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                if (!waiting.offer(event)) dropped.incrementAndGet();
                throw e;
            }
            pause = pause.multipliedBy(2);
            if (pause.compareTo(LONGEST_PAUSE) > 0) pause = LONGEST_PAUSE;
        }
        if (pause.equals(FIRST_PAUSE)) return;
        log.warn("{} takes events again; {} were dropped", settings, dropped.getAndSet(0));
    }

    private void sendRest() {
        for (var event = waiting.poll(); event != null; event = waiting.poll()) {
            if (attempt(event).isEmpty()) continue;
            dropped.incrementAndGet();
            return;
        }
    }

    /// One attempt; returns the error, if any.
    private Optional<String> attempt(Event event) {
        try {
            sender.sendMessage(message(event));
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.of(innermost(e).toString());
        }
    }

    private static Throwable innermost(Throwable e) {
        return e.getCause() == null ? e : innermost(e.getCause());
    }

    private static SyslogMessage message(Event event) {
        return new SyslogMessage()
                .withFacility(Facility.AUTH)
                .withSeverity(Severity.NOTICE)
                .withTimestamp(event.at().toEpochMilli())
                .withAppName("ova-login")
                .withProcId(String.valueOf(ProcessHandle.current().pid()))
                .withMsgId(event.name().title())
                .withMsg(EventLine.of(event, ""));
    }

    private static AbstractSyslogMessageSender sender(SyslogSettings settings) {
        var sender =
                switch (settings.transport()) {
                    case UDP -> new UdpSyslogMessageSender();
                    case TCP -> tcp();
                };
        sender.setMessageFormat(MessageFormat.RFC_5424);
        sender.setSyslogServerHostname(settings.host());
        sender.setSyslogServerPort(settings.port());
        return sender;
    }

    /// Messages end in a line feed, which JSON never contains. Every receiver understands that; few
    /// understand octet counting.
    private static TcpSyslogMessageSender tcp() {
        var sender = new TcpSyslogMessageSender();
        sender.setPostfix("\n");
        sender.setSocketConnectTimeoutInMillis(Math.toIntExact(CONNECT.toMillis()));
        sender.setMaxRetryCount(1); // a restarted server has closed the old connection
        return sender;
    }
}
