package org.ovalogin.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/// Asterisk's end of one connection.
final class PlayedCall extends SimpleChannelInboundHandler<ByteBuf> {
    private final CallScript script;
    private final int number;
    private final long begun;
    private final Callers callers;
    private long asked;
    private boolean over;

    /// @param begun time of the connection request, by [System#nanoTime()]
    PlayedCall(CallScript script, int number, long begun, Callers callers) {
        this.script = script;
        this.number = number;
        this.begun = begun;
        this.callers = callers;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        // the wait for the first command begins with the ringing
        asked = begun;
        write(context, script.environment(number));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf line) {
        callers.tally().command(System.nanoTime() - asked);
        var command = line.toString(StandardCharsets.US_ASCII);
        callers.overhear(command);
        var reply = script.reply(command);
        if (reply.afterMillis() < 0) {
            over(Tally.End.SUCCEEDED);
        } else if (reply.afterMillis() == 0) {
            reply(context, reply.line());
        } else {
            var _ =
                    context.executor()
                            .schedule(
                                    () -> reply(context, reply.line()),
                                    reply.afterMillis(),
                                    TimeUnit.MILLISECONDS);
        }
    }

    private void reply(ChannelHandlerContext context, String line) {
        asked = System.nanoTime();
        write(context, line + "\n");
    }

    private static void write(ChannelHandlerContext context, String text) {
        var _ = context.writeAndFlush(ByteBufUtil.writeUtf8(context.alloc(), text));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (script.done()) over(Tally.End.SUCCEEDED);
        else over(script.refused() ? Tally.End.REFUSED : Tally.End.FAILED);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }

    private void over(Tally.End end) {
        if (over) return;
        over = true;
        callers.ended(end);
    }
}
