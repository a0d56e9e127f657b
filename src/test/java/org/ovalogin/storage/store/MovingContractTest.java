package org.ovalogin.storage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.administration.FailingStore;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.mailbox.Addresses;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.ExtensionLengths;
import org.ovalogin.core.mailbox.Letter;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxDetails;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.mailbox.MailboxOwner;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.moving.Box;
import org.ovalogin.core.moving.BoxOutcome;
import org.ovalogin.core.moving.BoxOwner;
import org.ovalogin.core.moving.BoxRemark;
import org.ovalogin.core.moving.ImportRules;
import org.ovalogin.core.moving.MailboxMoving;
import org.ovalogin.core.moving.MovedIn;
import org.ovalogin.core.moving.MovingPlan;
import org.ovalogin.core.moving.MovingProgress;
import org.ovalogin.core.moving.OldPin;
import org.ovalogin.core.moving.OldPinFinding;
import org.ovalogin.core.moving.OldPinRules;
import org.ovalogin.core.moving.PacedOutbox;
import org.ovalogin.core.moving.PinFate;
import org.ovalogin.core.moving.WelcomeLetters;
import org.ovalogin.core.pin.HashQueue;
import org.ovalogin.core.pin.HashSettings;
import org.ovalogin.core.pin.PinGenerator;
import org.ovalogin.core.signin.CallSource;
import org.ovalogin.core.signin.FailureWork;
import org.ovalogin.core.signin.SignIn;
import org.ovalogin.core.signin.Verdict;
import org.ovalogin.core.store.ImportTurn;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.Outbox;
import org.ovalogin.core.store.PinSafe;
import org.ovalogin.core.store.StagedPin;
import org.ovalogin.core.store.StoreException;
import org.ovalogin.core.vault.Vault;
import org.ovalogin.core.vault.VaultKey;
import org.ovalogin.storage.database.DataFolder;
import org.ovalogin.storage.database.SealedTexts;

/// Boxes of another voice mail become mailboxes, whole and once.
class MovingContractTest extends EachDatabase {
    private static final Actor ACTOR = Actor.local("test");
    private static final CallSource OUTSIDE =
            new CallSource("0123", "PJSIP/trunk", "127.0.0.1", Optional.empty());
    private static final MovingProgress SILENT =
            new MovingProgress() {
                @Override
                public void hashed(long done, long total) {}

                @Override
                public void live(long done, long total) {}
            };

    private final HashQueue queue =
            new HashQueue(Site.HASHER, new HashSettings(2, 100, Duration.ofSeconds(20)));
    private final VaultKey key = new VaultKey("test", new byte[VaultKey.SECRET_BYTES]);
    private final VaultKey newKey = new VaultKey("next", new byte[VaultKey.SECRET_BYTES]);
    private final PinSafe safe = new PinSafe(new Vault(key, List.of()));
    private final PinGenerator generator = new PinGenerator(new SecureRandom());

    @AfterEach
    void closeQueue() {
        queue.close();
    }

    private MailboxMoving moving(MailboxStore store) {
        return new MailboxMoving(
                store,
                safe,
                queue,
                2,
                generator,
                new SqlImportTurns(database(), DataFolder.openOrCreate(folder.resolve("data"))));
    }

    private Outbox paced(int perMinute) {
        return new PacedOutbox(
                outbox(),
                new WelcomeLetters(
                        store(),
                        safe,
                        queue,
                        generator,
                        new MemoryBuckets(() -> clock.instant().toEpochMilli() * 1_000_000),
                        perMinute));
    }

    private static Box box(String number, String name, String pin, BoxRemark... remarks) {
        return new Box(
                "default",
                List.of(number),
                new BoxOwner(
                        name,
                        List.of(name.toLowerCase(Locale.ROOT) + "@contoso.com"),
                        List.of(),
                        Optional.of("fr_CA"),
                        Optional.of("Europe/Paris")),
                OldPin.of(pin.toCharArray()),
                Set.of(remarks),
                "voicemail.conf:" + number);
    }

    /// One of each kind. Good, too short, weak, equal to the extension, none.
    private static List<Box> boxes() {
        return List.of(
                box("50001", "Ann", "860293"),
                box("50002", "Bob", "4807"),
                box("50003", "Cid", "1234"),
                box("50004", "Dan", "50004"),
                box("50005", "Eve", "", BoxRemark.NO_PIN_ASKED));
    }

    private static final List<String> OLD_PINS = List.of("860293", "4807", "1234");

    private MovedIn moveIn(List<Box> boxes, ImportRules rules) {
        var moving = moving(store());
        return moving.carryOut(moving.plan(boxes, rules, ACTOR), ACTOR, SILENT);
    }

    private Mailbox mailbox(String plan, String number) {
        return store().read(view -> view.mailboxes().find(new MailboxKey(plan, number)))
                .orElseThrow();
    }

    private SignIn signIn() {
        return new SignIn(
                store(),
                safe,
                queue,
                new FailureWork(store(), safe, queue, generator),
                Site.unlimited(store(), safe),
                Runnable::run);
    }

    private Verdict attempt(String number, String pin, CallSource source) {
        return signIn().attempt(new MailboxKey("default", number), Site.pin(pin), source);
    }

    private static CallSource ownPhone(String number) {
        return new CallSource(
                number,
                "PJSIP/" + number,
                "127.0.0.1",
                Optional.of(new MailboxKey("default", number)));
    }

    private static ImportRules rules(Function<ImportRules, ImportRules> change) {
        return change.apply(ImportRules.DEFAULT);
    }

    private static ImportRules with(ImportRules.OnConflict onConflict) {
        return rules(
                r ->
                        new ImportRules(
                                r.dialPlan(),
                                r.policy(),
                                r.pins(),
                                r.pinless(),
                                r.welcome(),
                                onConflict));
    }

    private static ImportRules with(ImportRules.Welcome welcome) {
        return rules(
                r ->
                        new ImportRules(
                                r.dialPlan(),
                                r.policy(),
                                r.pins(),
                                r.pinless(),
                                welcome,
                                r.onConflict()));
    }

    private static List<BoxOutcome.Kind> kinds(MovingPlan plan) {
        return plan.outcomes().stream().map(BoxOutcome::kind).toList();
    }

    @Test
    void aPlanCountsPinsAndChangesNothing() {
        var before = RowInEachTable.of(database());
        try (var plan = moving(store()).plan(boxes(), ImportRules.DEFAULT, ACTOR)) {
            assertThat(kinds(plan)).containsOnly(BoxOutcome.Kind.NEW).hasSize(5);
            assertThat(plan.findings())
                    .isEqualTo(
                            Map.of(
                                    OldPinFinding.GOOD, 1L,
                                    OldPinFinding.TOO_SHORT, 1L,
                                    OldPinFinding.SEQUENTIAL, 1L,
                                    OldPinFinding.EQUALS_EXTENSION, 1L,
                                    OldPinFinding.EMPTY, 1L));
            assertThat(plan.fates().get(PinFate.GENERATED)).isEqualTo(2);
            // A random GUID may have these digits.
            assertThat(plan.toString().replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "GUID"))
                    .doesNotContain("860293", "4807", "1234");
        }
        assertThat(RowInEachTable.of(database())).isEqualTo(before);
    }

    @Test
    void pinsOpenAsTheyDidAsFarAsTheyAreSafe() {
        assertThat(moveIn(boxes(), ImportRules.DEFAULT).enabled()).isEqualTo(5);
        assertThat(attempt("50001", "860293", OUTSIDE)).isInstanceOf(Verdict.Admitted.class);
        assertThat(attempt("50002", "4807", OUTSIDE))
                .isInstanceOfSatisfying(
                        Verdict.MustChange.class,
                        m -> assertThat(m.why()).isEqualTo(Verdict.Why.REQUIRED));
        assertThat(attempt("50003", "1234", OUTSIDE)).isInstanceOf(Verdict.Refused.class);
        assertThat(mailbox("default", "50003").lockouts().outside().failures()).isEqualTo(1);
        assertThat(attempt("50003", "1234", ownPhone("50003")))
                .isInstanceOf(Verdict.MustChange.class);
        assertThat(attempt("50004", "50004", ownPhone("50004")))
                .isInstanceOf(Verdict.Refused.class);
        assertThat(mailbox("default", "50001").firstTimeUser()).isFalse();
        assertThat(mailbox("default", "50004").firstTimeUser()).isTrue();
    }

    @Test
    void pinsToBeChangedLapseByTheLifetimeOfTheImport() {
        var rules =
                rules(
                        r ->
                                new ImportRules(
                                        r.dialPlan(),
                                        r.policy(),
                                        new OldPinRules(
                                                OldPinRules.Treatment.KEEP,
                                                OldPinRules.Weak.OWN_PHONE,
                                                Duration.ofDays(60),
                                                Optional.of(
                                                        clock.instant().plus(Duration.ofDays(10)))),
                                        r.pinless(),
                                        r.welcome(),
                                        r.onConflict()));
        moveIn(boxes(), rules);
        clock.pass(Duration.ofDays(69));
        assertThat(attempt("50002", "4807", OUTSIDE)).isInstanceOf(Verdict.MustChange.class);
        clock.pass(Duration.ofDays(1));
        assertThat(attempt("50002", "4807", OUTSIDE)).isInstanceOf(Verdict.Refused.class);
        assertThat(attempt("50003", "1234", ownPhone("50003"))).isInstanceOf(Verdict.Refused.class);
        assertThat(count("event where name = 'SIGN_IN' and result = 'Lapsed'")).isEqualTo(2);
    }

    @Test
    void runAgainItWritesNothing() {
        moveIn(boxes(), ImportRules.DEFAULT);
        var before = RowInEachTable.of(database());
        var moving = moving(store());
        var plan = moving.plan(boxes(), ImportRules.DEFAULT, ACTOR);
        assertThat(kinds(plan)).containsOnly(BoxOutcome.Kind.UNCHANGED);
        assertThat(plan.idle()).isTrue();
        assertThat(moving.carryOut(plan, ACTOR, SILENT).enabled()).isZero();
        assertThat(RowInEachTable.of(database())).isEqualTo(before);
    }

    @Test
    void aChangeThereIsTakenAndAnAdministratorsChangeHereStays() {
        moveIn(boxes(), ImportRules.DEFAULT);
        store().change(
                        work -> {
                            var ann =
                                    work.mailboxes()
                                            .find(new MailboxKey("default", "50001"))
                                            .orElseThrow();
                            var owner =
                                    new MailboxOwner(
                                            ann.addresses(),
                                            ann.aliases(),
                                            "Ann Smith",
                                            Optional.of(Language.DE),
                                            ann.timeZone());
                            var details =
                                    new MailboxDetails(
                                            ann.policy().guid(),
                                            ann.extensions(),
                                            owner,
                                            ann.access());
                            work.mailboxes().save(ann.with(details, ann.policy()));
                        });
        var pin = mailbox("default", "50001").pin();
        var there = new ArrayList<>(boxes());
        var was = there.getFirst();
        there.set(
                0,
                new Box(
                        was.context(),
                        was.numbers(),
                        new BoxOwner(
                                "Ann",
                                was.owner().addresses(),
                                was.owner().aliases(),
                                Optional.of("it"),
                                was.owner().timeZone()),
                        OldPin.of("111".toCharArray()),
                        was.remarks(),
                        was.where()));
        var moving = moving(store());
        var plan = moving.plan(there, ImportRules.DEFAULT, ACTOR);
        assertThat(plan.outcomes().getFirst().reasons()).containsExactly("language");
        assertThat(moving.carryOut(plan, ACTOR, SILENT).changed()).isEqualTo(1);
        var ann = mailbox("default", "50001");
        assertThat(ann.displayName()).isEqualTo("Ann Smith");
        assertThat(ann.language()).contains(Language.IT);
        assertThat(ann.pin()).isEqualTo(pin);
        assertThat(kinds(moving.plan(there, ImportRules.DEFAULT, ACTOR)))
                .containsOnly(BoxOutcome.Kind.UNCHANGED);
    }

    @Test
    void aMailboxThatWasNotMovedInIsAConflict() {
        added("50001");
        var moving = moving(store());
        var plan = moving.plan(boxes(), with(ImportRules.OnConflict.STOP), ACTOR);
        assertThat(plan.all(BoxOutcome.Kind.CONFLICT)).hasSize(1);
        assertThatThrownBy(() -> moving.carryOut(plan, ACTOR, SILENT)).isInstanceOf(NotDone.class);
        assertThat(count("mailbox")).isEqualTo(1);
        assertThat(moveIn(boxes(), with(ImportRules.OnConflict.SKIP)).enabled()).isEqualTo(4);
        var pin = mailbox("default", "50001").pin();
        assertThat(moveIn(boxes(), with(ImportRules.OnConflict.UPDATE)).changed()).isEqualTo(1);
        assertThat(mailbox("default", "50001").displayName()).isEqualTo("Ann");
        assertThat(mailbox("default", "50001").pin()).isEqualTo(pin);
    }

    @Test
    void aMailboxEnabledMeanwhileIsToldAndStopsNoOther() {
        var moving = moving(store());
        var plan = moving.plan(boxes(), ImportRules.DEFAULT, ACTOR);
        added("50002");
        var done = moving.carryOut(plan, ACTOR, SILENT);
        assertThat(done.enabled()).isEqualTo(4);
        assertThat(done.notDone())
                .singleElement()
                .satisfies(o -> assertThat(o.box().numbers()).containsExactly("50002"));
        assertThat(count("staged_pin")).isZero();
    }

    @Test
    void oneImportAtATime() throws Exception {
        try (ImportTurn _ =
                new SqlImportTurns(database(), DataFolder.openOrCreate(folder.resolve("data")))
                        .take()
                        .orElseThrow()) {
            var moving = moving(store());
            var plan = moving.plan(boxes(), ImportRules.DEFAULT, ACTOR);
            assertThatThrownBy(() -> moving.carryOut(plan, ACTOR, SILENT))
                    .isInstanceOf(NotDone.class)
                    .hasMessageContaining("another import is running");
        }
        assertThat(moveIn(boxes(), ImportRules.DEFAULT).enabled()).isEqualTo(5);
    }

    @Test
    void noOldPinIsAnywhere() {
        moveIn(boxes(), ImportRules.DEFAULT);
        var texts =
                RowInEachTable.of(database()).values().stream()
                        .flatMap(List::stream)
                        .flatMap(row -> Arrays.stream(row.split("[^0-9A-Za-z]+")))
                        .toList();
        assertThat(texts).doesNotContainAnyElementsOf(OLD_PINS);
        assertThat(count("staged_pin")).isZero();
    }

    @Test
    void boxesHaveTheirPinsWipedOnceTheyAreHashed() {
        var boxes = boxes();
        moveIn(boxes, ImportRules.DEFAULT);
        assertThat(boxes)
                .allSatisfy(box -> assertThat(box.pin().pin()).as("PIN of a box").isEmpty());
    }

    /// Mailboxes without what is random or depends on the number of tries.
    private Map<String, String> outcome() {
        var end = new TreeMap<String, String>();
        for (var mailbox : store().read(view -> view.mailboxes().all()))
            end.put(
                    mailbox.extensions().getFirst(),
                    "%s %s %s".formatted(mailbox.owner(), mailbox.pin(), mailbox.logons()));
        return end;
    }

    @Test
    void interruptedAtAnyWriteItComesToTheSameEnd() {
        moveIn(boxes(), ImportRules.DEFAULT);
        var wanted = outcome();
        var when = FailingStore.When.values();
        for (var failing = 1; ; failing++) {
            for (var moment : when) {
                clear();
                var broken = moving(new FailingStore(store(), failing, moment));
                var plan = broken.plan(boxes(), ImportRules.DEFAULT, ACTOR);
                try {
                    broken.carryOut(plan, ACTOR, SILENT);
                    if (moment == FailingStore.When.AFTER_COMMIT) return;
                } catch (StoreException _) {
                    // interrupted; none or all of them are live
                    assertThat(count("mailbox")).isIn(0, wanted.size());
                }
                moveIn(boxes(), ImportRules.DEFAULT);
                assertThat(outcome()).as("write %d %s", failing, moment).isEqualTo(wanted);
                assertThat(count("staged_pin")).isZero();
                assertThat(count("outbox")).isEqualTo(5);
            }
        }
    }

    private void clear() {
        store().change(work -> work.mailboxes().all().forEach(work.mailboxes()::remove));
    }

    @Test
    void anInterruptedImportLeavesNothingToGuessByButHashes() {
        var hashed = new ArrayList<Long>();
        MovingProgress stopping =
                new MovingProgress() {
                    @Override
                    public void hashed(long done, long total) {
                        hashed.add(total);
                    }

                    @Override
                    public void live(long done, long total) {
                        throw new IllegalStateException("stopped");
                    }
                };
        var moving = moving(store());
        var first = moving.plan(boxes(), ImportRules.DEFAULT, ACTOR);
        assertThatThrownBy(() -> moving.carryOut(first, ACTOR, stopping)).hasMessage("stopped");
        assertThat(count("staged_pin")).isEqualTo(3);
        var left = staged();
        var second = moving.plan(withAnotherPin(), ImportRules.DEFAULT, ACTOR);
        assertThatThrownBy(() -> moving.carryOut(second, ACTOR, stopping)).hasMessage("stopped");
        assertThat(hashed).containsExactly(3L, 3L, 3L, 3L);
        assertThat(staged()).isNotEmpty().doesNotContainAnyElementsOf(left);
        moveIn(withAnotherPin(), ImportRules.DEFAULT);
        assertThat(attempt("50001", "739164", OUTSIDE)).isInstanceOf(Verdict.Admitted.class);
        assertThat(attempt("50002", "4807", OUTSIDE)).isInstanceOf(Verdict.MustChange.class);
    }

    /// Long values in the rows of staged PINs. One that came again would tell that a PIN is the
    /// same.
    private List<String> staged() {
        return Optional.ofNullable(RowInEachTable.of(database()).get("staged_pin")).stream()
                .flatMap(List::stream)
                .flatMap(row -> Arrays.stream(row.split("[\\[\\], ]+")))
                .filter(value -> value.length() > 20)
                .toList();
    }

    private static List<Box> withAnotherPin() {
        var changed = new ArrayList<>(boxes());
        changed.set(0, box("50001", "Ann", "739164"));
        return changed;
    }

    @Test
    void stagedPinsComeUnderAnotherKeyWithAllOthers() {
        var moving = moving(store());
        var plan = moving.plan(boxes(), ImportRules.DEFAULT, ACTOR);
        var stopping =
                new MovingProgress() {
                    @Override
                    public void hashed(long done, long total) {}

                    @Override
                    public void live(long done, long total) {
                        throw new IllegalStateException("stopped");
                    }
                };
        assertThatThrownBy(() -> moving.carryOut(plan, ACTOR, stopping)).hasMessage("stopped");
        var both = new PinSafe(new Vault(newKey, List.of(key)));
        var batch =
                database()
                        .writer()
                        .inTransaction(
                                h ->
                                        new SealedTexts(h)
                                                .next(SealedTexts.Place.STAGED, "next", "", both));
        assertThat(batch.sealed()).isEqualTo(3);
        assertThat(count("staged_pin where sealed like 'v1:next:%'")).isEqualTo(3);
    }

    @Test
    void whatIsLeftOfAnImportGoesAfterAWeek() {
        store().change(
                        work ->
                                work.moving()
                                        .stage(
                                                List.of(
                                                        new StagedPin(
                                                                UUID.randomUUID(),
                                                                new MailboxKey("default", "1"),
                                                                "sealed"))));
        clock.pass(Duration.ofDays(6));
        sweep(Event.KEPT);
        assertThat(count("staged_pin")).isEqualTo(1);
        clock.pass(Duration.ofDays(2));
        sweep(Event.KEPT);
        assertThat(count("staged_pin")).isZero();
    }

    @Test
    void aGeneratedPinIsMadeWhenItsLetterIsDue() {
        var due = clock.instant().plus(Duration.ofDays(14));
        moveIn(boxes(), with(new ImportRules.Welcome.At(due)));
        var outbox = paced(6_000);
        assertThat(outbox.claim(10, Duration.ofMinutes(1))).isEmpty();
        assertThat(outbox.waiting().letters()).isZero();
        var before = mailbox("default", "50004");
        assertThat(before.lapsed(clock.instant())).isTrue();
        clock.set(due);
        var letters = all(outbox);
        assertThat(letters).hasSize(5);
        var dan = letters.stream().filter(l -> l.name().equals("Dan")).findFirst().orElseThrow();
        assertThat(dan.notice().kind()).isEqualTo(Notice.Kind.WELCOME);
        var pin = safe.secret(dan.notice()).orElseThrow();
        assertThat(mailbox("default", "50004").pin().version())
                .isEqualTo(before.pin().version() + 1);
        assertThat(attempt("50004", pin, OUTSIDE))
                .isInstanceOfSatisfying(
                        Verdict.MustChange.class,
                        m -> assertThat(m.why()).isEqualTo(Verdict.Why.FIRST_TIME));
        clock.pass(Duration.ofDays(7));
        assertThat(mailbox("default", "50005").lapsed(clock.instant())).isTrue();
        assertThat(
                        letters.stream()
                                .filter(l -> l.notice().kind() == Notice.Kind.MOVED_IN)
                                .map(Letter::name))
                .containsExactlyInAnyOrder("Ann", "Bob", "Cid");
    }

    private List<Letter> all(Outbox outbox) {
        return Stream.generate(() -> outbox.claim(1, Duration.ofHours(1)))
                .takeWhile(bag -> !bag.isEmpty())
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void aResetBeforeTheLetterMakesItVoid() {
        moveIn(boxes(), with(new ImportRules.Welcome.At(clock.instant().plusSeconds(60))));
        store().change(
                        work -> {
                            var dan =
                                    work.mailboxes()
                                            .find(new MailboxKey("default", "50004"))
                                            .orElseThrow();
                            work.notices().cancelPins(dan.guid());
                            work.mailboxes()
                                    .save(dan.with(dan.pin().given("x", clock.instant(), true)));
                        });
        clock.pass(Duration.ofMinutes(2));
        assertThat(all(paced(6_000))).extracting(Letter::name).doesNotContain("Dan").hasSize(4);
        assertThat(mailbox("default", "50004").pin().version()).isEqualTo(2);
    }

    @Test
    void theRateBoundsLettersOfImportsAndNoOther() {
        moveIn(boxes(), ImportRules.DEFAULT);
        var tony = added("51234");
        store().change(
                        work ->
                                work.notices()
                                        .post(
                                                Notice.plain(
                                                        Notice.Kind.LOCKED,
                                                        tony,
                                                        clock.instant().plusMillis(1),
                                                        "",
                                                        3)));
        var outbox = paced(60);
        clock.pass(Duration.ofMillis(2));
        assertThat(all(outbox)).extracting(l -> l.notice().kind()).startsWith(Notice.Kind.LOCKED);
        var taken = new ArrayList<Integer>();
        for (var second = 0; second < 5; second++) {
            clock.pass(Duration.ofSeconds(1));
            taken.add(all(outbox).size());
        }
        assertThat(taken).containsExactly(1, 1, 1, 1, 0);
    }

    @Test
    void withoutPinTheMailboxIsLockedByTheAdministratorAndNobodyIsWrittenTo() {
        var none =
                rules(
                        r ->
                                new ImportRules(
                                        r.dialPlan(),
                                        r.policy(),
                                        new OldPinRules(
                                                OldPinRules.Treatment.NONE,
                                                OldPinRules.Weak.OWN_PHONE,
                                                Duration.ofDays(60),
                                                Optional.empty()),
                                        true,
                                        r.welcome(),
                                        r.onConflict()));
        var done = moveIn(boxes(), none);
        assertThat(done.locked()).hasSize(5);
        assertThat(count("outbox")).isZero();
        assertThat(mailbox("default", "50001").lockouts().lockedByAdministrator()).isTrue();
        assertThat(mailbox("default", "50005").pinless()).isTrue();
        assertThat(mailbox("default", "50001").pinless()).isFalse();
        assertThat(attempt("50001", "860293", OUTSIDE)).isInstanceOf(Verdict.Refused.class);
        assertThat(count("event where result = 'Locked'")).isEqualTo(1);
    }

    @Test
    void aContextBecomesADialPlanOfItsName() {
        var sales =
                new Box(
                        "sales",
                        List.of("4001"),
                        box("4001", "Ann", "860293").owner(),
                        OldPin.of("860293".toCharArray()),
                        Set.of(),
                        "voicemail.conf:9");
        assertThat(moveIn(List.of(sales), ImportRules.DEFAULT).enabled()).isEqualTo(1);
        var ann = mailbox("sales", "4001");
        assertThat(ann.voicemailBox()).isEqualTo("4001@sales");
        assertThat(ann.policy().name()).isEqualTo("sales Default Policy");
        assertThat(count("event where name = 'DIAL_PLAN_CHANGED' and result = 'Created'"))
                .isEqualTo(1);
    }

    @Test
    void aDialPlanTakesTheLengthsThatOccur() {
        moveIn(
                List.of(box("401", "Ann", "860293"), box("4002", "Bob", "860293")),
                ImportRules.DEFAULT);
        assertThat(mailbox("default", "401").dialPlan().extensionLengths())
                .isEqualTo(new ExtensionLengths(3, 4));
        moveIn(List.of(box("500003", "Cid", "860293")), ImportRules.DEFAULT);
        assertThat(mailbox("default", "401").dialPlan().extensionLengths())
                .isEqualTo(new ExtensionLengths(3, 6));
        assertThat(attempt("401", "860293", OUTSIDE)).isInstanceOf(Verdict.Admitted.class);
    }

    @Test
    void boxesThatCannotMoveInAreToldWithTheReason() {
        var boxes =
                List.of(
                        box("tony", "Ann", "860293"),
                        box("50001", "Bob", "860293", BoxRemark.OVERRIDDEN),
                        box("50001", "Cid", "860293"),
                        box("50001", "Dan", "860293"),
                        box("123456789012345678901", "Eve", "860293"));
        try (var plan = moving(store()).plan(boxes, ImportRules.DEFAULT, ACTOR)) {
            assertThat(kinds(plan))
                    .containsExactly(
                            BoxOutcome.Kind.LEFT_OUT,
                            BoxOutcome.Kind.LEFT_OUT,
                            BoxOutcome.Kind.NEW,
                            BoxOutcome.Kind.LEFT_OUT,
                            BoxOutcome.Kind.LEFT_OUT);
            assertThat(plan.outcomes().get(3).reasons())
                    .containsExactly("an earlier box has the same number");
            assertThat(plan.outcomes().getFirst().reasons())
                    .containsExactly("mailbox 'tony' is not allowed; allowed: 1 to 20 digits");
        }
    }

    @Test
    void ofTwoBoxesWithOneNumberTheFirstCounts() {
        var two =
                new Box(
                        "default",
                        List.of("50001", "50002"),
                        box("50001", "Ann", "860293").owner(),
                        OldPin.of("860293".toCharArray()),
                        Set.of(),
                        "people.csv:2");
        var boxes = List.of(two, box("50002", "Bob", "714935"), box("50003", "Cid", "714935"));
        try (var plan = moving(store()).plan(boxes, ImportRules.DEFAULT, ACTOR)) {
            assertThat(kinds(plan))
                    .containsExactly(
                            BoxOutcome.Kind.NEW, BoxOutcome.Kind.LEFT_OUT, BoxOutcome.Kind.NEW);
            assertThat(plan.outcomes().get(1).reasons())
                    .containsExactly("an earlier box has the same number");
        }
    }

    private static Box box(String number, List<String> addresses, List<String> aliases) {
        return new Box(
                "default",
                List.of(number),
                new BoxOwner("", addresses, aliases, Optional.of("xx"), Optional.empty()),
                OldPin.of(number.toCharArray()),
                Set.of(),
                "voicemail.conf:" + number);
    }

    @Test
    void addressesMayBeMissingSharedSeveralOrBad() {
        added("51234");
        var boxes =
                List.of(
                        box("50001", List.of(), List.of()),
                        box("50002", List.of("team@contoso.com", "b@contoso.com"), List.of()),
                        box("50003", List.of("no address", "Team@contoso.com"), List.of("fax")),
                        box("50004", List.of("51234@contoso.com"), List.of("fax", "d")));
        var moving = moving(store());
        var plan = moving.plan(boxes, ImportRules.DEFAULT, ACTOR);
        assertThat(plan.outcomes()).extracting(o -> o.reasons().size()).containsExactly(2, 2, 3, 3);
        assertThat(plan.fates()).isEqualTo(Map.of(PinFate.NONE, 1L, PinFate.GENERATED, 3L));
        var done = moving.carryOut(plan, ACTOR, SILENT);
        assertThat(done.enabled()).isEqualTo(4);
        assertThat(done.locked())
                .extracting(o -> o.box().numbers().getFirst())
                .containsExactly("50001");
        assertThat(mailbox("default", "50001").addresses()).isEqualTo(Addresses.NONE);
        assertThat(mailbox("default", "50001").displayName()).isEqualTo("50001");
        assertThat(mailbox("default", "50002").addresses())
                .isEqualTo(
                        new Addresses(
                                Optional.of("team@contoso.com"),
                                true,
                                List.of("b@contoso.com"),
                                false));
        assertThat(mailbox("default", "50003").addresses().shared()).isTrue();
        assertThat(mailbox("default", "50004").addresses().shared()).isTrue();
        assertThat(mailbox("default", "51234").addresses().shared()).isFalse();
        assertThat(mailbox("default", "50004").aliases()).containsExactly("d");
        assertThat(kinds(moving.plan(boxes, ImportRules.DEFAULT, ACTOR)))
                .containsOnly(BoxOutcome.Kind.UNCHANGED);
    }

    @Test
    void noFileAddsAnAddressToWhichPinsGo() {
        moveIn(
                List.of(box("50001", List.of("a@contoso.com", "b@contoso.com"), List.of())),
                ImportRules.DEFAULT);
        var found = mailbox("default", "50001");
        var on = new Addresses(found.address(), false, List.of("b@contoso.com"), true);
        store().change(
                        work ->
                                work.mailboxes()
                                        .save(changed(found, draft -> draft.addresses = on)));
        var there =
                List.of(
                        box(
                                "50001",
                                List.of("a@contoso.com", "B@contoso.com", "c@evil.example"),
                                List.of()));
        var moving = moving(store());
        var plan = moving.plan(there, ImportRules.DEFAULT, ACTOR);
        assertThat(plan.outcomes().getFirst().reasons())
                .last()
                .asString()
                .isEqualTo(
                        "further addresses are left out: PINs would go there (PINToNotifyAddresses)");
        moving.carryOut(plan, ACTOR, SILENT);
        assertThat(mailbox("default", "50001").addresses().forPins())
                .usingElementComparator(String::compareToIgnoreCase)
                .containsExactly("a@contoso.com", "b@contoso.com");
    }

    @Test
    void anAddressThatGoesThereGoesHere() {
        moveIn(boxes(), ImportRules.DEFAULT);
        var there = new ArrayList<>(boxes());
        there.set(0, box("50001", List.of(), List.of()));
        moveIn(there, ImportRules.DEFAULT);
        assertThat(mailbox("default", "50001").address()).isEmpty();
        assertThat(attempt("50001", "860293", OUTSIDE)).isInstanceOf(Verdict.Admitted.class);
    }

    @Test
    void eventsTellOfTheImportAndOfEachMailbox() {
        moveIn(boxes(), ImportRules.DEFAULT);
        assertThat(count("event where name = 'ENABLED' and from_where = 'import'")).isEqualTo(5);
        assertThat(count("event where name = 'IMPORTED' and subject = '5 enabled, 0 changed'"))
                .isEqualTo(1);
        assertThat(count("event")).isEqualTo(6);
        assertThat(Instant.ofEpochMilli(clock.millis()))
                .isEqualTo(mailbox("default", "50001").pin().setAt());
    }
}
