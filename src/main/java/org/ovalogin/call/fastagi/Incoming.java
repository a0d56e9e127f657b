package org.ovalogin.call.fastagi;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Passes the lines of one connection to its call.
final class Incoming extends SimpleChannelInboundHandler<ByteBuf> {
    private final AgiConnection connection;
    private final Waker waker;

    Incoming(AgiConnection connection, Waker waker) {
        this.connection = connection;
        this.waker = waker;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf line) {
        connection.arrived(line.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        waker.wake(connection);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        connection.ended();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        switch (cause) {
            case TooLongFrameException _ -> connection.drop("a line that is too long");
            // for example, the other side resets the connection
            case IOException _ -> {
                var _ = context.close();
            }
            default -> connection.drop("an error, " + cause.getClass().getName());
        }
    }
}
