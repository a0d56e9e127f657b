package org.ovalogin.storage.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.mailbox.Addresses;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.store.Arrivals;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.store.Page;
import org.ovalogin.storage.search.SearchUpkeep;

/// The rows to search in follow the mailboxes, whoever writes them.
class SearchUpkeepContractTest extends EachDatabase {
    private static final String DUE = "select count(*) from search_due";

    private Page<Mailbox> page(String text) {
        return store().read(view -> view.mailboxes().page(MailboxQuery.ALL.text(text)));
    }

    private List<String> found(String text) {
        return page(text).items().stream().map(m -> m.extensions().getFirst()).toList();
    }

    private int number(String sql) {
        return database().reader().withHandle(h -> h.createQuery(sql).mapTo(int.class).one());
    }

    /// As a server of the release before does.
    private void execute(String sql, Object... values) {
        var changed = database().writer().withHandle(h -> h.execute(sql, values));
        assertThat(changed).isPositive();
    }

    private void upkeep() {
        try (var upkeep = new SearchUpkeep(database(), InstantSource.system(), _ -> {})) {
            upkeep.run();
        }
    }

    private Mailbox named(String extension, String name) {
        return added(changed(mailbox(extension), m -> m.name = name));
    }

    private void arrive(int many) {
        var mailboxes =
                IntStream.range(0, many)
                        .mapToObj(
                                i ->
                                        changed(
                                                mailbox(String.valueOf(10000 + i)),
                                                m -> m.name = "Zoë Łuk " + i))
                        .toList();
        var ready =
                store().ready(
                                new Arrivals(
                                        clock.instant(),
                                        mailboxes,
                                        List.of(),
                                        List.of(),
                                        clock.instant(),
                                        Map.of()));
        store().change(work -> work.moving().arrive(ready));
    }

    @Nested
    class AChange {
        @Test
        void isFoundAtOnceAndLeavesNothingDue() {
            var tony = named("51234", "Tony Smith");
            assertThat(number(DUE)).isZero();
            var renamed = changed(tony, m -> m.name = "Antoine Forgeron");
            store().change(
                            work -> {
                                var _ = work.mailboxes().find(tony.guid()).orElseThrow();
                                work.mailboxes().save(renamed);
                            });
            assertThat(found("forgeron")).containsExactly("51234");
            assertThat(found("smith")).isEmpty();
            assertThat(number(DUE)).isZero();
        }

        @Test
        void ofExtensionsAddressAndAliasesIsFoundToo() {
            var tony = named("51234", "Tony Smith");
            var changed =
                    changed(
                            tony,
                            m -> {
                                m.extensions = List.of("51234", "77001");
                                m.aliases = List.of("forgeron@contoso.com");
                                m.addresses = Addresses.of("elsewhere@example.com");
                            });
            store().change(
                            work -> {
                                var _ = work.mailboxes().find(tony.guid()).orElseThrow();
                                work.mailboxes().save(changed);
                            });
            for (var text : List.of("700", "orgero", "lsewher"))
                assertThat(found(text)).as(text).hasSize(1);
            assertThat(found("51234@contoso")).isEmpty();
        }

        @Test
        void ofCountsTouchesNoRow() {
            var tony = named("51234", "Tony Smith");
            execute("delete from search_text");
            store().change(
                            work -> {
                                var found = work.mailboxes().find(tony.guid()).orElseThrow();
                                work.mailboxes().save(found.withFailedSinceLogon(1));
                            });
            assertThat(number("select count(*) from search_text")).isZero();
            assertThat(number(DUE)).isZero();
        }

        @Test
        void thatRemovesTheMailboxRemovesItsRow() {
            var tony = named("51234", "Tony Smith");
            named("51235", "Tony Jones");
            store().change(work -> work.mailboxes().remove(tony));
            assertThat(found("tony")).containsExactly("51235");
            assertThat(number("select count(*) from search_text")).isEqualTo(1);
        }
    }

    @Nested
    class TheReleaseBefore {
        @Test
        void changesANameAndIsNoticed() {
            var tony = named("51234", "Tony Smith");
            execute(
                    "update mailbox set display_name = 'Antoine Forgeron' where mailbox_guid = ?",
                    tony.guid().toString());
            assertThat(number(DUE)).isEqualTo(1);
            assertThat(found("forgeron")).as("folded by the search").containsExactly("51234");
            assertThat(found("smith")).as("the row out of date").isEmpty();
            upkeep();
            assertThat(number(DUE)).isZero();
            assertThat(found("forgeron")).containsExactly("51234");
            assertThat(found("smith")).isEmpty();
        }

        @Test
        void changesAnAliasTogetherWithTheMailboxAndIsNoticed() {
            var tony = named("51234", "Tony Smith");
            execute(
                    "update mailbox set display_name = display_name, primary_extension = primary_extension where mailbox_guid = ?",
                    tony.guid().toString());
            execute(
                    "insert into alias (alias_key, alias, mailbox_guid, position) values ('forgeron', 'Forgeron', ?, 0)",
                    tony.guid().toString());
            upkeep();
            assertThat(found("orgero")).containsExactly("51234");
        }

        @Test
        void addsAMailboxAndIsNoticed() {
            var tony = named("51234", "Tony Smith");
            execute("delete from search_text");
            execute("insert into search_due values (?)", tony.guid().toString());
            assertThat(found("smith")).containsExactly("51234");
            upkeep();
            assertThat(found("mith")).containsExactly("51234");
            assertThat(number("select count(*) from search_text")).isEqualTo(1);
        }
    }

    @Nested
    class AnImport {
        @Test
        void isFoundAfterItsUpkeepAndSaysSoBefore() {
            arrive(600);
            assertThat(page("luk").extent()).isEqualTo(Page.Extent.UNPREPARED);
            assertThat(found("10599")).as("exact hits need no row").containsExactly("10599");
            upkeep();
            assertThat(page("luk").extent()).isEqualTo(Page.Extent.COMPLETE);
            assertThat(page("zoe luk").total()).isEqualTo(600);
            assertThat(number(DUE)).isZero();
        }

        @Test
        void isPreparedInBatchesThatGoOnWhereTheyEnded() {
            arrive(600);
            var pauses = new ArrayList<Integer>();
            var interrupted = new IllegalStateException("the end of the process");
            try (var upkeep =
                    new SearchUpkeep(
                            database(),
                            InstantSource.system(),
                            _ -> {
                                pauses.add(number(DUE));
                                if (pauses.size() == 3) throw interrupted;
                            })) {
                upkeep.run();
            }
            assertThat(pauses).hasSize(3).isSortedAccordingTo((a, b) -> b - a);
            assertThat(number(DUE)).isBetween(1, 599);
            upkeep();
            assertThat(number(DUE)).isZero();
            assertThat(page("luk").total()).isEqualTo(600);
        }
    }

    @Nested
    class ManyHits {
        @Test
        void areCappedAndTheBestAreAmongThem() {
            arrive(1100);
            added(
                    changed(
                            mailbox("99999"),
                            m -> {
                                m.name = "Zoë";
                                m.addresses = Addresses.of("nobody@contoso.com");
                            }));
            named("99998", "Anna Zoë");
            upkeep();
            var page = page("zoe");
            assertThat(page.extent()).isEqualTo(Page.Extent.CAPPED);
            assertThat(page.total()).isEqualTo(1000);
            assertThat(page.items().getFirst().displayName()).isEqualTo("Zoë");
        }

        @Test
        void comeInPagesEachOnce() {
            arrive(130);
            upkeep();
            named("99998", "Zoë");
            named("00001", "Anna Zoë");
            var all = new ArrayList<UUID>();
            var query = MailboxQuery.ALL.text("zoe").limit(50);
            for (var next = query; ; ) {
                var asked = next;
                var page = store().read(view -> view.mailboxes().page(asked));
                assertThat(page.total()).isEqualTo(132);
                page.items().forEach(m -> all.add(m.guid()));
                if (page.next().isEmpty()) break;
                next = query.after(page.next());
            }
            assertThat(all).hasSize(132).doesNotHaveDuplicates();
        }
    }

    @Nested
    class Ranks {
        @Test
        void areExactThenNameThenBeginningThenPart() {
            named("50000", "Lou Smith");
            named("50001", "Smithers");
            named("50002", "SMITH");
            added(changed(mailbox("50003"), m -> m.aliases = List.of("smith")));
            assertThat(found("smith")).containsExactly("50003", "50002", "50001", "50000");
        }

        @Test
        void exactHitsAreExtensionPlaceAddressAndAlias() {
            var tony =
                    added(
                            changed(
                                    mailbox("51234"),
                                    m -> {
                                        m.extensions = List.of("51234", "60001");
                                        m.aliases = List.of("TSmith");
                                    }));
            named("51235", "51234 tsmith");
            for (var text :
                    List.of(
                            "51234",
                            "51 234",
                            "60-001",
                            "default\\51234",
                            "DEFAULT\\51 234",
                            "51234@CONTOSO.com",
                            "tsmith")) {
                List<Mailbox> exact = store().read(v -> v.mailboxes().exact(text));
                assertThat(exact).as(text).containsExactly(tony);
                assertThat(found(text).getFirst()).as(text).isEqualTo("51234");
            }
            for (var text :
                    List.of("5123", "another\\51234", "tsmit", "", "%", "' or ''='", "\u200B")) {
                List<Mailbox> exact = store().read(v -> v.mailboxes().exact(text));
                assertThat(exact).as(text).isEmpty();
            }
            assertThat(found("default\\5123")).containsExactly("51234", "51235");
        }
    }

    /// The scripts of the world, and texts that are no words.
    @Nested
    class Scripts {
        @Test
        void areFoundWhateverTheCollationIs() {
            named("50001", "Иван Петров");
            named("50002", "Ελένη Παπαδοπούλου");
            named("50003", "王伟明");
            named("50004", "김민준");
            named("50005", "Zoë O’Connor-Łuk");
            for (var search :
                    Map.of(
                                    "петр",
                                    "50001",
                                    "ЕТРО",
                                    "50001",
                                    "ελενη",
                                    "50002",
                                    "ΠΟΥΛ",
                                    "50002",
                                    "伟",
                                    "50003",
                                    "伟明",
                                    "50003",
                                    "민준",
                                    "50004",
                                    "oconnor luk",
                                    "50005")
                            .entrySet())
                assertThat(found(search.getKey()))
                        .as(search.getKey())
                        .containsExactly(search.getValue());
        }

        @Test
        void ofAnAttackerAreTextsLikeAnyOther() {
            named("50001", "Tony Smith");
            for (var text :
                    List.of(
                            "\"",
                            "\"tony\" OR \"x",
                            "tony*",
                            "NEAR(tony smith)",
                            "folded:tony",
                            "^tony",
                            "' or 1 = 1 --",
                            "to%y",
                            "to_y",
                            "\\",
                            "%' escape '",
                            ":part0",
                            "?",
                            "\u0000",
                            "\uD800")) assertThat(found(text)).as(text).isEmpty();
            assertThat(found("\u202Eto\u200Bny\u202C smith")).containsExactly("50001");
            assertThat(found("tony ".repeat(10_000))).containsExactly("50001");
            assertThat(found("a".repeat(1_000_000))).isEmpty();
            assertThat(page("w0 w1 w2 w3 w4 w5 w6 w7 w8 w9 ".repeat(7)).total()).isZero();
        }
    }
}
