package org.ovalogin.core.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.pin.HashQueue.Ticket;
import org.ovalogin.core.pin.PinHasher.Cost;

class HashQueueTest {
    private static final Pin PIN = Pin.of("739205").orElseThrow();
    private static final Pin OTHER = Pin.of("739206").orElseThrow();
    private static final PinHasher HASHER = new PinHasher(new Cost(8, 1));
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofMinutes(1);

    private static HashQueue queue(int threads, int waiting, Duration patience) {
        return new HashQueue(HASHER, new HashSettings(threads, waiting, patience));
    }

    private static List<Ticket> takeAll(HashQueue queue, int tickets) {
        var taken = new ArrayList<Ticket>();
        for (var i = 0; i < tickets; i++) taken.add(queue.ticket().orElseThrow());
        return taken;
    }

    @Test
    void ticketHashesAndCompares() {
        try (var queue = queue(1, 0, SHORT);
                var ticket = queue.ticket().orElseThrow()) {
            var phc = ticket.hash(PIN);

            assertThat(ticket.matches(phc, PIN)).isTrue();
            assertThat(ticket.matches(phc, OTHER)).isFalse();
        }
    }

    @Nested
    class Full {
        @Test
        void thereAreFourTicketsForEachThreadAndNoMore() {
            try (var queue = queue(2, 5, SHORT)) {
                assertThat(takeAll(queue, 8)).hasSize(8);
                assertThat(queue.ticket()).isEmpty();
            }
        }

        @Test
        void itTellsItsLoad() {
            try (var queue = queue(2, 5, SHORT)) {
                takeAll(queue, 8).getFirst().close();
                var ticket = queue.ticket();
                assertThat(ticket).isPresent();
                assertThat(queue.ticket()).isEmpty();
                var load = queue.load();
                assertThat(load.busy()).isEqualTo(8);
                assertThat(load.waiting()).isZero();
                assertThat(load.granted()).isEqualTo(9);
                assertThat(load.refused()).isOne();
                assertThat(load.waited()).isPositive();
            }
        }

        @Test
        void ticketGivenBackIsThereForTheNext() {
            try (var queue = queue(1, 1, SHORT)) {
                var taken = takeAll(queue, 4);
                taken.getFirst().close();
                taken.getFirst().close(); // the second time gives nothing

                assertThat(queue.ticket()).isPresent();
                assertThat(queue.ticket()).isEmpty();
            }
        }

        @Test
        void waitingCallerGetsTheTicketGivenBack() throws Exception {
            try (var queue = queue(1, 1, LONG);
                    var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                var taken = takeAll(queue, 4);
                var waiting = callers.submit(queue::ticket);
                awaitFull(queue);

                taken.getFirst().close();

                assertThat(waiting.get()).isPresent();
            }
        }

        @Test
        void whoFindsTooManyWaitingIsTurnedAwayAtOnce() {
            try (var queue = queue(1, 0, LONG)) {
                takeAll(queue, 4);

                assertTimeoutPreemptively(
                        Duration.ofSeconds(30), () -> assertThat(queue.ticket()).isEmpty());
            }
        }

        @Test
        void placeToWaitIsFreeAgainAfterWaitingInVain() {
            try (var queue = queue(1, 1, SHORT)) {
                var taken = takeAll(queue, 4);
                for (var i = 0; i < 10; i++) assertThat(queue.ticket()).isEmpty();
                taken.getFirst().close();

                assertThat(queue.ticket()).isPresent();
            }
        }

        private static void awaitFull(HashQueue queue) {
            Awaitility.await().until(() -> !queue.hasRoom());
        }
    }

    @Nested
    class Failing {
        @Test
        void hashThatFailsIsAnErrorAndNeverAMatch() {
            try (var queue = queue(1, 0, SHORT);
                    var ticket = queue.ticket().orElseThrow()) {
                assertThatExceptionOfType(HashException.class)
                        .isThrownBy(() -> ticket.matches("739205", PIN))
                        .withMessage("not hashed")
                        .havingRootCause()
                        .withMessage("not a PHC string of Argon2id");
            }
        }

        @Test
        void ticketIsGivenBackAfterAFailure() {
            try (var queue = queue(1, 0, SHORT)) {
                for (var i = 0; i < 20; i++) {
                    assertThatExceptionOfType(HashException.class)
                            .isThrownBy(
                                    () -> {
                                        try (var ticket = queue.ticket().orElseThrow()) {
                                            ticket.matches("no hash", PIN);
                                        }
                                    });
                }
            }
        }

        @Test
        void ticketGivenBackHashesNoMore() {
            try (var queue = queue(1, 0, SHORT)) {
                var ticket = queue.ticket().orElseThrow();
                ticket.close();

                assertThatIllegalStateException().isThrownBy(() -> ticket.hash(PIN));
            }
        }

        @Test
        void closedQueueGivesNoTicketAndHashesNothing() {
            var queue = queue(1, 0, SHORT);
            var ticket = queue.ticket().orElseThrow();
            queue.close();

            assertThat(queue.ticket()).isEmpty();
            assertThatExceptionOfType(HashException.class)
                    .isThrownBy(() -> ticket.hash(PIN))
                    .withMessage("not hashed: the queue is closed");
        }
    }

    @Nested
    class Interrupted {
        @Test
        void hashBegunIsCompletedAndTheInterruptKept() throws Exception {
            try (var queue = queue(1, 0, SHORT);
                    var ticket = queue.ticket().orElseThrow()) {
                var phc = ticket.hash(PIN);
                var result =
                        inAnotherThread(
                                () -> {
                                    Thread.currentThread().interrupt();
                                    return List.of(
                                            ticket.matches(phc, PIN),
                                            Thread.currentThread().isInterrupted());
                                });

                assertThat(result).containsExactly(true, true);
            }
        }

        @Test
        void waitingForATicketEndsWithoutOneAndTheInterruptIsKept() throws Exception {
            try (var queue = queue(1, 1, LONG)) {
                var taken = takeAll(queue, 4);
                var result =
                        inAnotherThread(
                                () -> {
                                    Thread.currentThread().interrupt();
                                    return List.of(
                                            queue.ticket().isPresent(),
                                            Thread.currentThread().isInterrupted());
                                });

                assertThat(result).containsExactly(false, true);
                assertThat(queue.hasRoom()).isTrue();
                assertThat(taken).hasSize(4);
            }
        }

        private static <T> T inAnotherThread(Callable<T> work) throws Exception {
            try (var thread = Executors.newVirtualThreadPerTaskExecutor()) {
                return thread.submit(work).get();
            }
        }
    }

    @Test
    void hundredsOfCallersAreServedByTwoThreads() throws Exception {
        try (var queue = queue(2, 500, LONG);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var phc = HASHER.hash(PIN);
            var answers = new ArrayList<Future<Optional<Boolean>>>();
            for (var i = 0; i < 500; i++) {
                var pin = i % 2 == 0 ? PIN : OTHER;
                answers.add(callers.submit(() -> compare(queue, phc, pin)));
            }

            for (var i = 0; i < 500; i++) {
                assertThat(answers.get(i).get()).contains(i % 2 == 0);
            }
        }
    }

    private static Optional<Boolean> compare(HashQueue queue, String phc, Pin pin) {
        var ticket = queue.ticket();
        try {
            return ticket.map(t -> t.matches(phc, pin));
        } finally {
            ticket.ifPresent(Ticket::close);
        }
    }

    @Test
    void settingsOutOfRangeAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HashSettings(0, 1, SHORT))
                .withMessage("hashing.threads is 0, allowed: 1 to 256");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HashSettings(1, -1, SHORT))
                .withMessageStartingWith("hashing.waiting is -1, allowed: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HashSettings(1, 1, Duration.ofMinutes(2)))
                .withMessage("hashing.patience is 120000, allowed: 0 to 60000 whole milliseconds");
    }
}
