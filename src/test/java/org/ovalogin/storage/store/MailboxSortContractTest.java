package org.ovalogin.storage.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.input.Folding;
import org.ovalogin.core.mailbox.Addresses;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.mailbox.PinState;
import org.ovalogin.core.pin.Lockout;
import org.ovalogin.core.pin.Lockouts;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.store.MailboxQuery.Column;
import org.ovalogin.core.store.MailboxQuery.Order;
import org.ovalogin.core.store.MailboxQuery.Part;
import org.ovalogin.core.store.MailboxQuery.State;
import org.ovalogin.core.store.Page;
import org.ovalogin.storage.search.MailboxPages;

/// Pages of sorted mailboxes, with many that are equal and some that have no value.
class MailboxSortContractTest extends EachDatabase {
    private static final DialPlan OTHER_PLAN = DialPlan.named("another");
    private static final MailboxPolicy OTHER_POLICY = MailboxPolicy.defaultOf(OTHER_PLAN);
    private static final int MAILBOXES = 120;
    private static final int ROWS = 7;

    private static final List<String> NAMES =
            List.of(
                    "Zoë",
                    "zoe",
                    "Öztürk",
                    "Oz",
                    "O’Connor",
                    "Oconnor",
                    "Ångström",
                    "angstrom",
                    "Иван",
                    "Ёлка",
                    "Ωmega",
                    "山田",
                    "' or 1=1 --",
                    "_",
                    "%",
                    "Ana María",
                    "Anamaria");

    private static final Comparator<Mailbox> PLACE =
            Comparator.comparing((Mailbox m) -> m.dialPlan().name())
                    .thenComparing(m -> m.extensions().getFirst());

    private final Random random = new Random(7);
    private final Map<UUID, Mailbox> all = new TreeMap<>();

    @BeforeEach
    void fill() {
        store().change(
                        work -> {
                            work.dialPlans().add(OTHER_PLAN);
                            work.policies().add(OTHER_POLICY);
                        });
        for (var i = 0; i < MAILBOXES; i++) add(i);
    }

    private Mailbox mailbox(UUID guid) {
        return requireNonNull(all.get(guid));
    }

    private Mailbox add(int number) {
        var mailbox = some(number);
        all.put(mailbox.guid(), mailbox);
        return added(mailbox);
    }

    private Mailbox some(int number) {
        return changed(
                mailbox("%05d".formatted(number / 2)),
                m -> {
                    if (number % 2 == 0) {
                        m.dialPlan = OTHER_PLAN;
                        m.policy = OTHER_POLICY;
                        m.addresses = Addresses.of(number + "@b.example");
                    }
                    m.name = NAMES.get(random.nextInt(NAMES.size()));
                    m.subscriberAccess = random.nextInt(4) > 0;
                    var used = random.nextInt(3) > 0;
                    m.lastLogon =
                            used
                                    ? Optional.of(clock.instant().minusSeconds(random.nextInt(4)))
                                    : Optional.empty();
                    var setAt = clock.instant().minus(Duration.ofDays(random.nextInt(4) * 30L));
                    m.pin = new PinState("sealed", 1, used, setAt, random.nextInt(4) == 0, used);
                    if (random.nextInt(5) == 0) m.lockouts = Lockouts.of(locked());
                });
    }

    private Lockout locked() {
        return new Lockout(
                15,
                1,
                15,
                false,
                Optional.empty(),
                Optional.of(new Lockout.Lock(Lockout.Reason.ADMINISTRATOR, clock.instant(), true)));
    }

    private int rank(Mailbox m) {
        var now = clock.instant();
        if (m.locked(now)) return 0;
        if (!m.subscriberAccess()) return 1;
        if (m.lapsed(now)) return 3;
        if (m.pin().mustChange() || m.pin().expired(m.policy().pin(), now)) return 4;
        return m.lastLogon().isEmpty() && !m.pin().signedIn() ? 5 : 6;
    }

    private Comparator<Mailbox> comparator(Order order) {
        Comparator<Mailbox> by =
                switch (order.by().orElseThrow()) {
                    case NAME ->
                            Comparator.comparing(
                                    (Mailbox m) ->
                                            Folding.order(m.displayName())
                                                    .getBytes(StandardCharsets.UTF_8),
                                    (a, b) -> Arrays.compareUnsigned(a, b));
                    case EXTENSION -> Comparator.comparing(m -> m.extensions().getFirst());
                    case DIAL_PLAN -> PLACE;
                    case STATE -> Comparator.comparingInt(this::rank);
                    case LAST_SIGN_IN ->
                            Comparator.comparing(m -> m.lastLogon().orElse(Instant.EPOCH));
                    case PIN_AGE -> Comparator.comparing(m -> m.pin().setAt());
                };
        var upward = by.thenComparing(PLACE);
        var reversed = order.descending() != (order.by().get() == Column.PIN_AGE);
        return reversed ? upward.reversed() : upward;
    }

    private List<UUID> expected(MailboxQuery query) {
        return all.values().stream()
                .filter(m -> query.dialPlan().filter(d -> !d.equals(m.dialPlan().name())).isEmpty())
                .filter(m -> query.states().isEmpty() || rank(m) == 0)
                .sorted(comparator(query.order()))
                .map(Mailbox::guid)
                .toList();
    }

    private Page<UUID> page(MailboxQuery query) {
        return store().read(
                        view -> {
                            var page = view.mailboxes().page(query);
                            return page.with(page.items().stream().map(Mailbox::guid).toList());
                        });
    }

    /// @param few what is sorted at most; above it an index is read in order
    private Page<UUID> page(MailboxQuery query, int few) {
        return database()
                .reader()
                .inTransaction(
                        handle ->
                                new MailboxPages(handle, !database().shared(), clock.instant(), few)
                                        .page(query));
    }

    private static List<Order> orders() {
        var orders = new ArrayList<Order>();
        for (var column : Column.values())
            for (var descending : List.of(false, true))
                orders.add(new Order(Optional.of(column), descending));
        return orders;
    }

    private static List<MailboxQuery> filters() {
        var whole = MailboxQuery.ALL.part(new Part(Optional.empty(), 0, ROWS, false));
        return List.of(
                whole,
                new MailboxQuery(
                        "",
                        Optional.of("another"),
                        Optional.empty(),
                        Set.of(),
                        whole.order(),
                        whole.part()),
                new MailboxQuery(
                        "",
                        Optional.empty(),
                        Optional.of(OTHER_POLICY.guid()),
                        Set.of(State.LOCKED),
                        whole.order(),
                        whole.part()));
    }

    private static MailboxQuery at(MailboxQuery query, Optional<String> place) {
        return query.part(new Part(place, 0, ROWS, false));
    }

    private void walk(
            MailboxQuery query, List<UUID> expected, Function<MailboxQuery, Page<UUID>> read) {
        var page = read.apply(query);
        var begin = 0;
        while (true) {
            var end = Math.min(begin + ROWS, expected.size());
            assertThat(page.items()).isEqualTo(expected.subList(begin, end));
            assertThat(page.first()).isEqualTo(begin + 1L);
            assertThat(page.total()).isEqualTo(expected.size());
            assertThat(page.previous().isPresent()).isEqualTo(begin > 0);
            if (page.next().isEmpty()) break;
            page = read.apply(at(query, page.next()));
            begin = end;
        }
        assertThat(begin + ROWS).isGreaterThanOrEqualTo(expected.size());
        while (page.previous().isPresent()) {
            page = read.apply(at(query, page.previous()));
            begin -= ROWS;
            assertThat(page.items()).isEqualTo(expected.subList(begin, begin + ROWS));
            assertThat(page.first()).isEqualTo(begin + 1L);
            assertThat(page.next()).isPresent();
        }
        assertThat(begin).isZero();
    }

    @Test
    void eachColumnIsWalkedForwardsAndBackwardsUnderEachFilter() {
        for (var filter : filters())
            for (var order : orders()) {
                var query = filter.in(order);
                var expected =
                        expected(query).stream()
                                .filter(
                                        guid ->
                                                query.policy()
                                                        .filter(
                                                                p ->
                                                                        !p.equals(
                                                                                mailbox(guid)
                                                                                        .policy()
                                                                                        .guid()))
                                                        .isEmpty())
                                .toList();
                assertThat(expected).hasSizeGreaterThan(ROWS);
                walk(query, expected, this::page);
                walk(query, expected, q -> page(q, 0));
            }
    }

    @Test
    void aPageWithANumberIsTheSameAsByItsPlace() {
        for (var few : List.of(0, 10_000))
            for (var order : orders()) {
                var query = filters().getFirst().in(order);
                var expected = expected(query);
                for (var skip : List.of(7, 35, 119, 120, 10_000)) {
                    var page = page(query.part(new Part(Optional.empty(), skip, ROWS, false)), few);
                    var begin = Math.min(skip, expected.size());
                    assertThat(page.items())
                            .isEqualTo(
                                    expected.subList(
                                            begin, Math.min(begin + ROWS, expected.size())));
                }
            }
    }

    @Test
    void aSearchIsSortedWithinItsHits() {
        for (var order : orders()) {
            var query = filters().getFirst().text("oconnor").in(order);
            var expected =
                    expected(query).stream()
                            .filter(
                                    guid ->
                                            Folding.order(mailbox(guid).displayName())
                                                    .equals("oconnor"))
                            .toList();
            assertThat(expected).hasSizeGreaterThan(ROWS);
            walk(query, expected, this::page);
        }
    }

    @Test
    void hitsInTheirOwnOrderAreWalkedForwardsAndBackwards() {
        var query = filters().getFirst().text("oconnor");
        var whole = page(query.limit(500)).items();
        assertThat(whole).hasSizeGreaterThan(ROWS);
        walk(query, whole, this::page);
    }

    @Test
    void noMailboxIsLeftOutOrComesTwiceWhileOthersComeGoAndChange() {
        for (var order : orders()) {
            var lasting = new ArrayList<>(all.values());
            var seen = new ArrayList<UUID>();
            var query = filters().getFirst().in(order);
            var page = page(query);
            var passing = new ArrayList<Mailbox>();
            while (true) {
                seen.addAll(page.items());
                if (page.next().isEmpty()) break;
                passing.add(added(some(1000 + 2 * passing.size() + random.nextInt(2))));
                if (passing.size() % 3 == 0) remove(passing.get(passing.size() - 2));
                page = page(at(query, page.next()));
            }
            assertThat(seen).doesNotHaveDuplicates();
            assertThat(seen.stream().filter(all::containsKey).toList())
                    .isEqualTo(
                            lasting.stream().sorted(comparator(order)).map(Mailbox::guid).toList());
            passing.stream().filter(m -> found(m.guid()).isPresent()).forEach(this::remove);
        }
    }

    private void remove(Mailbox mailbox) {
        store().change(work -> work.mailboxes().remove(mailbox));
    }

    @Test
    void thePlaceOfARemovedMailboxStillLeadsOn() {
        var query = filters().getFirst().in(new Order(Optional.of(Column.NAME), false));
        var expected = expected(query);
        var first = page(query);
        remove(mailbox(first.items().getLast()));
        assertThat(page(at(query, first.next())).items()).isEqualTo(expected.subList(7, 14));
    }

    @Test
    void aPageBeforeTheBeginningIsTheWholeFirstOne() {
        var query = filters().getFirst().in(new Order(Optional.of(Column.DIAL_PLAN), false));
        var second = page(at(query, page(query).next()));
        remove(mailbox(expected(query).get(1)));
        var back = page(at(query, second.previous()));
        assertThat(back.items()).hasSize(ROWS).startsWith(expected(query).getFirst());
        assertThat(back.first()).isEqualTo(1);
        assertThat(back.previous()).isEmpty();
    }

    @Test
    void aChangedNameHasItsNewPlace() {
        var mailbox = all.values().iterator().next();
        store().change(
                        work ->
                                work.mailboxes()
                                        .save(
                                                changed(
                                                        work.mailboxes()
                                                                .find(mailbox.guid())
                                                                .orElseThrow(),
                                                        m -> m.name = "Aaron")));
        var query = MailboxQuery.ALL.limit(500).in(new Order(Optional.of(Column.NAME), false));
        var names =
                store().<List<String>>read(
                                v ->
                                        v.mailboxes().page(query).items().stream()
                                                .map(Mailbox::displayName)
                                                .distinct()
                                                .toList());
        assertThat(names).startsWith("%", "_", "Aaron").endsWith("山田");
    }

    @Test
    void aPlaceOfAnotherOrderOrNoneIsRefused() {
        var query = filters().getFirst();
        var byName = page(query.in(new Order(Optional.of(Column.NAME), false))).next();
        var others =
                IntStream.of(0, 1, 2, 3)
                        .mapToObj(
                                i ->
                                        List.of(
                                                        "nonsense",
                                                        encoded("DIAL_PLAN\n+1\ndefault"),
                                                        encoded("PIN_AGE\n+1\nx\ny\nz"),
                                                        encoded("DIAL_PLAN\n+99999999999\na\nb"))
                                                .get(i))
                        .toList();
        for (var order : orders()) {
            if (!order.equals(new Order(Optional.of(Column.NAME), false)))
                assertThatThrownBy(() -> page(at(query.in(order), byName)))
                        .isInstanceOf(IllegalArgumentException.class);
            for (var place : others)
                assertThatThrownBy(() -> page(at(query.in(order), Optional.of(place))))
                        .isInstanceOf(IllegalArgumentException.class);
        }
        var hostile = encoded("DIAL_PLAN\n+1\n') or 1=1 --\nx");
        assertThat(page(at(query, Optional.of(hostile))).items()).hasSize(ROWS);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
