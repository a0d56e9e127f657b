package org.ovalogin.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.ovalogin.Population;
import org.ovalogin.bench.CallScript.Errand;

/// Many callers of one server, played by one thread. Calls arrive on schedule, whether or not
/// earlier ones are answered.
final class Callers implements AutoCloseable {
    private static final int LONGEST_LINE = 8192;

    /// Prime, so that every mailbox has its turn, and neighbours in the database do not follow each
    /// other.
    private static final long STRIDE = 514_229;

    private final InetSocketAddress server;
    private final Errand errand;
    private final int mailboxes;
    private final EventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final AtomicInteger numbers = new AtomicInteger();
    private volatile Tally tally = new Tally();
    private Consumer<String> overhearing = _ -> {};
    private boolean hasty;
    private volatile boolean again;

    /// @param mailboxes number of mailboxes, each called in its turn
    Callers(int port, Errand errand, int mailboxes) {
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.errand = errand;
        this.mailboxes = mailboxes;
    }

    /// Passes every command of later calls to the listener.
    Callers overhearing(Consumer<String> listener) {
        overhearing = listener;
        return this;
    }

    /// Later callers answer at once.
    Callers hasty() {
        hasty = true;
        return this;
    }

    void overhear(String command) {
        overhearing.accept(command);
    }

    Tally tally() {
        return tally;
    }

    /// Starts a new tally. Calls under way end in the new one.
    Tally anew() {
        tally = new Tally();
        return tally;
    }

    /// Calls at this rate for this time.
    void call(int perSecond, Duration time) {
        var calls = Math.round(perSecond * time.toMillis() / 1000.0);
        var start = System.nanoTime();
        for (var i = 0L; i < calls; i++) {
            LockSupport.parkNanos(start + i * 1_000_000_000L / perSecond - System.nanoTime());
            call();
        }
    }

    /// So many callers from now on, each of whom calls again as soon as a call has ended.
    void keepCalling(int callers) {
        again = true;
        for (var i = 0; i < callers; i++) call();
    }

    void ended(Tally.End end) {
        tally.ended(end);
        if (again) call();
    }

    /// One more call, now.
    void call() {
        var number = numbers.getAndIncrement();
        var mailbox = (int) (number * STRIDE % mailboxes);
        var script = new CallScript(errand, Population.extension(mailbox), hasty);
        var begun = System.nanoTime();
        tally.begun();
        var _ =
                new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 10_000)
                .handler(
                        new ChannelInitializer<SocketChannel>() {
                            @Override
                            protected void initChannel(SocketChannel channel) {
                                connections.add(channel);
                                channel.pipeline()
                                        .addLast(new LineBasedFrameDecoder(LONGEST_LINE))
                                        .addLast(
                                                new PlayedCall(
                                                        script, number, begun, Callers.this));
                            }
                        })
                .connect(server)
                .addListener(
                        connected -> {
                            if (!connected.isSuccess()) tally.ended(Tally.End.FAILED);
                        });
    }

    /// Waits until no call is under way, or the time is over.
    ///
    /// @return the number of calls still under way
    int awaitEnd(Duration atMost) {
        var end = System.nanoTime() + atMost.toNanos();
        while (tally.under() > 0 && System.nanoTime() < end)
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        return Math.max(0, tally.under());
    }

    @Override
    public void close() {
        again = false;
        var _ = connections.close();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
