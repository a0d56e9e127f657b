package org.ovalogin.storage.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.account.Account;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.Delay;
import org.ovalogin.core.account.Milestone;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.account.Token;
import org.ovalogin.core.account.WebSession;
import org.ovalogin.core.bulk.BulkJob;
import org.ovalogin.core.bulk.BulkWork;
import org.ovalogin.core.bulk.ItemOutcome;
import org.ovalogin.core.bulk.JobAuthor;
import org.ovalogin.core.bulk.JobItem;
import org.ovalogin.core.bulk.JobOrder;
import org.ovalogin.core.mailbox.Addresses;
import org.ovalogin.core.mailbox.Admission;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Logons;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.mailbox.MailboxOwner;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.Numbering;
import org.ovalogin.core.mailbox.PhoneAccess;
import org.ovalogin.core.mailbox.PinState;
import org.ovalogin.core.mailbox.ResetLink;
import org.ovalogin.core.pin.Lockout;
import org.ovalogin.core.pin.Lockouts;
import org.ovalogin.core.pin.PinHasher.Cost;
import org.ovalogin.core.store.Arrivals;
import org.ovalogin.core.store.CallSession;
import org.ovalogin.core.store.EventQuery;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.ReadyArrivals;
import org.ovalogin.core.store.StagedPin;
import org.ovalogin.storage.database.Beginning;
import org.ovalogin.storage.database.Exclusion;
import org.ovalogin.storage.database.Postgres;

/// Every method of every subject runs alone, except those that are listed here. The methods are
/// found by reflection, so a new one runs alone or is listed.
class ExclusionTest {
    private static final UUID GUID = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();
    private static final Instant NOW = Instant.EPOCH;

    /// Locks the one mailbox that it finds.
    private static final Set<String> LOCKS =
            Set.of(
                    "mailboxes.find(MailboxKey)",
                    "mailboxes.find(UUID)",
                    "mailboxes.withAlias(String)",
                    "mailboxes.heard(UUID, int, Optional)",
                    "mailboxes.toldOfExpiry(UUID, long)");

    /// Reads what is changed only alone.
    private static final Set<String> READS =
            Set.of(
                    "dialPlans.all()",
                    "dialPlans.find(String)",
                    "policies.all()",
                    "policies.find(String, String)",
                    "policies.find(UUID)",
                    "accounts.all()",
                    "accounts.find(String)",
                    "accounts.find(UUID)",
                    "tokens.all()",
                    "tokens.find(String)",
                    "revisions.find(String)",
                    "revisions.versions(Collection)",
                    "milestones.all()");

    /// Writes rows that concern nobody else.
    private static final Set<String> WRITES =
            Set.of(
                    "events.append(Event)",
                    "calls.add(CallSession)",
                    "calls.redeem(String, String)",
                    "calls.remove(String)",
                    "jobs.add(BulkJob, List)",
                    "jobs.forget(Instant, Instant, int)",
                    "milestones.reach(Milestone)",
                    "resetLinks.pretendDelivery(UUID, boolean)");

    /// Reads and writes rows of mailboxes to be, which an import adds.
    private static final Set<String> MOVES_IN =
            Set.of(
                    "moving.addressesTaken(Collection)",
                    "moving.aliasesTaken(Collection)",
                    "moving.arrive(ReadyArrivals)",
                    "moving.discard(Collection)",
                    "moving.extensionsTaken(String, Collection)",
                    "moving.moved(UUID, String)",
                    "moving.renamedSince(long)",
                    "moving.sealed(Collection)",
                    "moving.source(UUID)",
                    "moving.stage(List)",
                    "moving.staged()");

    /// Stays with a mailbox whose row is locked.
    private static final Set<String> WITH_ITS_MAILBOX =
            Set.of(
                    "mailboxes.save(Mailbox)",
                    "mailboxes.pinHistory(UUID, int)",
                    "mailboxes.addToPinHistory(UUID, String, Instant, int)",
                    "mailboxes.replaceNewestInPinHistory(UUID, String)",
                    "notices.post(Notice)",
                    "notices.post(List)",
                    "notices.take(Notice, Notice, Instant)",
                    "notices.posted(UUID, Kind, Instant)",
                    "notices.cancelPins(UUID)");

    private final AtomicBoolean reached = new AtomicBoolean();

    @Test
    void allRunAloneExceptThoseThatAreListed() {
        assertThat(beside(_ -> {})).isEqualTo(all(List.of(LOCKS, READS, WRITES, MOVES_IN)));
    }

    @Test
    void someRunBesideOthersOnceTheirMailboxIsLocked() {
        assertThat(beside(exclusion -> exclusion.locked(GUID)))
                .isEqualTo(all(List.of(LOCKS, READS, WRITES, MOVES_IN, WITH_ITS_MAILBOX)));
    }

    @Test
    void theLockOfAnotherMailboxIsNone() {
        var besideOther = beside(exclusion -> exclusion.locked(OTHER));
        assertThat(besideOther).doesNotContainAnyElementsOf(WITH_ITS_MAILBOX);
        assertThat(besideOther).doesNotContain("mailboxes.heard(UUID, int, Optional)");
    }

    @Test
    void noSubjectHasTheConnectionButThroughTheExclusion() throws ReflectiveOperationException {
        for (var accessor : accessors())
            assertThat(fields(accessor.invoke(transaction(_ -> {})).getClass()))
                    .as(accessor.getName())
                    .contains(Exclusion.class)
                    .doesNotContain(Handle.class, Connection.class, Jdbi.class);
    }

    private static List<Class<?>> fields(Class<?> type) {
        return Stream.<Class<?>>iterate(type, c -> c != Object.class, Class::getSuperclass)
                .flatMap(c -> Arrays.stream(c.getDeclaredFields()))
                .<Class<?>>map(field -> field.getType())
                .toList();
    }

    private static Set<String> all(List<Set<String>> sets) {
        return sets.stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
    }

    /// The methods that reach the connection in a transaction beside others.
    private Set<String> beside(Consumer<Exclusion> before) {
        var beside = new TreeSet<String>();
        for (var accessor : accessors())
            for (var method : accessor.getReturnType().getMethods())
                if (reaches(accessor, method, before)) beside.add(name(accessor, method));
        return beside;
    }

    private static List<Method> accessors() {
        return Arrays.stream(MailboxStore.Work.class.getMethods())
                .filter(m -> !m.isBridge() && m.getDeclaringClass() == MailboxStore.Work.class)
                .toList();
    }

    private static String name(Method accessor, Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(
                        Collectors.joining(
                                ", ", accessor.getName() + "." + method.getName() + "(", ")"));
    }

    private boolean reaches(Method accessor, Method method, Consumer<Exclusion> before) {
        reached.set(false);
        try {
            var transaction = transaction(before);
            var subject = accessor.invoke(transaction);
            method.invoke(
                    subject,
                    Arrays.stream(method.getGenericParameterTypes())
                            .map(ExclusionTest::some)
                            .toArray());
            transaction.end();
        } catch (JdbiException _) {
            // what the end sends has reached the connection
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exclusion.Needed) {
                assertThat(reached).as("%s asks late", method).isFalse();
                return false;
            }
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
        assertThat(reached).as("%s does nothing", method).isTrue();
        return true;
    }

    private SqlTransaction transaction(Consumer<Exclusion> before) {
        var handle = Jdbi.create(this::connection).open();
        var exclusion = new Exclusion(Beginning.at(handle, NOW), false);
        before.accept(exclusion);
        return new SqlTransaction(exclusion, new Postgres());
    }

    /// A connection on which every statement fails.
    private Connection connection() {
        return (Connection)
                Proxy.newProxyInstance(
                        Connection.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (_, method, _) -> {
                            if (method.getReturnType() == boolean.class) return false;
                            reached.set(true);
                            throw new SQLException("no statement is prepared here");
                        });
    }

    private static Object some(Type type) {
        if (type instanceof ParameterizedType of && of.getRawType() == List.class)
            return List.of(some(of.getActualTypeArguments()[0]));
        var raw = type instanceof ParameterizedType of ? of.getRawType() : type;
        return Optional.ofNullable(SOME.get(raw))
                .orElseThrow(() -> new AssertionError("this test has no " + type.getTypeName()));
    }

    private static final DialPlan PLAN = DialPlan.named("default");
    private static final MailboxPolicy POLICY = MailboxPolicy.defaultOf(PLAN);
    private static final Mailbox MAILBOX =
            new Mailbox(
                    GUID,
                    new Numbering(PLAN, POLICY, List.of("51234")),
                    new MailboxOwner(
                            Addresses.of("tony@contoso.com"),
                            List.of(),
                            "Tony",
                            Optional.empty(),
                            Optional.empty()),
                    new PhoneAccess(true, false),
                    new PinState("sealed", 1, false, NOW, true, false),
                    new Logons(
                            Lockouts.of(Lockout.NONE),
                            true,
                            0,
                            Optional.empty(),
                            Optional.empty()));
    private static final Account ACCOUNT =
            new Account(
                    GUID,
                    "anne",
                    new AccountDetails(
                            Role.ADMINISTRATOR, Optional.empty(), Optional.empty(), true),
                    "sealed",
                    NOW,
                    Optional.empty());

    private static final Map<Type, Object> SOME =
            Map.ofEntries(
                    Map.entry(Cost.class, Cost.DEFAULT),
                    Map.entry(String.class, "some"),
                    Map.entry(Milestone.class, Milestone.FIRST_CALL),
                    Map.entry(int.class, 1),
                    Map.entry(long.class, 1L),
                    Map.entry(boolean.class, true),
                    Map.entry(UUID.class, GUID),
                    Map.entry(Instant.class, NOW),
                    Map.entry(Optional.class, Optional.empty()),
                    Map.entry(DialPlan.class, PLAN),
                    Map.entry(MailboxPolicy.class, POLICY),
                    Map.entry(Mailbox.class, MAILBOX),
                    Map.entry(MailboxKey.class, new MailboxKey("default", "51234")),
                    Map.entry(MailboxQuery.class, MailboxQuery.ALL),
                    Map.entry(EventQuery.class, EventQuery.ALL),
                    Map.entry(
                            Event.class,
                            StoreContract.event(MAILBOX, "Success", NOW, StoreContract.ORIGIN)),
                    Map.entry(Set.class, Set.of(Event.SignInResult.SUCCESS)),
                    Map.entry(Notice.Kind.class, Notice.Kind.RESET),
                    Map.entry(
                            StagedPin.class,
                            new StagedPin(GUID, new MailboxKey("default", "51234"), "sealed")),
                    Map.entry(Collection.class, List.of(GUID)),
                    Map.entry(
                            ReadyArrivals.class,
                            ArrivingRows.of(
                                    new Arrivals(
                                            NOW,
                                            List.of(MAILBOX),
                                            List.of(),
                                            List.of(),
                                            NOW,
                                            Map.of()))),
                    Map.entry(
                            Notice.class,
                            Notice.to(
                                    "tony@contoso.com",
                                    Notice.Kind.RESET,
                                    MAILBOX,
                                    NOW,
                                    "anne",
                                    0)),
                    Map.entry(
                            BulkJob.class,
                            new BulkJob(
                                    GUID,
                                    new JobAuthor(GUID, "account anne", true, ""),
                                    JobOrder.of(BulkWork.UNLOCK, ""),
                                    BulkJob.State.PREVIEW,
                                    new BulkJob.Times(NOW, Optional.empty(), Optional.empty()))),
                    Map.entry(
                            JobItem.class,
                            new JobItem(GUID, "Tony", "default:1", 0, ItemOutcome.WAITING)),
                    Map.entry(ItemOutcome.class, ItemOutcome.WAITING),
                    Map.entry(Account.class, ACCOUNT),
                    Map.entry(
                            Token.class,
                            new Token(
                                    GUID,
                                    "script",
                                    new Token.Grant(ACCOUNT, Role.ADMINISTRATOR),
                                    "hash",
                                    new Token.Lifetime(NOW, NOW),
                                    Optional.empty())),
                    Map.entry(WebSession.class, new WebSession("hash", ACCOUNT, NOW, NOW, NOW)),
                    Map.entry(Delay.class, new Delay("key", 1, NOW, NOW)),
                    Map.entry(ResetLink.class, new ResetLink("hash", GUID, 1, NOW, NOW)),
                    Map.entry(
                            CallSession.class,
                            new CallSession(
                                    new CallSession.Key("hash", "call"),
                                    new CallSession.Entry(GUID, Admission.Level.PIN, 1),
                                    NOW,
                                    0)));
}
