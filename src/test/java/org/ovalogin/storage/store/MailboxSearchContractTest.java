package org.ovalogin.storage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.input.SearchText;
import org.ovalogin.core.mailbox.Addresses;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.pin.PinPolicy;
import org.ovalogin.core.store.MailboxLookup;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.store.Page;
import org.ovalogin.core.store.StoreException;

/// What is expected of looking for mailboxes, but for their states.
class MailboxSearchContractTest extends EachDatabase {
    static final DialPlan OTHER_PLAN = DialPlan.named("another");
    static final MailboxPolicy OTHER_POLICY = MailboxPolicy.defaultOf(OTHER_PLAN);

    private Page<Mailbox> page(MailboxQuery query) {
        return store().read(view -> view.mailboxes().page(query));
    }

    private static List<String> primary(List<Mailbox> mailboxes) {
        return mailboxes.stream().map(m -> m.extensions().getFirst()).toList();
    }

    private List<String> found(String text) {
        var page = page(MailboxQuery.ALL.text(text));
        assertThat(page.total()).isEqualTo(page.items().size());
        return primary(page.items());
    }

    private Mailbox inOtherPlan(String extension) {
        return changed(
                mailbox(extension),
                m -> {
                    m.dialPlan = OTHER_PLAN;
                    m.policy = OTHER_POLICY;
                    m.addresses = Addresses.of(extension + "@other.example");
                });
    }

    private void addOtherPlan() {
        store().change(
                        work -> {
                            work.dialPlans().add(OTHER_PLAN);
                            work.policies().add(OTHER_POLICY);
                        });
    }

    @Nested
    class Text {
        private void addThree() {
            added(
                    changed(
                            mailbox("51234"),
                            m -> {
                                m.addresses = Addresses.of("Tony.Smith@contoso.com");
                                m.name = "Ünal Öztürk";
                                m.extensions = List.of("51234", "60001");
                                m.aliases = List.of("TSmith", "anton@example.com");
                            }));
            added(
                    changed(
                            mailbox("51235"),
                            m -> {
                                m.addresses = Addresses.of("under_score@contoso.com");
                                m.name = "100% \\ !";
                            }));
            added(
                    changed(
                            mailbox("51236"),
                            m -> m.addresses = Addresses.of("underXscore@contoso.com")));
        }

        @Test
        void isFoundAnywhereInAddressAliasNameAndExtensionWithoutRegardToCase() {
            addThree();
            for (var text :
                    List.of("tony.SMITH@", "üNAL ö", "TÜRK", "tsm", "ANTON@", "60001", "1234"))
                assertThat(found(text)).as(text).containsExactly("51234");
            assertThat(found("5123")).containsExactly("51234", "51235", "51236");
            assertThat(found("nobody")).isEmpty();
        }

        @Test
        void hasNoWildcards() {
            addThree();
            assertThat(found("under_score")).containsExactly("51235");
            assertThat(found("%")).containsExactly("51235");
            assertThat(found("\\")).containsExactly("51235");
            assertThat(found("!")).containsExactly("51235");
            assertThat(found("tony%smith")).isEmpty();
            assertThat(found("' or '1' = '1")).isEmpty();
        }

        /// Words and signs of the index's own language among them.
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "tony AND smith",
                    "tony* OR smith*",
                    "\"tony",
                    "tony\" OR \"5123",
                    "NEAR(tony smith, 9)",
                    "folded:tony",
                    "rowid:1",
                    "^tony",
                    "tony NOT smith2",
                    "{a b} : tony",
                    "tony) OR (smith",
                    "5123; drop table search_text --",
                    ":part0 ? $1 {}"
                })
        void hasNoSyntax(String text) {
            addThree();
            assertThat(found(text)).isEmpty();
            assertThat(found("tony")).containsExactly("51234");
        }

        @Test
        void mayBeTheLongestThereIs() {
            var han =
                    IntStream.range(0x4E00, 0x4E00 + SearchText.LONGEST)
                            .mapToObj(Character::toString)
                            .collect(Collectors.joining());
            var words = IntStream.range(10, 76).mapToObj(i -> "x" + i);
            added(changed(mailbox("51234"), m -> m.name = han.substring(0, 120)));
            assertThat(found(han.substring(0, 120))).containsExactly("51234");
            assertThat(found(han)).isEmpty();
            assertThat(found(words.collect(Collectors.joining(" ")))).isEmpty();
        }

        @Test
        void isNotFoundAcrossTwoOfThem() {
            addThree();
            assertThat(found("öztürktony")).isEmpty();
            assertThat(found("5123460001")).isEmpty();
        }
    }

    @Nested
    class Filters {
        @Test
        void ofDialPlanAndPolicyHoldTogether() {
            addOtherPlan();
            var second =
                    new MailboxPolicy(UUID.randomUUID(), "Second", PLAN.name(), PinPolicy.STRICT);
            store().change(work -> work.policies().add(second));
            added("51234");
            added(changed(mailbox("51235"), m -> m.policy = second));
            added(inOtherPlan("51236"));
            assertThat(primary(page(filter(Optional.of("default"), Optional.empty())).items()))
                    .containsExactly("51234", "51235");
            assertThat(primary(page(filter(Optional.empty(), Optional.of(second.guid()))).items()))
                    .containsExactly("51235");
            assertThat(page(filter(Optional.of("another"), Optional.of(second.guid()))))
                    .isEqualTo(new Page<Mailbox>(List.of(), 0, Optional.empty()));
            assertThat(page(filter(Optional.of("nowhere"), Optional.empty())).items()).isEmpty();
        }

        private MailboxQuery filter(Optional<String> dialPlan, Optional<UUID> policy) {
            return new MailboxQuery("", dialPlan, policy, Set.of(), Optional.empty(), 50);
        }
    }

    @Nested
    class Pages {
        @Test
        void haveAllOnceInTheOrderOfDialPlanAndPrimaryExtension() {
            addOtherPlan();
            for (var i : new int[] {4, 2, 0, 3, 1}) {
                added(inOtherPlan("6000" + i));
                added("5000" + i);
            }
            var all = new ArrayList<String>();
            var after = Optional.<String>empty();
            do {
                var page = page(MailboxQuery.ALL.limit(3).after(after));
                assertThat(page.total()).isEqualTo(10);
                all.addAll(primary(page.items()));
                after = page.next();
            } while (after.isPresent());
            assertThat(all)
                    .containsExactlyElementsOf(
                            IntStream.range(0, 10)
                                    .mapToObj(i -> (i < 5 ? "6000" : "5000") + i % 5)
                                    .toList());
            List<Mailbox> unpaged = store().read(v -> v.mailboxes().all());
            assertThat(primary(unpaged)).isEqualTo(all);
        }

        @Test
        void thatEndWithTheLastMailboxHaveNoNext() {
            added("51234");
            added("51235");
            assertThat(page(MailboxQuery.ALL.limit(2)).next()).isEmpty();
            assertThat(page(MailboxQuery.ALL.limit(1)).next()).isPresent();
        }

        @Test
        void goOnWhereTheyWereWhenMailboxesComeAndGo() {
            for (var extension : List.of("50001", "50003", "50005")) added(extension);
            var first = page(MailboxQuery.ALL.limit(2));
            store().change(work -> work.mailboxes().remove(first.items().getLast()));
            added("50000");
            added("50004");
            var second = page(MailboxQuery.ALL.limit(10).after(first.next()));
            assertThat(primary(second.items())).containsExactly("50004", "50005");
            assertThat(second.total()).isEqualTo(4);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "x", "!!", "ZGVmYXVsdA", "ZGVmYXVsdDo1' or 1", "LTE"})
        void cursorThatIsNoneOfOursIsRefused(String cursor) {
            assertThatThrownBy(() -> page(MailboxQuery.ALL.after(Optional.of(cursor))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Identities {
        @Test
        void namesAreFoundWithoutRegardToCaseSeveralAtMost() {
            for (var i = 10; i < 10 + MailboxLookup.SEVERAL + 2; i++)
                added(changed(mailbox("512" + i), m -> m.name = "Öztürk"));
            added(changed(mailbox("51239"), m -> m.name = "Öztürk junior"));
            List<Mailbox> found = store().read(v -> v.mailboxes().named("ÖZTÜRK"));
            assertThat(primary(found))
                    .hasSize(MailboxLookup.SEVERAL)
                    .startsWith("51210", "51211")
                    .isSorted();
            List<Mailbox> one = store().read(v -> v.mailboxes().named("öztürk JUNIOR"));
            assertThat(primary(one)).containsExactly("51239");
            List<Mailbox> none = store().read(v -> v.mailboxes().named("%"));
            assertThat(none).isEmpty();
        }

        @Test
        void extensionsAreFoundInEveryDialPlanTheSecondaryOnesToo() {
            addOtherPlan();
            var one = added(inOtherPlan("51234"));
            var two =
                    added(changed(mailbox("50000"), m -> m.extensions = List.of("50000", "51234")));
            List<Mailbox> both = store().read(v -> v.mailboxes().withExtension("51234"));
            assertThat(both).containsExactly(one, two);
            List<Mailbox> none = store().read(v -> v.mailboxes().withExtension("5123"));
            assertThat(none).isEmpty();
        }

        @Test
        void thePartBeforeTheAtIsFoundWhole() {
            var tony =
                    added(
                            changed(
                                    mailbox("51234"),
                                    m -> m.addresses = Addresses.of("Tony@contoso.com")));
            added(changed(mailbox("51235"), m -> m.addresses = Addresses.of("tonya@contoso.com")));
            List<Mailbox> found = store().read(v -> v.mailboxes().withLocalPart("TONY"));
            assertThat(found).containsExactly(tony);
            for (var other : List.of("ton", "tony@contoso.com", "%", "_ony", "")) {
                List<Mailbox> none = store().read(v -> v.mailboxes().withLocalPart(other));
                assertThat(none).as(other).isEmpty();
            }
        }

        @Test
        void namesOfEachKindAreFoundByTheirBeginning() {
            added(changed(mailbox("51234"), m -> m.addresses = Addresses.of("zoe@contoso.com")));
            added(changed(mailbox("61234"), m -> m.name = "Zoltan \uD83D\uDE00"));
            added(changed(mailbox("71234"), m -> m.extensions = List.of("71234", "50999")));
            List<Mailbox> letters = store().read(v -> v.mailboxes().beginning("ZO", 9));
            assertThat(primary(letters)).containsExactly("51234", "61234");
            List<Mailbox> digits = store().read(v -> v.mailboxes().beginning("5", 9));
            assertThat(primary(digits)).containsExactly("51234", "71234");
            List<Mailbox> one = store().read(v -> v.mailboxes().beginning("zo", 1));
            assertThat(one).hasSize(1);
        }

        @Test
        void aliasIsTakenOnceWithoutRegardToCase() {
            var tony = added(changed(mailbox("51234"), m -> m.aliases = List.of("Tony")));
            var second = changed(mailbox("51235"), m -> m.aliases = List.of("TONY"));
            assertThatThrownBy(() -> added(second)).isInstanceOf(StoreException.class);
            assertThat(seen(v -> v.mailboxes().withAlias("tONY"))).contains(tony);
            assertThat(seen(v -> v.mailboxes().withAlias("ton"))).isEmpty();
            assertThat(withAddress("tony")).isEmpty();
        }
    }
}
