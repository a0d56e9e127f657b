package org.ovalogin.storage.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.moving.Box;
import org.ovalogin.core.moving.BoxOwner;
import org.ovalogin.core.moving.ImportRules;
import org.ovalogin.core.moving.MailboxMoving;
import org.ovalogin.core.moving.MovedIn;
import org.ovalogin.core.moving.MovingProgress;
import org.ovalogin.core.moving.OldPin;
import org.ovalogin.core.pin.HashQueue;
import org.ovalogin.core.pin.HashSettings;
import org.ovalogin.core.pin.PinGenerator;
import org.ovalogin.core.store.Arrivals;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.PinSafe;
import org.ovalogin.core.store.ReadyArrivals;
import org.ovalogin.core.vault.Vault;
import org.ovalogin.core.vault.VaultKey;
import org.ovalogin.storage.database.DataFolder;

/// The transaction in which mailboxes of an import become live, for which SQLite's other writers
/// wait.
class ArrivalContractTest extends EachDatabase {
    private static final Actor ACTOR = Actor.local("test");

    private final HashQueue queue =
            new HashQueue(Site.HASHER, new HashSettings(2, 100, Duration.ofSeconds(20)));
    private final PinSafe safe =
            new PinSafe(
                    new Vault(new VaultKey("test", new byte[VaultKey.SECRET_BYTES]), List.of()));

    @AfterEach
    void closeQueue() {
        queue.close();
    }

    /// Notes the calls of each transaction that writes, and lets others write between look and
    /// transaction.
    private final class Overheard implements MailboxStore {
        private final List<List<String>> transactions = new ArrayList<>();
        private Runnable meanwhile = () -> {};

        @Override
        public <T> T write(Function<Work, T> work) {
            return store().write(
                            w -> {
                                var calls = new ArrayList<String>();
                                transactions.add(calls);
                                return work.apply(noting(Work.class, w, calls));
                            });
        }

        @Override
        public <T> T read(Function<View, T> look) {
            return store().read(look);
        }

        @Override
        public ReadyArrivals ready(Arrivals arrivals) {
            meanwhile.run();
            return store().ready(arrivals);
        }

        List<String> live() {
            return transactions.stream()
                    .filter(calls -> calls.contains("arrive"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static <T> T noting(Class<T> type, Object subject, List<String> calls) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, arguments) -> {
                            var result = invoke(method, subject, arguments);
                            if (type == MailboxStore.Work.class
                                    && method.getReturnType().isInterface())
                                return noting(method.getReturnType(), result, calls);
                            calls.add(method.getName());
                            return result;
                        }));
    }

    private static Object invoke(Method method, Object subject, Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(subject, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static List<Box> boxes(int number) {
        return IntStream.range(0, number)
                .mapToObj(
                        i ->
                                new Box(
                                        "default",
                                        List.of(String.valueOf(50_000 + i)),
                                        new BoxOwner(
                                                "Owner " + i,
                                                List.of("owner%d@contoso.com".formatted(i)),
                                                List.of("alias" + i),
                                                Optional.empty(),
                                                Optional.empty()),
                                        OldPin.of((i % 2 == 0 ? "860293" : "").toCharArray()),
                                        Set.of(),
                                        "voicemail.conf:" + i))
                .toList();
    }

    private MovedIn moveIn(Overheard store, int number) {
        var moving =
                new MailboxMoving(
                        store,
                        safe,
                        queue,
                        2,
                        new PinGenerator(new SecureRandom()),
                        new SqlImportTurns(
                                database(), DataFolder.openOrCreate(folder.resolve("data"))));
        return moving.carryOut(
                moving.plan(boxes(number), ImportRules.DEFAULT, ACTOR),
                ACTOR,
                new MovingProgress() {
                    @Override
                    public void hashed(long done, long total) {}

                    @Override
                    public void live(long done, long total) {}
                });
    }

    @Test
    void itsCallsDoNotGrowWithTheNumberOfBoxes() {
        for (var number : List.of(2, 70)) {
            store().change(w -> w.mailboxes().all().forEach(w.mailboxes()::remove));
            var overheard = new Overheard();
            assertThat(moveIn(overheard, number).enabled()).isEqualTo(number);
            assertThat(overheard.live())
                    .as("%d boxes", number)
                    .containsExactly("renamedSince", "arrive");
        }
        assertThat(count("moved_box")).isEqualTo(70);
        assertThat(count("alias")).isEqualTo(70);
        assertThat(count("outbox")).isEqualTo(70);
    }

    @Test
    void aMailboxEnabledAfterTheLookIsToldAndStopsNoOther() {
        var overheard = new Overheard();
        overheard.meanwhile = () -> enabled("50002");
        var done = moveIn(overheard, 5);
        assertThat(done.enabled()).isEqualTo(4);
        assertThat(done.notDone())
                .singleElement()
                .satisfies(o -> assertThat(o.box().numbers()).containsExactly("50002"));
        assertThat(overheard.live())
                .startsWith("renamedSince")
                .contains("aliasesTaken")
                .endsWith("arrive");
        assertThat(count("staged_pin")).isZero();
        assertThat(seen(v -> v.mailboxes().find(new MailboxKey("default", "50004")))).isPresent();
    }

    @Test
    void extensionsThatTheDialPlanNoLongerHasAreTold() {
        var overheard = new Overheard();
        overheard.meanwhile =
                () ->
                        changed(
                                work ->
                                        work.dialPlans()
                                                .save(
                                                        DialPlan.named("default")
                                                                .with(
                                                                        d ->
                                                                                d
                                                                                                .numberOfDigitsInExtension =
                                                                                        4)));
        var done = moveIn(overheard, 3);
        assertThat(done.enabled()).isZero();
        assertThat(done.notDone()).hasSize(3);
        assertThat(count("mailbox")).isZero();
    }

    @Test
    void aDialPlanRemovedMeanwhileIsTold() {
        var overheard = new Overheard();
        overheard.meanwhile =
                () -> changed(work -> work.dialPlans().remove(DialPlan.named("default")));
        var done = moveIn(overheard, 3);
        assertThat(done.notDone()).hasSize(3);
        assertThat(count("mailbox")).isZero();
    }

    private void changed(Consumer<MailboxStore.Work> change) {
        store().change(
                        work -> {
                            change.accept(work);
                            work.events()
                                    .append(
                                            Event.about(
                                                    work.now(),
                                                    Event.Name.DIAL_PLAN_CHANGED,
                                                    "Changed",
                                                    "default",
                                                    "default",
                                                    ORIGIN));
                        });
    }

    /// As another administrator does it, with an event.
    private void enabled(String extension) {
        store().change(
                        work -> {
                            var mailbox = mailbox(extension);
                            work.mailboxes().add(mailbox);
                            work.events()
                                    .append(
                                            Event.of(
                                                    work.now(),
                                                    Event.Name.ENABLED,
                                                    mailbox,
                                                    ORIGIN));
                        });
    }
}
