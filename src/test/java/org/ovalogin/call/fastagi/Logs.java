package org.ovalogin.call.fastagi;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/// Captures all logging at INFO and above while it is open.
final class Logs implements AutoCloseable {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    Logs() {
        appender.list = new CopyOnWriteArrayList<>();
        appender.start();
        root.addAppender(appender);
        root.setLevel(Level.INFO);
    }

    /// Messages of a level from our own loggers.
    List<String> at(Level level) {
        return events().stream()
                .filter(event -> event.getLevel().equals(level))
                .filter(event -> event.getLoggerName().startsWith("org.ovalogin"))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    List<ILoggingEvent> events() {
        return appender.list;
    }

    /// All text that could reach a log file, including stack traces.
    String text() {
        return appender.list.stream()
                .map(
                        event ->
                                event.getFormattedMessage()
                                        + event.getMDCPropertyMap()
                                        + ThrowableProxyUtil.asString(event.getThrowableProxy()))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        root.setLevel(before);
        root.detachAppender(appender);
    }
}
