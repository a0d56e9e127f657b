package org.ovalogin.core.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.core.administration.Site.ADMINISTRATOR;
import static org.ovalogin.core.administration.Site.CALL;
import static org.ovalogin.core.administration.Site.KEY;
import static org.ovalogin.core.administration.Site.OTHER;
import static org.ovalogin.core.administration.Site.RIGHT;
import static org.ovalogin.core.administration.Site.WRONG;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ovalogin.core.administration.Mailboxes.Enabling;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.Event.SignInResult;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.pin.ComparedCosts;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.pin.PinHasher.Cost;

/// Each refusal computes one hash, at a cost that does not tell its reason. The library counts the
/// hashes, so no test here depends on a clock.
class RefusalCostTest {
    /// That of the site's mailbox.
    private static final Cost OLD = new Cost(8, 1);

    private static final Cost NEW = new Cost(16, 2);

    @TempDir Path folder;

    private final AtomicReference<Cost> inForce = new AtomicReference<>(NEW);
    private final ComparedCosts compared = new ComparedCosts(inForce::get);
    private Optional<Site> opened = Optional.empty();

    private Site site() {
        var site =
                Site.with(
                        folder,
                        _ -> {},
                        plan -> {
                            plan.hasher = compared.hasher();
                            plan.set("budgets.callerNumber", "1 + 1/day");
                        });
        opened = Optional.of(site);
        return site;
    }

    @AfterEach
    void close() {
        opened.ifPresent(Site::close);
    }

    private List<Cost> costs(Site site, MailboxKey key, Pin pin, CallSource source) {
        compared.taken();
        assertThat(site.signIn.attempt(key, pin, source)).isEqualTo(new Verdict.Refused());
        return compared.taken();
    }

    private List<Cost> costs(Site site, String extension) {
        return costs(site, new MailboxKey("default", extension), WRONG, from("200" + extension));
    }

    /// A caller whose budget is full.
    private static CallSource from(String number) {
        return new CallSource(number, "PJSIP/trunk", "127.0.0.1", Optional.empty());
    }

    /// The reasons to refuse a mailbox.
    enum Reason {
        WRONG_PIN {
            @Override
            void bringAbout(Site site) {}
        },
        LOCKED {
            @Override
            void bringAbout(Site site) {
                site.administration.pins().lock(site.guid(), ADMINISTRATOR);
            }
        },
        DISABLED {
            @Override
            void bringAbout(Site site) {
                site.sql("update mailbox set subscriber_access = 0");
            }
        },
        LAPSED {
            @Override
            void bringAbout(Site site) {
                site.sql(
                        "update mailbox set pin_set_at = 0, pin_lapses_at = 1, pin_signed_in = 0, pin_by_owner = 0");
            }
        },
        OVER_BUDGET {
            @Override
            void bringAbout(Site site) {
                site.attempt(WRONG);
            }
        };

        abstract void bringAbout(Site site);

        CallSource source() {
            return this == OVER_BUDGET ? CALL : from("4155550111");
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusalOfAMailboxCostsAsMuchAsItsOwnHash(Reason reason) {
        var site = site();
        reason.bringAbout(site);
        var before = site.signIns(SignInResult.valueOf(reason.name()));

        assertThat(costs(site, KEY, WRONG, reason.source())).containsExactly(OLD);

        assertThat(site.signIns(SignInResult.valueOf(reason.name()))).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @EnumSource
    void refusalOfARenewedMailboxCostsAsMuchAsNewHashes(Reason reason) {
        var site = site();
        site.attempt(RIGHT);
        site.afterwards.run();
        reason.bringAbout(site);

        assertThat(costs(site, KEY, WRONG, reason.source())).containsExactly(NEW);
    }

    /// The old cost is in force again, and the mailbox's hash is of the newer one.
    @Test
    void costThatComesBackRenewsToo() {
        var site = site();
        site.attempt(RIGHT);
        site.afterwards.run();
        inForce.set(OLD);
        site.attempt(RIGHT);
        site.afterwards.run();

        assertThat(costs(site, KEY, OTHER, from("4155550111"))).containsExactly(OLD);
    }

    @Nested
    class UnknownExtension {
        @Test
        void costsAsMuchAsNewHashesBeforeTheFirstComparison() {
            assertThat(costs(site(), "97531")).containsExactly(NEW);
        }

        @Test
        void costsAsMuchAsTheOnlyHashesThatAreCompared() {
            var site = site();
            site.attempt(RIGHT);
            assertThat(costs(site, "97531")).containsExactly(OLD);
        }

        @Test
        void hasTheProportionOfTheComparisonsAndTheSameCostEachTime() {
            var site = site();
            half(site);
            var extensions = IntStream.range(60_000, 60_200).mapToObj(String::valueOf).toList();
            var first = each(site, extensions, "1");
            assertThat(first.stream().filter(OLD::equals).count()).isBetween(60L, 140L);
            assertThat(first.stream().filter(NEW::equals).count()).isBetween(60L, 140L);
            assertThat(each(site, extensions, "2")).isEqualTo(first);
        }

        @Test
        void costsTheSameHoweverTheDialPlanIsWritten() {
            var site = site();
            half(site);
            for (var extension = 60_000; extension < 60_020; extension++) {
                var digits = String.valueOf(extension);
                assertThat(
                                costs(
                                        site,
                                        new MailboxKey("DEFAULT", digits),
                                        WRONG,
                                        from("1" + digits)))
                        .isEqualTo(costs(site, digits));
            }
        }

        /// Of several hundred comparisons, half are with a hash of each cost.
        private void half(Site site) {
            var other =
                    site.administration
                            .mailboxes()
                            .enable(
                                    Enabling.of("default", "51235", "lea@contoso.com"),
                                    ADMINISTRATOR);
            assertThat(other.mailbox().extensions()).containsExactly("51235");
            site.sql("update mailbox_policy set max_logon_attempts = 999");
            for (var i = 0; i < 60; i++) {
                assertThat(costs(site, KEY, WRONG, from("31" + i))).containsExactly(OLD);
                assertThat(costs(site, new MailboxKey("default", "51235"), WRONG, from("32" + i)))
                        .containsExactly(NEW);
            }
        }

        private List<Cost> each(Site site, List<String> extensions, String from) {
            var all = new ArrayList<Cost>();
            for (var extension : extensions) {
                var key = new MailboxKey("default", extension);
                all.addAll(costs(site, key, WRONG, from(from + extension)));
            }
            return all;
        }
    }

    @Test
    void lockedMailboxWhoseHashCannotBeOpenedIsRefusedLikeNobody() {
        var site = site();
        site.attempt(RIGHT);
        site.administration.pins().lock(site.guid(), ADMINISTRATOR);
        site.sql("update mailbox set pin_sealed = 'broken'");

        assertThat(costs(site, KEY, WRONG, from("4155550111"))).containsExactly(OLD);
    }
}
