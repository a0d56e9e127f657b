package org.ovalogin.call.fastagi;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ovalogin.call.dialog.CallHandler;
import org.ovalogin.net.OpenFiles;
import org.ovalogin.net.Subnets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes Asterisk's calls. Each runs on a virtual thread of its own, which names it in the logging
/// context under `call`. To be started and closed once.
public final class FastAgiServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FastAgiServer.class);

    /// A thousand calls may arrive at once, and a connection that is not accepted in two seconds is
    /// given up by Asterisk. The kernel takes the lower of this and `net.core.somaxconn`.
    private static final int BACKLOG = 4096;

    /// How long calls whose connection was closed may take to see it and finish what must not be
    /// left half done.
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    /// How much later than its time a time-out may come. A timer for each reply would cost more
    /// than the reply.
    private static final Duration TICK = Duration.ofMillis(100);

    /// No digits, so that a search of the log for dialled ones finds none by chance; no vowels, so
    /// that it finds no words.
    private static final String ID_LETTERS = "bcdfghjklmnpqrstvwxz";

    private static final int ID_LENGTH = 8;

    /// That may be opened besides calls, and besides what is open when we start to listen: e-mails,
    /// the database once more, connections on their way to be refused.
    private static final int MORE_FILES = 100;

    private final FastAgiSettings settings;
    private final CallHandler handler;
    private final int reserved;
    private final Subnets allowedClients;
    private final Sounds sounds;
    private final SparseLog refused = new SparseLog(log, System::nanoTime);
    private final SparseLog full = new SparseLog(log, System::nanoTime);
    private final SparseLog dropped = new SparseLog(log, System::nanoTime);
    private final Map<AgiConnection, Thread> calls = new ConcurrentHashMap<>();
    private final EventLoopGroup eventLoop =
            new MultiThreadIoEventLoopGroup(
                    1, new DefaultThreadFactory("fastagi"), NioIoHandler.newFactory());
    private final Waker waker = new Waker(eventLoop.next());
    private volatile long othersFiles;
    private volatile boolean closing;
    private volatile @Nullable Channel listening;

    public FastAgiServer(FastAgiSettings settings, CallHandler handler) {
        this(settings, handler, 0);
    }

    /// @param reserved files that may be open for others besides, such as connections of HTTP
    public FastAgiServer(FastAgiSettings settings, CallHandler handler, int reserved) {
        this.settings = settings;
        this.reserved = reserved;
        this.handler = handler;
        this.allowedClients = Subnets.orThisHost(settings.allowedClients());
        this.sounds = new Sounds(settings.soundsPath(), settings.customSounds());
    }

    /// Listens from now on.
    ///
    /// @return the port, also where the settings left it open
    /// @throws UncheckedIOException when the address can't be listened on
    public int start() {
        var bound =
                new ServerBootstrap()
                        .group(eventLoop)
                        .channel(NioServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.SO_KEEPALIVE, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(
                                new ChannelInitializer<SocketChannel>() {
                                    @Override
                                    protected void initChannel(SocketChannel channel) {
                                        accept(channel);
                                    }
                                })
                        .bind(settings.listen())
                        .awaitUninterruptibly();
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

    /// Whether calls are taken.
    public boolean isListening() {
        var channel = listening;
        return channel != null && channel.isActive() && !closing;
    }

    private void wakeTheLate() {
        var now = System.nanoTime();
        for (var connection : calls.keySet()) connection.wake(now);
    }

    private void accept(SocketChannel channel) {
        // null when the client has gone already
        var client = channel.remoteAddress();
        if (client != null && mayCome(client)) {
            take(new AgiConnection(channel, client, newId(), settings, dropped), channel);
        } else {
            var _ = channel.close();
        }
    }

    /// Some files stay for others. Without any left a connection could not even be refused: its
    /// caller would hear nothing until hanging up. The limit may be changed while we run.
    private long most() {
        return Math.min(
                settings.maxConnections(), OpenFiles.limit() - othersFiles - MORE_FILES - reserved);
    }

    private boolean mayCome(InetSocketAddress client) {
        if (closing) return false;
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

    private void take(AgiConnection connection, SocketChannel channel) {
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
                                        // in this order: whose connection has ended counts no more
                                        calls.remove(connection);
                                        connection.close();
                                    }
                                });
        calls.put(connection, thread);
        thread.start();
    }

    private static String newId() {
        var random = ThreadLocalRandom.current();
        var id = new StringBuilder(ID_LENGTH);
        while (id.length() < ID_LENGTH)
            id.append(ID_LETTERS.charAt(random.nextInt(ID_LETTERS.length())));
        return id.toString();
    }

    /// Takes no more calls, waits for those there are as long as the settings say, and then closes
    /// their connections.
    @Override
    public void close() {
        closing = true;
        var channel = listening;
        if (channel != null) channel.close().awaitUninterruptibly();
        // a connection accepted before has its call by the time this comes to its turn
        if (!eventLoop.isShuttingDown()) eventLoop.submit(() -> {}).awaitUninterruptibly();
        awaitCalls(settings.shutdownGrace());
        if (!calls.isEmpty()) {
            log.warn(
                    "closing the connections of {} calls that did not end within {}",
                    calls.size(),
                    settings.shutdownGrace());
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
