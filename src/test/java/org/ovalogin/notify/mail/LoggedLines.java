package org.ovalogin.notify.mail;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/// Captures all logging of every level while it is open, instead of the usual log.
final class LoggedLines implements AutoCloseable {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final List<Appender<ILoggingEvent>> usual = new ArrayList<>();
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    LoggedLines() {
        root.iteratorForAppenders().forEachRemaining(usual::add);
        usual.forEach(root::detachAppender);
        appender.list = new CopyOnWriteArrayList<>();
        appender.start();
        root.addAppender(appender);
        root.setLevel(Level.TRACE);
    }

    /// Includes stack traces.
    List<String> all() {
        return appender.list.stream()
                .map(
                        event ->
                                event.getFormattedMessage()
                                        + ThrowableProxyUtil.asString(event.getThrowableProxy()))
                .toList();
    }

    @Override
    public void close() {
        root.setLevel(before);
        root.detachAppender(appender);
        usual.forEach(root::addAppender);
    }
}
