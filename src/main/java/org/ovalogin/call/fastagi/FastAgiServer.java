package org.ovalogin.call.fastagi;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ovalogin.call.dialog.CallHandler;
import org.ovalogin.net.OpenFiles;
import org.ovalogin.net.Subnets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Accepts Asterisk's calls. Each runs on its own virtual thread, which names the call in the
/// logging context under `call`. Start and close it once.
public final class FastAgiServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FastAgiServer.class);

    /// Connections waiting to be accepted. A thousand calls may arrive at once, and Asterisk gives
    /// up after two seconds. The kernel takes the lower of this and `net.core.somaxconn`.
    private static final int BACKLOG = 4096;

    /// Time for calls to notice their closed connection and finish work that must be completed.
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    /// The most by which a time-out may be late. A timer for each reply would cost more than the
    /// reply.
    private static final Duration TICK = Duration.ofMillis(100);

    /// Files kept free beyond calls and beyond those open at the start: for e-mails, further
    /// database connections, and connections about to be refused.
    private static final int MORE_FILES = 100;

    private final FastAgiSettings settings;
    private final CallHandler handler;
    private final int reserved;
    private final Subnets allowedClients;
    private final Sounds sounds;
    private final SparseLog refused = new SparseLog(log, System::nanoTime);
    private final SparseLog full = new SparseLog(log, System::nanoTime);
    private final SparseLog dropped = new SparseLog(log, System::nanoTime);
    private final RequestMemory requests = RequestMemory.ofHeap();
    private final Map<AgiConnection, Thread> calls = new ConcurrentHashMap<>();
    private final EventLoopGroup eventLoop =
            new MultiThreadIoEventLoopGroup(
                    1, new DefaultThreadFactory("fastagi"), NioIoHandler.newFactory());
    private final Waker waker = new Waker(eventLoop.next());
    private volatile long othersFiles;
    private volatile @Nullable Channel listening;

    public FastAgiServer(FastAgiSettings settings, CallHandler handler) {
        this(settings, handler, 0);
    }

    /// @param reserved files kept free for others, such as HTTP connections
    public FastAgiServer(FastAgiSettings settings, CallHandler handler, int reserved) {
        this.settings = settings;
        this.reserved = reserved;
        this.handler = handler;
        this.allowedClients = Subnets.orThisHost(settings.allowedClients());
        this.sounds = new Sounds(settings.sounds().path(), settings.sounds().custom());
    }

    /// Starts to listen.
    ///
    /// @return the port, also if the settings left it open
    /// @throws UncheckedIOException if listening on the address fails
    public int start() {
        return start(
                bootstrap()
                        .channelFactory(CallChannel.Listening::new)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .bind(settings.listen()));
    }

    /// Accepts the calls of a socket that is bound and listens already. [#close()] leaves it open:
    /// later callers wait in it for the next server.
    public int start(ServerSocketChannel inherited) {
        return start(
                bootstrap().channelFactory(() -> new CallChannel.Inherited(inherited)).register());
    }

    private ServerBootstrap bootstrap() {
        return new ServerBootstrap()
                .group(eventLoop)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(
                        new ChannelInitializer<CallChannel>() {
                            @Override
                            protected void initChannel(CallChannel channel) {
                                accept(channel);
                            }
                        });
    }

    private int start(ChannelFuture begun) {
        var bound = begun.awaitUninterruptibly();
        if (!bound.isSuccess()) {
            close();
            var reason =
                    "can't listen on %s:%d for FastAGI"
                            .formatted(address(settings.listen()), settings.listen().getPort());
            throw new UncheckedIOException(reason, new IOException(bound.cause()));
        }
        othersFiles = OpenFiles.open();
        var _ =
                eventLoop.scheduleAtFixedRate(
                        this::wakeTheLate, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
        listening = bound.channel();
        return ((InetSocketAddress) bound.channel().localAddress()).getPort();
    }

    /// Whether calls are accepted.
    public boolean isListening() {
        var channel = listening;
        return channel != null && channel.isActive();
    }

    /// Whether the event loop, which reads for all calls, does a task in time.
    public boolean turns(Duration patience) {
        try {
            return eventLoop.submit(() -> {}).await(patience.toMillis());
        } catch (RejectedExecutionException _) {
            return false; // it has ended
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Calls under way.
    public int calls() {
        return calls.size();
    }

    private void wakeTheLate() {
        var now = System.nanoTime();
        for (var connection : calls.keySet()) connection.wake(now);
    }

    private void accept(CallChannel channel) {
        // null if the client has already gone
        var client = channel.remoteAddress();
        if (client != null && mayCome(client)) {
            var memory = requests.share();
            take(new AgiConnection(channel, client, settings, memory, dropped), channel, memory);
        } else {
            var _ = channel.close();
        }
    }

    /// The most connections; the remaining files stay for other uses. With none left, a connection
    /// could not even be refused: its caller would hear nothing until hanging up. The limit may
    /// change while we run.
    private long most() {
        return Math.min(
                settings.maxConnections(), OpenFiles.limit() - othersFiles - MORE_FILES - reserved);
    }

    private boolean mayCome(InetSocketAddress client) {
        if (!allowedClients.include(client.getAddress())) {
            refused.warn(
                    "refused a connection from " + address(client) + ": not an allowed client");
            return false;
        }
        if (calls.size() >= most()) {
            full.warn(
                    "dropped a connection from "
                            + address(client)
                            + ": already as many as fastagi.maxConnections and the limit of open files allow, "
                            + settings.maxConnections());
            return false;
        }
        return true;
    }

    private static String address(InetSocketAddress client) {
        return client.getAddress().getHostAddress();
    }

    private void take(AgiConnection connection, CallChannel channel, RequestMemory.Share memory) {
        channel.pipeline()
                .addLast(new LineBasedFrameDecoder(FastAgiSettings.MAX_LINE_BYTES, true, true))
                .addLast(new Incoming(connection, waker));
        var call = new AgiCall(connection, handler, sounds);
        var thread =
                Thread.ofVirtual()
                        .name("call-" + connection.id())
                        .unstarted(
                                () -> {
                                    try {
                                        call.run();
                                    } finally {
                                        // in this order: an ended connection no longer counts
                                        calls.remove(connection);
                                        connection.close();
                                        memory.close();
                                    }
                                });
        calls.put(connection, thread);
        thread.start();
    }

    /// Accepts no more calls, waits up to the configured grace for the current ones, then closes
    /// their connections. An inherited socket stays open.
    @Override
    public void close() {
        var channel = listening;
        if (channel != null) channel.close().awaitUninterruptibly();
        // a connection accepted earlier has its call once this task has run
        if (!eventLoop.isShuttingDown()) eventLoop.submit(() -> {}).awaitUninterruptibly();
        awaitCalls(settings.timeouts().shutdownGrace());
        if (!calls.isEmpty()) {
            log.warn(
                    "closing the connections of {} calls that did not end within {}",
                    calls.size(),
                    settings.timeouts().shutdownGrace());
            calls.keySet().forEach(AgiConnection::close);
            awaitCalls(LAST_WORDS);
        }
        eventLoop
                .shutdownGracefully(0, LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly();
    }

    private void awaitCalls(Duration limit) {
        var end = System.nanoTime() + limit.toNanos();
        try {
            for (var thread : calls.values()) {
                var left = end - System.nanoTime();
                if (left <= 0 || !thread.join(Duration.ofNanos(left))) return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
