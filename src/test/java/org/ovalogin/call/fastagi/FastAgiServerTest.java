package org.ovalogin.call.fastagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.call.dialog.Call;
import org.ovalogin.call.dialog.CallHandler;
import org.ovalogin.call.dialog.HungUp;
import org.slf4j.LoggerFactory;

class FastAgiServerTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String DIGITS = "135790";
    private static final String NOT_AGI = "not an AGI request";

    private final Logs logs = new Logs();
    private final TryFastAgi settings = new TryFastAgi();
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private final CallHandler answers =
            (call, line) -> {
                calls.add(call);
                line.answer();
            };
    private final List<ScriptedAsterisk> asterisks = new ArrayList<>();
    private @Nullable FastAgiServer server;

    @AfterEach
    void close() {
        asterisks.forEach(ScriptedAsterisk::close);
        if (server != null) server.close();
        logs.close();
        assertThat(logs.text()).doesNotContain(DIGITS);
    }

    private int start(CallHandler handler) {
        server = new FastAgiServer(settings.build(), handler);
        return server.start();
    }

    private ScriptedAsterisk connect(int port) {
        var asterisk = new ScriptedAsterisk(port);
        asterisks.add(asterisk);
        return asterisk;
    }

    private void assertServed(int port) {
        var asterisk = connect(port);
        asterisk.announce();
        asterisk.expect("ANSWER");
        asterisk.reply("200 result=0");
        asterisk.expectClosed();
    }

    private void assertOneWarning(String text) {
        await().until(() -> !logs.at(Level.WARN).isEmpty());
        assertThat(logs.at(Level.WARN)).containsExactly(text);
        assertThat(logs.at(Level.ERROR)).isEmpty();
    }

    private void assertDropped(String reason) {
        assertOneWarning("dropped the connection from 127.0.0.1: " + reason);
        assertThat(calls).isEmpty();
    }

    @Nested
    class TheCall {
        @Test
        void isWhatAsteriskAnnounced() {
            assertServed(start(answers));
            assertThat(calls)
                    .containsExactly(
                            new Call(
                                    new Call.Request("login", "dialplan=default&trusted=yes"),
                                    "51234",
                                    new Call.Channel("PJSIP/51234-00000003", "1700000000.7", "en"),
                                    "127.0.0.1"));
            assertThat(logs.at(Level.WARN)).isEmpty();
        }

        @Test
        void hasEmptyTextsWhereAsteriskSentNone() {
            var asterisk = connect(start(answers));
            asterisk.send("agi_network: yes\nagi_callerid: unknown\nagi_language: \n\n");
            asterisk.expect("ANSWER");
            assertThat(calls)
                    .containsExactly(
                            new Call(
                                    new Call.Request("", ""),
                                    "",
                                    new Call.Channel("", "", ""),
                                    "127.0.0.1"));
        }

        @Test
        void hasItsQueryAsReceived() {
            var asterisk = connect(start(answers));
            asterisk.send("agi_network_script: login?dialplan=100%&x=?&&%zz\n\n");
            asterisk.expect("ANSWER");
            assertThat(calls)
                    .singleElement()
                    .extracting(call -> call.request().query())
                    .isEqualTo("dialplan=100%&x=?&&%zz");
        }

        @Test
        void isNamedInTheLogInLetters() {
            var port =
                    start(
                            (_, line) -> {
                                LoggerFactory.getLogger("test").info("in the call");
                                line.answer();
                            });
            assertServed(port);
            assertServed(port);
            assertThat(logs.events())
                    .filteredOn(event -> event.getLoggerName().equals("test"))
                    .extracting(event -> event.getMDCPropertyMap().get("call"))
                    .hasSize(2)
                    .doesNotHaveDuplicates()
                    .allSatisfy(id -> assertThat(id).matches("[a-z]{8}"));
        }

        @Test
        void thatFailsIsEndedAndLoggedOnceWithoutDigits() {
            var asterisk =
                    connect(
                            start(
                                    (_, _) -> {
                                        throw new IllegalStateException(
                                                "dialled " + DIGITS,
                                                new NumberFormatException(DIGITS));
                                    }));
            asterisk.announce();
            asterisk.expectClosed();
            await().until(() -> !logs.at(Level.ERROR).isEmpty());
            assertThat(logs.at(Level.ERROR))
                    .singleElement()
                    .asString()
                    .matches("call [a-z]{8} ended by an error");
            assertThat(logs.text())
                    .contains(
                            "java.lang.IllegalStateException: dialled ??????",
                            "Caused by: ",
                            "java.lang.NumberFormatException: ??????",
                            "FastAgiServerTest.java");
        }

        @Test
        void thatFailsWithAnErrorIsEndedToo() {
            var asterisk =
                    connect(
                            start(
                                    (_, _) -> {
                                        throw new StackOverflowError();
                                    }));
            asterisk.announce();
            asterisk.expectClosed();
            await().until(() -> logs.at(Level.ERROR).size() == 1);
        }
    }

    @Nested
    class WhatIsNotAgi {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
                    "\n",
                    "agi_network yes\n\n",
                    "AGI_NETWORK: yes\n\n",
                    "200 result=135790\n",
                    "\u0016\u0003\u0001\u0002\n\u0000\u0000\n",
                    "agi_network: y\u0000es\n\n",
                    "agi_network: y\u2028es\n\n",
                    "agi_network:yes\n\n",
                    "agi_Network: yes\n\n",
                    "agi_: yes\n\n"
                })
        void isDroppedAtItsFirstLine(String text) {
            var asterisk = connect(start(answers));
            asterisk.send(text);
            asterisk.expectClosed();
            assertDropped(NOT_AGI);
        }

        @Test
        void isDroppedAtALaterLine() {
            var asterisk = connect(start(answers));
            asterisk.send("agi_network: yes\nDIALLED 135790\n\n");
            asterisk.expectClosed();
            assertDropped("a line in its request that is not AGI's");
        }

        @Test
        void isDroppedWhenALineOfTheRequestComesTwice() {
            var asterisk = connect(start(answers));
            asterisk.send("agi_callerid: 51234\nagi_calleridname: x\nagi_callerid: 135790\n\n");
            asterisk.expectClosed();
            assertDropped("a line twice in its request");
        }

        @Test
        void isDroppedWhenALineIsTooLong() {
            var asterisk = connect(start(answers));
            asterisk.trySend("agi_network: " + "x".repeat(1024 * 1024));
            asterisk.expectClosed();
            assertDropped("a line that is too long");
        }

        @Test
        void isDroppedWhenTheRequestHasTooManyLines() {
            var asterisk = connect(start(answers));
            for (var i = 0; i < 150; i++) asterisk.trySend("agi_arg_" + i + ": x\n");
            asterisk.expectClosed();
            assertDropped("too many lines in its request");
        }

        @Test
        void isDroppedWhenTheRequestIsTooLong() {
            var asterisk = connect(start(answers));
            for (var i = 0; i < 10; i++)
                asterisk.trySend("agi_arg_" + i + ": " + "x".repeat(2_000) + "\n");
            asterisk.expectClosed();
            assertDropped("a request that is too long");
        }

        @Test
        void isDroppedWhenNothingComes() {
            settings.environmentTimeout = Duration.ofMillis(100);
            var asterisk = connect(start(answers));
            asterisk.expectClosed();
            assertDropped("its request took too long");
        }

        @Test
        void isDroppedWhenTheRequestStops() {
            settings.environmentTimeout = Duration.ofMillis(100);
            var asterisk = connect(start(answers));
            asterisk.send("agi_network: yes\nagi_call");
            asterisk.expectClosed();
            assertDropped("its request took too long");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "agi_network: yes\n", "agi_network: yes\nagi_call"})
        void isDroppedWhenItEndsBeforeTheRequestDoes(String text) {
            var asterisk = connect(start(answers));
            asterisk.send(text);
            asterisk.close();
            assertDropped("it ended before its request was complete");
        }

        @ParameterizedTest
        @CsvSource({"15, 1000", "4000, 20"})
        void isDroppedWhenItFloodsACall(int length, int times) {
            var release = new CountDownLatch(1);
            var ended = new CompletableFuture<Throwable>();
            var port =
                    start(
                            (_, line) -> {
                                try {
                                    assertThat(release.await(10, TimeUnit.SECONDS)).isTrue();
                                    line.answer();
                                } catch (InterruptedException | HungUp e) {
                                    ended.complete(e);
                                }
                            });
            var asterisk = connect(port);
            asterisk.announce();
            asterisk.trySend(("200 result=135790" + " ".repeat(length) + "\n").repeat(times));
            asterisk.expectClosed();
            release.countDown();
            assertThat(ended).succeedsWithin(SOON).isInstanceOf(HungUp.class);
            assertDropped("a flood of lines");
        }

        @Test
        void leavesTheServerAtWork() {
            var port = start(answers);
            var asterisk = connect(port);
            asterisk.send("GET / HTTP/1.1\r\n\r\n");
            asterisk.expectClosed();
            assertServed(port);
        }
    }

    @Nested
    class WhoMayCome {
        @Test
        void clientThatIsNotAllowedIsRefused() {
            settings.allowedClients = List.of("10.9.8.0/24", "fd00::1");
            var asterisk = connect(start(answers));
            asterisk.expectClosed();
            assertOneWarning("refused a connection from 127.0.0.1: not an allowed client");
            assertThat(calls).isEmpty();
        }

        @Test
        void clientThatIsAllowedIsServed() {
            settings.listen = new InetSocketAddress("0.0.0.0", 0);
            settings.allowedClients = List.of("10.9.8.0/24", "127.0.0.0/8");
            assertServed(start(answers));
        }

        @Test
        void oneConnectionTooManyIsDroppedAndTheNextAfterAnEndServed() {
            settings.maxConnections = 2;
            var port = start(answers);
            var first = connect(port);
            var second = connect(port);
            for (var asterisk : List.of(first, second)) {
                asterisk.announce();
                asterisk.expect("ANSWER");
            }
            for (var i = 0; i < 5; i++) connect(port).expectClosed();
            await().until(() -> !logs.at(Level.WARN).isEmpty());
            assertThat(logs.at(Level.WARN))
                    .first()
                    .isEqualTo(
                            "dropped a connection from 127.0.0.1: already as many as"
                                    + " fastagi.maxConnections and the limit of open files allow, 2");

            first.reply("200 result=0");
            first.expectClosed();
            await().untilAsserted(() -> assertServed(port));
            second.reply("200 result=0");
            second.expectClosed();
        }

        @Test
        void addressInUseIsSaid() {
            settings.listen =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), start(answers));
            try (var other = new FastAgiServer(settings.build(), answers)) {
                assertThatThrownBy(other::start)
                        .isInstanceOf(UncheckedIOException.class)
                        .hasMessageContaining("can't listen on")
                        .hasMessageContaining("127.0.0.1:" + settings.listen.getPort());
            }
        }
    }

    @Nested
    class ManyAtOnce {
        private static final int CALLS = 1_000;

        @Test
        void areAllServed() throws Exception {
            var held = new CountDownLatch(CALLS);
            var done = new AtomicInteger();
            var port =
                    start(
                            (_, line) -> {
                                held.countDown();
                                line.answer();
                                var key = line.key(Duration.ofSeconds(10));
                                assertThat(key).isPresent();
                                done.incrementAndGet();
                            });
            var go = new CountDownLatch(1);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var callers = new ArrayList<Future<?>>();
                for (var i = 0; i < CALLS; i++)
                    callers.add(
                            threads.submit(
                                    () -> {
                                        go.await();
                                        call(port, held);
                                        return true;
                                    }));
                go.countDown();
                for (var caller : callers) caller.get(60, TimeUnit.SECONDS);
            }
            assertThat(done).hasValue(CALLS);
            assertThat(logs.at(Level.WARN)).isEmpty();
            assertThat(logs.at(Level.ERROR)).isEmpty();
        }

        /// Replies only once all calls are connected.
        private void call(int port, CountDownLatch held) throws InterruptedException {
            try (var asterisk = new ScriptedAsterisk(port)) {
                asterisk.announce();
                asterisk.expect("ANSWER");
                assertThat(held.await(30, TimeUnit.SECONDS)).isTrue();
                asterisk.reply("200 result=0");
                asterisk.expect("WAIT FOR DIGIT 10000");
                asterisk.reply("200 result=53");
                asterisk.expectClosed();
            }
        }
    }

    @Nested
    class Closing {
        private CompletableFuture<Void> closeServer() {
            var closing = Objects.requireNonNull(server);
            return CompletableFuture.runAsync(closing::close);
        }

        @Test
        void takesNoMoreCallsAndLetsThoseThereAreEnd() {
            var port = start(answers);
            var asterisk = connect(port);
            asterisk.announce();
            asterisk.expect("ANSWER");
            var closed = closeServer();
            await().untilAsserted(
                            () ->
                                    assertThatThrownBy(() -> connect(port))
                                            .isInstanceOf(UncheckedIOException.class));
            assertThat(closed).isNotDone();
            asterisk.reply("200 result=0");
            asterisk.expectClosed();
            assertThat(closed).succeedsWithin(SOON);
            assertThat(logs.at(Level.WARN)).isEmpty();
        }

        @Test
        void leavesLaterCallersInAnInheritedSocketForTheNextServer() throws IOException {
            try (var inherited = ServerSocketChannel.open()) {
                inherited.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                var first = new FastAgiServer(settings.build(), answers);
                server = first;
                var port = first.start(inherited);
                var asterisk = connect(port);
                asterisk.announce();
                asterisk.expect("ANSWER");
                var closed = closeServer();
                await().until(() -> !first.isListening());
                var later = connect(port);
                later.announce();
                asterisk.reply("200 result=0");
                asterisk.expectClosed();
                assertThat(closed).succeedsWithin(SOON);
                assertThat(calls).hasSize(1);

                server = new FastAgiServer(settings.build(), answers);
                assertThat(server.start(inherited)).isEqualTo(port);
                later.expect("ANSWER");
                later.reply("200 result=0");
                later.expectClosed();
                assertThat(calls).hasSize(2);
                assertThat(logs.at(Level.WARN)).isEmpty();
                server.close();
            }
        }

        @Test
        void endsCallsThatOutstayTheGrace() {
            settings.shutdownGrace = Duration.ofMillis(100);
            var ended = new CompletableFuture<Throwable>();
            var port =
                    start(
                            (_, line) -> {
                                try {
                                    line.answer();
                                } catch (HungUp e) {
                                    ended.complete(e);
                                    throw e;
                                }
                            });
            var asterisk = connect(port);
            asterisk.announce();
            asterisk.expect("ANSWER");
            assertThat(closeServer()).succeedsWithin(SOON);
            asterisk.expectClosed();
            assertThat(ended).isCompleted();
            assertOneWarning("closing the connections of 1 calls that did not end within PT0.1S");
        }

        @Test
        void waitsForACallToFinishWhatItIsAt() {
            settings.shutdownGrace = Duration.ZERO;
            var finished = new CompletableFuture<Boolean>();
            var port =
                    start(
                            (_, line) -> {
                                try {
                                    line.answer();
                                } finally {
                                    await().until(() -> logs.at(Level.WARN).size() == 1);
                                    finished.complete(true);
                                }
                            });
            var asterisk = connect(port);
            asterisk.announce();
            asterisk.expect("ANSWER");
            assertThat(closeServer()).succeedsWithin(SOON);
            assertThat(finished).isCompleted();
        }

        @Test
        void endsConnectionsThatHaveNotAskedYetWithoutAWarningEach() {
            settings.shutdownGrace = Duration.ZERO;
            var port = start(answers);
            var asterisk = connect(port);
            asterisk.send("agi_network: yes\n");
            assertServed(port);
            assertThat(closeServer()).succeedsWithin(SOON);
            asterisk.expectClosed();
            assertOneWarning("closing the connections of 1 calls that did not end within PT0S");
        }

        @Test
        void twiceIsAsGoodAsOnce() {
            assertServed(start(answers));
            assertThat(closeServer()).succeedsWithin(SOON);
            assertThat(closeServer()).succeedsWithin(SOON);
        }
    }
}
