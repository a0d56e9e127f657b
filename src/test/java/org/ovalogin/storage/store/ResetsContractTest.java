package org.ovalogin.storage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.administration.SelfService;
import org.ovalogin.core.mailbox.Letter;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.ResetLink;

/// What is expected of the links by which owners reset their PINs, and of the bounds on comparisons
/// with former PINs.
class ResetsContractTest extends EachDatabase {
    private ResetLink addedLink(Mailbox mailbox, String hash) {
        var link =
                new ResetLink(
                        hash,
                        mailbox.guid(),
                        mailbox.pin().version(),
                        clock.instant(),
                        clock.instant().plus(SelfService.LINK_LASTS));
        store().change(work -> work.resetLinks().add(link));
        return link;
    }

    private Optional<ResetLink> redeemed(String hash) {
        return store().write(work -> work.resetLinks().redeem(hash));
    }

    private Optional<ResetLink> looked(String hash) {
        return seen(v -> v.resetLinks().find(hash));
    }

    private void assertGone(String hash) {
        assertThat(looked(hash)).isEmpty();
        assertThat(redeemed(hash)).isEmpty();
    }

    @Nested
    class Links {
        @Test
        void areTakenOnceAndThenTheOthersOfTheirMailboxAreVoid() {
            var mailbox = added("51234");
            var link = addedLink(mailbox, "a");
            addedLink(mailbox, "b");
            var other = addedLink(added("51235"), "c");
            assertThat(looked("a")).contains(link);
            assertThat(looked("a")).as("looking takes nothing").contains(link);
            assertThat(redeemed("x")).isEmpty();
            assertThat(redeemed("a")).contains(link);
            assertGone("a");
            assertGone("b");
            assertThat(redeemed("c")).contains(other);
        }

        @Test
        void takenInATransactionThatFailsAreStillThere() {
            var link = addedLink(added("51234"), "a");
            assertThatThrownBy(
                            () ->
                                    store().change(
                                                    work -> {
                                                        work.resetLinks().redeem("a");
                                                        throw new IllegalStateException();
                                                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(redeemed("a")).contains(link);
        }

        @Test
        void areOverWithTheirTime() {
            addedLink(added("51234"), "a");
            clock.pass(SelfService.LINK_LASTS.minusMillis(1));
            assertThat(looked("a")).isPresent();
            clock.pass(Duration.ofMillis(1));
            assertGone("a");
        }

        @Test
        void areVoidOnceThePinIsAnother() {
            var mailbox = added("51234");
            addedLink(mailbox, "a");
            store().change(work -> work.mailboxes().save(withVersion(mailbox, 2, clock.instant())));
            assertGone("a");
        }

        @Test
        void goWithTheirMailbox() {
            var mailbox = added("51234");
            addedLink(mailbox, "a");
            store().change(work -> work.mailboxes().remove(mailbox));
            assertGone("a");
        }

        @Test
        void oneOfManyThreadsTakesIt() throws Exception {
            addedLink(added("51234"), "a");
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var all =
                        IntStream.range(0, 20)
                                .mapToObj(_ -> threads.submit(() -> redeemed("a")))
                                .toList();
                var won = 0;
                for (var one : all) if (one.get().isPresent()) won++;
                assertThat(won).isEqualTo(1);
            }
        }

        @Test
        void oneThatIsThereStaysAsItIs() {
            var mailbox = added("51234");
            var link = addedLink(mailbox, "a");
            redeemed("a");
            clock.pass(Duration.ofMinutes(1));
            addedLink(mailbox, "a");
            assertGone("a");
            assertThat(link.createdAt()).isBefore(clock.instant());
        }
    }

    @Nested
    class LinkNotices {
        private Notice posted(Mailbox mailbox, Notice.Kind kind, Optional<String> sealed) {
            var notice =
                    new Notice(
                            UUID.randomUUID(),
                            new Notice.Addressee.Owner(mailbox.guid()),
                            "a@contoso.com",
                            new Notice.Report(kind, "", 0),
                            new Notice.Secret(sealed, mailbox.pin().version()),
                            clock.instant());
            store().change(work -> work.notices().post(notice));
            return notice;
        }

        private Notice link(Mailbox mailbox) {
            return posted(mailbox, Notice.Kind.RESET_LINK, Optional.of("sealed"));
        }

        private List<Notice> claimed() {
            return outbox().claim(10, Duration.ofMinutes(5)).stream().map(Letter::notice).toList();
        }

        @Test
        void areCountedByTheirAddressDeliveredOrNot() {
            var since = clock.instant();
            var first = link(added("51234"));
            posted(added("51236"), Notice.Kind.RESET, Optional.of("pin"));
            claimed();
            outbox().delivered(first.id(), Optional.empty());
            clock.pass(Duration.ofHours(1));
            link(added("51235"));
            assertThat(links("A@contoso.com", since)).isEqualTo(2);
            assertThat(links("a@contoso.com", since.plusMillis(1))).isEqualTo(1);
            assertThat(links("b@contoso.com", since)).isZero();
            clock.pass(Duration.ofMillis(-1));
            assertThat(links("a@contoso.com", since)).as("of later").isEqualTo(1);
        }

        private int links(String address, Instant since) {
            return store().read(view -> view.notices().links(address, since));
        }

        @Test
        void areSentWithTheirSecretAndMakeNoPinVoid() {
            var mailbox = added("51234");
            var pin = posted(mailbox, Notice.Kind.RESET, Optional.of("pin"));
            clock.pass(Duration.ofMillis(1));
            var link = link(mailbox);
            assertThat(claimed()).containsExactly(pin, link);
        }

        @Test
        void unsentAreVoidOnceThePinChanges() {
            var mailbox = added("51234");
            link(mailbox);
            var other = link(added("51235"));
            store().change(work -> work.notices().cancelPins(mailbox.guid()));
            assertThat(claimed()).containsExactly(other);
        }

        @Test
        void fileIsToBeDeletedOnceTheLinkIsOver() {
            var link = link(added("51234"));
            claimed();
            outbox().delivered(link.id(), Optional.of("link.eml"));
            clock.pass(SelfService.LINK_LASTS.minusMillis(1));
            assertThat(outbox().filesToDelete()).isEmpty();
            clock.pass(Duration.ofMillis(1));
            assertThat(outbox().filesToDelete()).containsExactly("link.eml");
        }

        @Test
        void fileIsToBeDeletedOnceThePinIsAnother() {
            var mailbox = added("51234");
            var link = link(mailbox);
            claimed();
            outbox().delivered(link.id(), Optional.of("link.eml"));
            store().change(work -> work.mailboxes().save(withVersion(mailbox, 2, clock.instant())));
            assertThat(outbox().filesToDelete()).containsExactly("link.eml");
        }

        @Test
        void oldOneWithAFileToDeleteIsNotForgotten() {
            var link = link(added("51234"));
            claimed();
            outbox().delivered(link.id(), Optional.of("link.eml"));
            clock.pass(Duration.ofDays(400));
            sweep(Duration.ZERO);
            assertThat(outbox().filesToDelete()).containsExactly("link.eml");
        }
    }

    @Nested
    class HistoryChecks {
        private static final int MOST = 3;

        private Optional<Long> charged(UUID mailbox, String account) {
            return store().write(
                            work ->
                                    work.historyChecks()
                                            .charge(
                                                    mailbox,
                                                    account,
                                                    work.now().minus(Duration.ofDays(1)),
                                                    MOST));
        }

        @Test
        void areBoundedForAMailboxWhoeverAsks() {
            var mailbox = UUID.randomUUID();
            for (var account : List.of("a", "b", "c"))
                assertThat(charged(mailbox, account)).isPresent();
            assertThat(charged(mailbox, "d")).isEmpty();
            assertThat(charged(UUID.randomUUID(), "d")).isPresent();
        }

        @Test
        void areBoundedForAnAccountWhicheverMailboxItIs() {
            for (var i = 0; i < MOST; i++) assertThat(charged(UUID.randomUUID(), "a")).isPresent();
            assertThat(charged(UUID.randomUUID(), "a")).isEmpty();
            assertThat(charged(UUID.randomUUID(), "b")).isPresent();
        }

        @Test
        void oneThatIsGivenBackDoesNotCount() {
            var mailbox = UUID.randomUUID();
            for (var i = 0; i < MOST - 1; i++) charged(mailbox, "a");
            for (var i = 0; i < 3; i++) {
                var number = charged(mailbox, "a").orElseThrow();
                store().change(work -> work.historyChecks().refund(number));
            }
            assertThat(charged(mailbox, "a")).isPresent();
            assertThat(charged(mailbox, "a")).isEmpty();
        }

        @Test
        void refusedOneIsNotCounted() {
            var mailbox = UUID.randomUUID();
            for (var i = 0; i < MOST; i++) charged(mailbox, "a");
            for (var i = 0; i < MOST; i++) charged(mailbox, "b");
            assertThat(charged(UUID.randomUUID(), "b")).isPresent();
        }

        @Test
        void countUntilTheirTimeIsOver() {
            var mailbox = UUID.randomUUID();
            for (var i = 0; i < MOST; i++) charged(mailbox, "a");
            clock.pass(Duration.ofDays(1));
            assertThat(charged(mailbox, "a")).isEmpty();
            clock.pass(Duration.ofMillis(1));
            assertThat(charged(mailbox, "a")).isPresent();
        }
    }
}
