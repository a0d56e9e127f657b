package org.ovalogin.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The least work that a Java server can do: sends the dialog's commands one after the other,
/// whatever the replies. The practical limit.
final class NettyPeer {
    private static final int BACKLOG = 4096;

    private NettyPeer() {}

    /// @param arguments port, file of the dialog
    public static void main(String[] arguments) {
        var dialog = Dialog.read(arguments[1]);
        var _ =
                new ServerBootstrap()
                .group(new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()))
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(
                        new ChannelInitializer<SocketChannel>() {
                            @Override
                            protected void initChannel(SocketChannel channel) {
                                channel.pipeline()
                                        .addLast(new LineBasedFrameDecoder(8192))
                                        .addLast(new Line(dialog));
                            }
                        })
                .bind("127.0.0.1", Integer.parseInt(arguments[0]))
                .syncUninterruptibly();
        System.out.println("ready");
    }

    private static final class Line extends SimpleChannelInboundHandler<ByteBuf> {
        private final List<String> dialog;
        private boolean announced;
        private int said;

        Line(List<String> dialog) {
            this.dialog = dialog;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
            var line = bytes.toString(StandardCharsets.UTF_8);
            if (!announced) {
                announced = line.isEmpty();
                if (!announced) return;
            }
            if (said == dialog.size()) {
                var _ =
                        context.writeAndFlush(Unpooled.EMPTY_BUFFER)
                                .addListener(ChannelFutureListener.CLOSE);
                return;
            }
            var command = dialog.get(said++) + "\n";
            var _ = context.writeAndFlush(ByteBufUtil.writeUtf8(context.alloc(), command));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var _ = context.close();
        }
    }
}
