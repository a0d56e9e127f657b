package org.ovalogin.storage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.administration.Notices;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.EventEntry;
import org.ovalogin.core.mailbox.Letter;
import org.ovalogin.core.mailbox.MailDelay;
import org.ovalogin.core.mailbox.MailFailure;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.PinLetter;
import org.ovalogin.core.mailbox.PinLetter.Fate;
import org.ovalogin.core.store.EventQuery;
import org.ovalogin.core.store.MailQueue;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.store.Outbox;

/// What is expected of the outbox, on top of what is expected of the store.
class OutboxContractTest extends EachDatabase {
    private static final Duration LEASE = Duration.ofMinutes(5);

    private Optional<Mailbox> owner = Optional.empty();

    /// Added when it is first asked for.
    private Mailbox owner() {
        var mailbox = owner.orElseGet(() -> added("51200"));
        owner = Optional.of(mailbox);
        return mailbox;
    }

    private Notice posted(Notice.Kind kind, Optional<String> sealed) {
        var notice =
                new Notice(
                        UUID.randomUUID(),
                        new Notice.Addressee.Owner(owner().guid()),
                        "o'brien@contoso.com",
                        new Notice.Report(kind, "by 'whom'", 5),
                        new Notice.Secret(sealed, owner().pin().version()),
                        clock.instant());
        store().change(work -> work.notices().post(notice));
        return notice;
    }

    private Notice postedToAnAdministrator() {
        var notice = Notices.toAda(Language.IT, clock.instant(), "Trunk");
        store().change(work -> work.notices().post(notice));
        return notice;
    }

    private List<Event> eventsOfNoMailbox() {
        List<EventEntry> all = store().read(view -> view.events().list(EventQuery.ALL));
        return all.stream().map(EventEntry::event).filter(e -> e.mailbox().isEmpty()).toList();
    }

    private Optional<MailFailure> mailFailure() {
        return store().read(view -> view.notices().failure(owner().guid()));
    }

    private Optional<MailDelay> mailDelay() {
        return store().read(view -> view.notices().delay(owner().guid()));
    }

    private Optional<MailQueue.Delayed> delayedMail() {
        return store().read(view -> view.notices().delayed());
    }

    private List<Notice> claimed(int most) {
        return outbox().claim(most, LEASE).stream().map(Letter::notice).toList();
    }

    @Test
    void claimedNoticesAreWhatWasPostedWithTheirMailbox() {
        var plain = posted(Notice.Kind.CHANGED, Optional.empty());
        clock.pass(Duration.ofSeconds(1));
        var withPin = posted(Notice.Kind.RESET, Optional.of("sealed"));
        assertThat(outbox().claim(10, LEASE))
                .containsExactly(new Letter(plain, owner()), new Letter(withPin, owner()));
    }

    @Test
    void noticeToAnAdministratorNeedsNoMailbox() {
        var notice = postedToAnAdministrator();
        assertThat(outbox().waiting().letters()).isEqualTo(1);
        assertThat(outbox().claim(10, LEASE)).containsExactly(new Letter(notice, Optional.empty()));
        assertThat(claimed(10)).isEmpty();
        outbox().postponed(notice.id(), clock.instant().minusMillis(1), "451 later");
        assertThat(claimed(10)).containsExactly(notice);
        outbox().delivered(notice.id(), Optional.of("a.eml"));
        outbox().delivered(notice.id(), Optional.of("a.eml"));
        clock.pass(LEASE.multipliedBy(2));
        assertThat(claimed(10)).isEmpty();
        assertThat(outbox().filesToDelete()).isEmpty();
        assertThat(eventsOfNoMailbox())
                .extracting(Event::name, Event::subject)
                .containsExactly(tuple(Event.Name.MAIL_SENT, "ada"));
    }

    private List<String> sentPins(long version) {
        return store().read(view -> view.notices().sentPins(owner().guid(), version));
    }

    @Test
    void pinsThatAMailServerAcceptedAreKnownByTheirVersion() {
        var version = owner().pin().version();
        var sent = posted(Notice.Kind.RESET, Optional.of("sealed"));
        assertThat(sentPins(version)).isEmpty();
        outbox().delivered(sent.id(), Optional.empty());
        assertThat(sentPins(version)).containsExactly(sent.recipient());
        assertThat(sentPins(version + 1)).isEmpty();
    }

    private List<PinLetter> pinLetters(long version) {
        return store().read(view -> view.notices().pinLetters(owner().guid(), version));
    }

    @Test
    void aLetterWithThePresentPinHasAFate() {
        var version = owner().pin().version();
        posted(Notice.Kind.CHANGED, Optional.empty());
        posted(Notice.Kind.RESET_LINK, Optional.of("sealed"));
        assertThat(pinLetters(version)).isEmpty();
        var sent = posted(Notice.Kind.RESET, Optional.of("sealed"));
        assertThat(pinLetters(version))
                .containsExactly(
                        new PinLetter(sent.recipient(), new Fate.Waiting(Optional.empty())));
        claimed(10);
        var now = clock.instant();
        var next = now.plusSeconds(60);
        outbox().postponed(sent.id(), next, "451 4.3.0 later");
        assertThat(pinLetters(version))
                .extracting(PinLetter::fate)
                .containsExactly(
                        new Fate.Waiting(Optional.of(new MailDelay(now, next, "451 4.3.0 later"))));
        outbox().delivered(sent.id(), Optional.empty());
        assertThat(pinLetters(version))
                .extracting(PinLetter::fate)
                .containsExactly(new Fate.Delivered(now, false));
        assertThat(pinLetters(version + 1)).isEmpty();
    }

    @Test
    void aLetterThatWasGivenUpOrWrittenSaysSoAndAReplacedOneIsGone() {
        var version = owner().pin().version();
        var replaced = posted(Notice.Kind.RESET, Optional.of("sealed"));
        var failed = posted(Notice.Kind.RESET, Optional.of("sealed"));
        assertThat(replaced.id()).isNotEqualTo(failed.id());
        assertThat(pinLetters(version)).hasSize(1);
        var now = clock.instant();
        outbox().failed(failed.id(), "Refused 550 5.1.1");
        assertThat(pinLetters(version))
                .extracting(PinLetter::fate)
                .containsExactly(new Fate.GivenUp(new MailFailure(now, "Refused 550 5.1.1")));
        var written = posted(Notice.Kind.RESET, Optional.of("sealed"));
        outbox().delivered(written.id(), Optional.of("a.eml"));
        assertThat(pinLetters(version))
                .extracting(PinLetter::fate)
                .contains(new Fate.Delivered(now, true));
    }

    @Test
    void pinsInFilesAndOtherNoticesAreNoSentPins() {
        var written = posted(Notice.Kind.RESET, Optional.of("sealed"));
        outbox().delivered(written.id(), Optional.of("a.eml"));
        var plain = posted(Notice.Kind.CHANGED, Optional.empty());
        outbox().delivered(plain.id(), Optional.empty());
        var link = posted(Notice.Kind.RESET_LINK, Optional.of("sealed"));
        outbox().delivered(link.id(), Optional.empty());
        var failed = posted(Notice.Kind.WELCOME, Optional.of("sealed"));
        outbox().failed(failed.id(), "Refused 550 5.1.1");
        assertThat(sentPins(owner().pin().version())).isEmpty();
    }

    @Test
    void noticeToAnAdministratorThatFailsIsAnEventAndMarksNoMailbox() {
        owner();
        var notice = postedToAnAdministrator();
        outbox().failed(notice.id(), "Refused 550 5.1.1");
        outbox().failed(notice.id(), "Refused 550 5.1.1");
        assertThat(claimed(10)).isEmpty();
        assertThat(eventsOfNoMailbox())
                .extracting(Event::name, Event::result, Event::subject)
                .containsExactly(tuple(Event.Name.MAIL_FAILED, "Refused 550 5.1.1", "ada"));
        assertThat(mailFailure()).isEmpty();
        var marked =
                new MailboxQuery(
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(MailboxQuery.State.MAIL_FAILED),
                        Optional.empty(),
                        9);
        assertThat(store().read(view -> view.mailboxes().page(marked)).items()).isEmpty();
    }

    @Test
    void noticeToAnAdministratorIsForgottenInTime() {
        outbox().delivered(postedToAnAdministrator().id(), Optional.of("a.eml"));
        clock.pass(Duration.ofDays(400));
        sweep(Duration.ZERO);
        assertThat(notices()).isZero();
    }

    @Test
    void whatWaitsIsCountedFromItsOldestWhoeverHasItInHand() {
        var before = outbox().waiting().letters();
        var first = posted(Notice.Kind.CHANGED, Optional.empty());
        clock.pass(Duration.ofSeconds(1));
        posted(Notice.Kind.CHANGED, Optional.empty());
        claimed(1);
        assertThat(outbox().waiting().letters()).isEqualTo(before + 2);
        assertThat(outbox().waiting().oldest()).contains(first.createdAt());
        claimed(10).forEach(notice -> outbox().delivered(notice.id(), Optional.empty()));
        outbox().delivered(first.id(), Optional.empty());
        assertThat(outbox().waiting()).isEqualTo(new Outbox.Waiting(0, Optional.empty()));
    }

    @Test
    void oldestAreClaimedFirstAndComeInTheirOrder() {
        var all = new ArrayList<Notice>();
        for (var i = 0; i < 20; i++) {
            all.add(posted(Notice.Kind.CHANGED, Optional.empty()));
            clock.pass(Duration.ofSeconds(1));
        }
        assertThat(claimed(15)).isEqualTo(all.subList(0, 15));
        assertThat(claimed(15)).isEqualTo(all.subList(15, 20));
    }

    @Test
    void nobodyElseGetsANoticeWithinItsLease() {
        var notice = posted(Notice.Kind.CHANGED, Optional.empty());
        assertThat(claimed(10)).containsExactly(notice);
        clock.pass(LEASE);
        assertThat(claimed(10)).isEmpty();
        clock.pass(Duration.ofMillis(1));
        assertThat(claimed(10)).containsExactly(notice);
    }

    @Test
    void parallelClaimersShareWithoutOverlap() throws Exception {
        for (var i = 0; i < 40; i++) posted(Notice.Kind.CHANGED, Optional.empty());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all =
                    IntStream.range(0, 10).mapToObj(_ -> threads.submit(() -> claimed(7))).toList();
            var ids = new ArrayList<UUID>();
            for (var one : all) one.get().forEach(notice -> ids.add(notice.id()));
            assertThat(ids).hasSize(40).doesNotHaveDuplicates();
        }
    }

    @Test
    void deliveredNoticeLosesItsSecretAndIsAnEventOnce() {
        var notice = posted(Notice.Kind.RESET, Optional.of("sealed"));
        claimed(1);
        outbox().delivered(notice.id(), Optional.of("a.eml"));
        outbox().delivered(notice.id(), Optional.of("b.eml"));
        clock.pass(LEASE.multipliedBy(2));
        assertThat(claimed(10)).isEmpty();
        assertThat(secretsLeft()).isZero();
        assertThat(events(owner()).stream().map(Event::name).toList())
                .containsExactly(Event.Name.MAIL_SENT);
    }

    @Test
    void noticeWithoutAFileIsDeliveredToo() {
        var notice = posted(Notice.Kind.RESET, Optional.of("sealed"));
        claimed(1);
        outbox().delivered(notice.id(), Optional.empty());
        assertThat(secretsLeft()).isZero();
        assertThat(outbox().filesToDelete()).isEmpty();
    }

    @Test
    void postponedNoticeIsClaimedAfterItsMomentWithItsSecret() {
        var notice = posted(Notice.Kind.RESET, Optional.of("sealed"));
        claimed(1);
        outbox().postponed(notice.id(), clock.instant().plusSeconds(60), "451 later");
        clock.pass(Duration.ofSeconds(60));
        assertThat(claimed(1)).isEmpty();
        clock.pass(Duration.ofMillis(1));
        assertThat(claimed(1)).containsExactly(notice);
    }

    @Test
    void postponedNoticeIsToldWithItsFirstTryAndTheLatestWords() {
        var notice = posted(Notice.Kind.RESET, Optional.of("sealed"));
        claimed(1);
        assertThat(outbox().firstTry(notice.id())).isEmpty();
        var first = clock.instant();
        outbox().postponed(notice.id(), first.plusSeconds(60), "451 later");
        clock.pass(Duration.ofSeconds(90));
        var next = clock.instant().plusSeconds(90);
        outbox().postponed(notice.id(), next, "550 relay not permitted");
        assertThat(outbox().firstTry(notice.id())).contains(first);
        var delay = new MailDelay(first, next, "550 relay not permitted");
        assertThat(mailDelay()).contains(delay);
        assertThat(delayedMail()).contains(new MailQueue.Delayed(1, delay));
        outbox().delivered(notice.id(), Optional.empty());
        assertThat(mailDelay()).isEmpty();
        assertThat(delayedMail()).isEmpty();
    }

    @Test
    void retryIsOfThoseThatWaitAndNobodyHasInHand() {
        var waits = posted(Notice.Kind.CHANGED, Optional.empty());
        clock.pass(Duration.ofSeconds(1));
        var underWay = posted(Notice.Kind.LOCKED, Optional.empty());
        clock.pass(Duration.ofSeconds(1));
        posted(Notice.Kind.CHANGED, Optional.empty());
        assertThat(claimed(3)).hasSize(3); // the last one for the first time
        outbox().postponed(underWay.id(), clock.instant().minusSeconds(1), "451 later");
        assertThat(claimed(1)).containsExactly(underWay);
        outbox().postponed(waits.id(), clock.instant().plus(Duration.ofHours(1)), "451 later");
        assertThat(claimed(3)).isEmpty();
        int retried = store().write(work -> work.notices().retry());
        assertThat(retried).isEqualTo(1);
        assertThat(claimed(3)).containsExactly(waits);
    }

    @Test
    void failedNoticeLosesItsSecretAndIsAnEventOnce() {
        var notice = posted(Notice.Kind.RESET, Optional.of("sealed"));
        claimed(1);
        outbox().failed(notice.id(), "Refused 550 5.1.1");
        outbox().failed(notice.id(), "Refused 551");
        outbox().postponed(notice.id(), clock.instant(), "451 later");
        clock.pass(LEASE.multipliedBy(2));
        assertThat(claimed(10)).isEmpty();
        assertThat(secretsLeft()).isZero();
        assertThat(events(owner()))
                .singleElement()
                .satisfies(
                        event -> {
                            assertThat(event.name()).isEqualTo(Event.Name.MAIL_FAILED);
                            assertThat(event.result()).isEqualTo("Refused 550 5.1.1");
                        });
        assertThat(mailFailure().map(MailFailure::why)).contains("Refused 550 5.1.1");
    }

    @Test
    void noticeThatIsVoidDoesNotFail() {
        var old = posted(Notice.Kind.RESET, Optional.of("old"));
        claimed(1);
        posted(Notice.Kind.RESET, Optional.of("new"));
        outbox().failed(old.id(), "Refused 550 5.1.1");
        assertThat(events(owner())).isEmpty();
        assertThat(mailFailure()).isEmpty();
    }

    @Test
    void newerPinMakesAnOlderOneOnItsWayVoid() {
        posted(Notice.Kind.RESET, Optional.of("old"));
        var plain = posted(Notice.Kind.RESET_NOTICE, Optional.empty());
        var newer = posted(Notice.Kind.AUTOMATIC_RESET, Optional.of("new"));
        assertThat(claimed(10)).containsExactlyInAnyOrder(plain, newer);
        assertThat(secretsLeft()).isEqualTo(1);
    }

    @Test
    void cancelledPinIsNeitherClaimedNorKept() {
        posted(Notice.Kind.RESET, Optional.of("old"));
        var other = added("51201");
        store().change(work -> work.notices().cancelPins(other.guid()));
        assertThat(secretsLeft()).isEqualTo(1);
        store().change(work -> work.notices().cancelPins(owner().guid()));
        assertThat(secretsLeft()).isZero();
        assertThat(claimed(10)).isEmpty();
    }

    @Test
    void fileIsToBeDeletedOnceItsPinIsReplaced() {
        delivered(Notice.Kind.RESET, Optional.of("sealed"), "pin.eml");
        delivered(Notice.Kind.CHANGED, Optional.empty(), "plain.eml");
        assertThat(outbox().filesToDelete()).isEmpty();
        store().change(work -> work.mailboxes().save(withVersion(owner(), 2, clock.instant())));
        assertThat(outbox().filesToDelete()).containsExactly("pin.eml");
        outbox().deleted("pin.eml");
        assertThat(outbox().filesToDelete()).isEmpty();
    }

    @Test
    void fileIsToBeDeletedOnceItsPinLapsed() {
        delivered(Notice.Kind.WELCOME, Optional.of("sealed"), "pin.eml");
        clock.pass(Duration.ofDays(7).minusMillis(1));
        assertThat(outbox().filesToDelete()).isEmpty();
        clock.pass(Duration.ofMillis(1));
        assertThat(outbox().filesToDelete()).containsExactly("pin.eml");
    }

    @Test
    void oldNoticesAreForgottenButForThoseUndeliveredOrWithAFileToDelete() {
        delivered(Notice.Kind.CHANGED, Optional.empty(), "plain.eml");
        delivered(Notice.Kind.RESET, Optional.of("sealed"), "pin.eml");
        posted(Notice.Kind.LOCKED, Optional.empty());
        clock.pass(Duration.ofDays(400));
        sweep(Duration.ZERO);
        assertThat(notices()).isEqualTo(2);
        assertThat(outbox().filesToDelete()).containsExactly("pin.eml");
        outbox().deleted("pin.eml");
        sweep(Duration.ZERO);
        assertThat(claimed(10)).extracting(Notice::kind).containsExactly(Notice.Kind.LOCKED);
        assertThat(notices()).isEqualTo(1);
    }

    private void delivered(Notice.Kind kind, Optional<String> sealed, String file) {
        var notice = posted(kind, sealed);
        claimed(1);
        outbox().delivered(notice.id(), Optional.of(file));
    }

    /// How many sealed PINs lie in the outbox.
    private int secretsLeft() {
        return count("outbox where pin_sealed is not null");
    }

    /// How many notices the outbox remembers.
    private int notices() {
        return count("outbox");
    }
}
