package org.ovalogin.core.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ovalogin.core.administration.Site.ADMINISTRATOR;
import static org.ovalogin.core.administration.Site.CALLER;
import static org.ovalogin.core.administration.Site.OTHER;
import static org.ovalogin.core.administration.Site.RIGHT;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.administration.FailingStore;
import org.ovalogin.core.administration.PinResets;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.pin.HashSettings;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.pin.PinHasher;
import org.ovalogin.core.pin.PinPolicy;
import org.ovalogin.core.store.StoreException;

class PinChangeTest {
    @TempDir Path folder;
    private Optional<Site> opened = Optional.empty();

    private Site site(Consumer<PinPolicy.Draft> policy) {
        var site = Site.with(folder, policy);
        opened = Optional.of(site);
        return site;
    }

    private Site site() {
        return site(_ -> {});
    }

    @AfterEach
    void close() {
        opened.ifPresent(Site::close);
    }

    /// The n-th of a row of PINs; the first is the one the owner has.
    private static Pin pin(int n) {
        return n == 1 ? RIGHT : Site.pin(Integer.toString(300_007 + n * 7919));
    }

    private static boolean change(Site site, Pin pin) {
        return switch (site.pinChange.prepare(site.mailbox(), pin)) {
            case PinChange.Prepared.Ready ready -> {
                assertThat(site.pinChange.commit(site.mailbox(), ready, CALLER)).isPresent();
                yield true;
            }
            case PinChange.Prepared.UsedBefore() -> false;
            case PinChange.Prepared.Unavailable() -> throw new AssertionError("unavailable");
        };
    }

    private static PinChange.Prepared.Ready ready(Site site, Pin pin) {
        return switch (site.pinChange.prepare(site.mailbox(), pin)) {
            case PinChange.Prepared.Ready ready -> ready;
            case PinChange.Prepared.UsedBefore(), PinChange.Prepared.Unavailable() ->
                    throw new AssertionError();
        };
    }

    @Nested
    class History {
        @Test
        void presentPinCantComeBack() {
            assertThat(change(site(), RIGHT)).isFalse();
        }

        @Test
        void asManyAsThePolicySaysCantComeBackTheCurrentOneIncluded() {
            var site = site();
            for (var n = 2; n <= 6; n++) assertThat(change(site, pin(n))).isTrue();
            for (var n = 2; n <= 6; n++) assertThat(change(site, pin(n))).as("%d", n).isFalse();
            assertThat(change(site, pin(1))).isTrue();
        }

        @Test
        void historyOfOneIsTheCurrentPinAlone() {
            var site = site(draft -> draft.pinHistoryCount = 1);
            assertThat(change(site, OTHER)).isTrue();
            assertThat(change(site, OTHER)).isFalse();
            assertThat(change(site, RIGHT)).isTrue();
            assertThat(site.number("select count(*) from pin_history")).isEqualTo(1);
        }

        @Test
        void loweredCountForgetsTheSurplus() {
            var site = site();
            for (var n = 2; n <= 5; n++) change(site, pin(n));
            site.sql("update mailbox_policy set pin_history_count = 2");
            assertThat(change(site, pin(4))).isFalse();
            assertThat(change(site, pin(3))).isTrue();
            assertThat(site.number("select count(*) from pin_history")).isEqualTo(2);
        }

        @Test
        void generatedPinEntersOnceItHasSignedIn() {
            var site = site();
            site.give(OTHER, true);
            assertThat(site.number("select count(*) from pin_history")).isEqualTo(1);
            assertThat(site.pinChange.prepare(site.mailbox(), OTHER))
                    .as("the present one counts in any case")
                    .isEqualTo(new PinChange.Prepared.UsedBefore());
            site.attempt(OTHER);
            site.attempt(OTHER);
            assertThat(site.number("select count(*) from pin_history")).isEqualTo(2);
            assertThat(change(site, pin(3))).isTrue();
            assertThat(change(site, OTHER)).isFalse();
        }

        @Test
        void generatedPinThatNeverSignedInLeavesNoTrace() {
            var site = site();
            site.give(OTHER, true);
            site.give(pin(3), true);
            site.attempt(pin(3));
            assertThat(change(site, OTHER)).isTrue();
        }

        @Test
        void oldestStillCountsWhenThePresentOneWasHashedAnewSinceTheSignIn() {
            var before = site();
            for (var n = 2; n <= 5; n++) change(before, pin(n));
            before.close();
            var site =
                    Site.at(
                            folder,
                            new PinHasher(new PinHasher.Cost(16, 2)),
                            new HashSettings(1, 100, Site.WAIT));
            opened = Optional.of(site);
            site.attempt(pin(5));
            var admitted = site.mailbox();
            site.afterwards.run(); // hashed anew
            assertThat(site.mailbox().pin().sealed()).isNotEqualTo(admitted.pin().sealed());
            assertThat(site.pinChange.prepare(admitted, pin(1)))
                    .isEqualTo(new PinChange.Prepared.UsedBefore());
        }
    }

    /// Each would be a comparison that nobody was charged for.
    @Nested
    class WithAnOlderPin {
        @ParameterizedTest
        @ValueSource(strings = {"lock", "reset", "disable"})
        void thePresentOneCantBeTried(String meanwhile) {
            var site = site();
            var admitted = site.mailbox();
            switch (meanwhile) {
                case "lock" -> site.administration.pins().lock(site.guid(), ADMINISTRATOR);
                case "reset" -> site.give(OTHER, false);
                default -> site.sql("update mailbox set subscriber_access = 0");
            }
            for (var tried : List.of(RIGHT, OTHER, pin(3)))
                assertThat(site.pinChange.prepare(admitted, tried))
                        .isEqualTo(new PinChange.Prepared.Unavailable());
        }
    }

    @Nested
    class Commit {
        @Test
        void changesPinHistoryEventsAndOutboxTogether() {
            var site = site();
            site.give(OTHER, true);
            site.sql("update mailbox set first_time_user = 1");
            site.attempt(OTHER);
            site.clock.pass(Duration.ofMinutes(1));
            assertThat(change(site, pin(3))).isTrue();
            var mailbox = site.mailbox();
            assertThat(mailbox.pin().byOwner()).isTrue();
            assertThat(mailbox.pin().mustChange()).isFalse();
            assertThat(mailbox.pin().version()).isEqualTo(3);
            assertThat(mailbox.pin().setAt()).isEqualTo(site.clock.instant());
            assertThat(mailbox.firstTimeUser()).isFalse();
            assertThat(site.events(Event.Name.PIN_CHANGED)).isEqualTo(1);
            assertThat(site.mail().stream().map(Notice::kind).toList())
                    .containsExactly(Notice.Kind.CHANGED);
            assertThat(site.attempt(OTHER)).isEqualTo(new Verdict.Refused());
            assertThat(site.attempt(pin(3))).isInstanceOf(Verdict.Admitted.class);
        }

        @Test
        void secondOfTwoChangesIsNotMade() {
            var site = site();
            var mailbox = site.mailbox();
            var one = ready(site, OTHER);
            var two = ready(site, pin(3));
            assertThat(site.pinChange.commit(mailbox, one, CALLER)).isPresent();
            assertThat(site.pinChange.commit(mailbox, two, CALLER)).isEmpty();
            assertThat(site.attempt(OTHER)).isInstanceOf(Verdict.Admitted.class);
            assertThat(site.events(Event.Name.PIN_CHANGED)).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"lock", "reset", "disable"})
        void isNotMadeOnceTheMailboxIsNoLongerTheCallers(String meanwhile) {
            var site = site();
            var mailbox = site.mailbox();
            var ready = ready(site, OTHER);
            switch (meanwhile) {
                case "lock" -> site.administration.pins().lock(site.guid(), ADMINISTRATOR);
                case "reset" ->
                        site.administration
                                .pins()
                                .reset(site.guid(), PinResets.Reset.DEFAULT, ADMINISTRATOR);
                default -> site.sql("update mailbox set subscriber_access = 0");
            }
            var before = site.mailbox();
            assertThat(site.pinChange.commit(mailbox, ready, CALLER)).isEmpty();
            assertThat(site.mailbox()).isEqualTo(before);
            assertThat(site.events(Event.Name.PIN_CHANGED)).isZero();
        }

        @Test
        void brokenStoreChangesNothing() {
            var site = site();
            var ready = ready(site, OTHER);
            var broken =
                    new PinChange(
                            new FailingStore(site.store, 1, FailingStore.When.BEFORE),
                            site.safe,
                            site.queue);
            assertThatThrownBy(() -> broken.commit(site.mailbox(), ready, CALLER))
                    .isInstanceOf(StoreException.class);
            assertThat(site.attempt(RIGHT)).isInstanceOf(Verdict.Admitted.class);
        }
    }

    @Nested
    class MinPinAge {
        @Test
        void keepsTheOwnerFromChangingAgainTooSoon() {
            var site = site(draft -> draft.minPinAge = Duration.ofHours(24));
            assertThat(site.pinChange.tooSoon(site.mailbox())).isTrue();
            site.clock.pass(Duration.ofHours(24).minusMillis(1));
            assertThat(site.pinChange.tooSoon(site.mailbox())).isTrue();
            site.clock.pass(Duration.ofMillis(1));
            assertThat(site.pinChange.tooSoon(site.mailbox())).isFalse();
        }

        @Test
        void doesNotHoldForAPinSetByAReset() {
            var site = site(draft -> draft.minPinAge = Duration.ofHours(24));
            site.give(OTHER, false);
            assertThat(site.pinChange.tooSoon(site.mailbox())).isFalse();
        }

        @Test
        void ofZeroStopsNobodyEvenWithTheClockSetBack() {
            var site = site();
            assertThat(site.pinChange.tooSoon(site.mailbox())).isFalse();
            site.clock.pass(Duration.ofHours(-1));
            assertThat(site.pinChange.tooSoon(site.mailbox())).isFalse();
        }
    }

    @Test
    void fullQueueIsUnavailable() {
        var site = site();
        site.queue.close();
        assertThat(List.of(site.pinChange.prepare(site.mailbox(), OTHER)))
                .containsExactly(new PinChange.Prepared.Unavailable());
    }
}
