package org.ovalogin;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/// What a server in this process has logged while this was open, at the level it has in production;
/// kept from the tests' own log.
final class ServerLog implements AutoCloseable {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger own = (Logger) LoggerFactory.getLogger("org.ovalogin");
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    ServerLog() {
        appender.list = new CopyOnWriteArrayList<>();
        appender.start();
        root.addAppender(appender);
        own.addAppender(appender);
        own.setLevel(Level.INFO);
        own.setAdditive(false);
    }

    /// The messages of our own loggers at this level.
    List<String> at(Level level) {
        return appender.list.stream()
                .filter(event -> event.getLevel().equals(level))
                .filter(event -> event.getLoggerName().startsWith("org.ovalogin"))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    /// All that could reach a log file, stack traces included.
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
        own.setAdditive(true);
        own.setLevel(null);
        own.detachAppender(appender);
        root.detachAppender(appender);
    }
}
