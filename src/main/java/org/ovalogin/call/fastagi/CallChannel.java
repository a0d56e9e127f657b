package org.ovalogin.call.fastagi;

import io.netty.buffer.Unpooled;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A connection that its call's own thread writes to. Handing each command to the event loop would
/// wake that thread once more, which costs as much as the dialog's own work on a command.
final class CallChannel extends NioSocketChannel {
    /// Set once the other side has not read fast enough. From then on the event loop writes.
    private boolean full;

    private CallChannel(Listening parent, SocketChannel socket) {
        super(parent, socket);
    }

    /// Sends a text at once. A failure closes the channel. For one thread at a time.
    void send(String text) {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        try {
            if (!full) javaChannel().write(bytes);
        } catch (IOException _) {
            // for example, the other side has reset the connection
            var _ = close();
            return;
        }
        if (!bytes.hasRemaining()) return;
        full = true;
        var _ = writeAndFlush(Unpooled.wrappedBuffer(bytes), voidPromise());
    }

    /// Accepts connections as [CallChannel]s.
    static class Listening extends NioServerSocketChannel {
        Listening() {}

        private Listening(ServerSocketChannel socket) {
            super(socket);
        }

        @Override
        protected int doReadMessages(List<Object> accepted) throws IOException {
            var socket = javaChannel().accept();
            if (socket == null) return 0;
            accepted.add(new CallChannel(this, socket));
            return 1;
        }
    }

    /// Accepts from a socket that stays open in any case. After the end, connections wait in it for
    /// the next server.
    static final class Inherited extends Listening {
        private volatile boolean ended;

        Inherited(ServerSocketChannel socket) {
            super(socket);
        }

        /// Netty would go on accepting from a channel that is still open after its end.
        @Override
        public boolean isOpen() {
            return !ended && super.isOpen();
        }

        @Override
        protected void doClose() {
            ended = true; // the socket itself stays: see org.ovalogin.net.InheritedSocket
        }
    }
}
