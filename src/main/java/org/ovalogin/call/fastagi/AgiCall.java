package org.ovalogin.call.fastagi;

import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiReader;
import org.asteriskjava.fastagi.AgiWriter;
import org.asteriskjava.fastagi.internal.DefaultAgiChannelFactory;
import org.asteriskjava.fastagi.internal.FastAgiConnectionHandler;
import org.ovalogin.call.dialog.Call;
import org.ovalogin.call.dialog.CallHandler;
import org.ovalogin.call.dialog.HungUp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// One call from its first line on, for a thread of its own. Does not close the connection. While
/// the call runs, [#ID] in the logging context names it.
final class AgiCall implements Runnable {
    static final String ID = "call";

    private static final Logger log = LoggerFactory.getLogger(AgiCall.class);

    private final AgiConnection connection;
    private final CallHandler handler;
    private final Sounds sounds;

    AgiCall(AgiConnection connection, CallHandler handler, Sounds sounds) {
        this.connection = connection;
        this.handler = handler;
        this.sounds = sounds;
    }

    @Override
    public void run() {
        try (var _ = MDC.putCloseable(ID, connection.id())) {
            try {
                take();
            } catch (HungUp e) {
                log.debug("the caller or Asterisk has gone");
            } catch (Throwable e) {
                log.error("call {} ended by an error", connection.id(), Masked.of(e));
            }
        }
    }

    private void take() throws AgiException {
        var asterisk = new Asterisk(connection);
        var call = call(asterisk.createReader());
        var line = new AgiLine(asterisk.createWriter(), connection, sounds, call.channel());
        handler.handle(call, line);
    }

    /// Keeps nothing else of the request. Held for the whole call, its lines would take more memory
    /// than the rest of the call.
    private Call call(AgiReader reader) throws AgiException {
        return Environment.call(reader.readRequest().getRequest(), connection.client());
    }

    /// Exposes internals of Asterisk-Java's own server. We don't use its `run`: that sends an extra
    /// command at the end, keeps the call in a static map, and logs each hang-up as an error.
    private static final class Asterisk extends FastAgiConnectionHandler {
        Asterisk(AgiConnection connection) {
            super(
                    (_, _) -> {
                        throw new UnsupportedOperationException();
                    },
                    connection,
                    new DefaultAgiChannelFactory());
        }

        @Override
        public AgiReader createReader() {
            return super.createReader();
        }

        @Override
        public AgiWriter createWriter() {
            return super.createWriter();
        }
    }
}
