package org.ovalogin.storage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.input.TimeZone;
import org.ovalogin.core.mailbox.Addresses;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.pin.PinPolicy;
import org.ovalogin.core.store.DialPlanLookup;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.store.StoreException;

/// What is expected of changing and removing mailboxes, policies and dial plans.
class MailboxChangesContractTest extends EachDatabase {
    final Mailbox TONY =
            changed(
                    mailbox("51234"),
                    m -> {
                        m.extensions = List.of("51234", "51299");
                        m.aliases = List.of("tony", "t.smith");
                    });

    private final MailboxPolicy second =
            new MailboxPolicy(UUID.randomUUID(), "Second", PLAN.name(), PinPolicy.STRICT);

    @Test
    void ownerHasHeardOfSomeOfTheFailedAttempts() {
        var tony = added(changed(TONY, m -> m.failedSinceLogon = 3));
        var other = added(changed(mailbox("51235"), m -> m.failedSinceLogon = 3));
        assertHeard(tony, 2, 1);
        assertHeard(tony, 5, 0);
        assertThat(stored(other).failedSinceLogon()).isEqualTo(3);
        assertThat(stored(other).lastLogon()).isEqualTo(other.lastLogon());
    }

    private void assertHeard(Mailbox mailbox, int heard, int left) {
        clock.pass(Duration.ofHours(1));
        store().change(work -> work.mailboxes().heard(mailbox.guid(), heard, Optional.empty()));
        assertThat(stored(mailbox).failedSinceLogon()).isEqualTo(left);
        assertThat(stored(mailbox).lastLogon()).contains(clock.instant());
    }

    @Test
    void ownerHasHeardOfThisResetButNotOfALaterOne() {
        var at = clock.instant();
        var tony = added(changed(TONY, m -> m.untoldReset = Optional.of(at)));
        var other = Optional.of(at.plusMillis(1));
        store().change(work -> work.mailboxes().heard(tony.guid(), 0, other));
        assertThat(stored(tony).untoldReset()).contains(at);
        store().change(work -> work.mailboxes().heard(tony.guid(), 0, Optional.empty()));
        assertThat(stored(tony).untoldReset()).contains(at);
        store().change(work -> work.mailboxes().heard(tony.guid(), 0, Optional.of(at)));
        assertThat(stored(tony).untoldReset()).isEmpty();
    }

    @Test
    void ownerIsToldOfTheExpiryOfOnePinAlone() {
        var tony = added(TONY);
        var version = tony.pin().version();
        tellOfExpiry(tony, version + 1);
        assertThat(stored(tony)).isEqualTo(tony);
        tellOfExpiry(tony, version);
        assertThat(stored(tony).pin().validity().expiryTold()).contains(clock.instant());
        var told = stored(tony);
        store().change(work -> work.mailboxes().save(told.with(told.pin().used())));
        assertThat(stored(tony).pin().validity()).isEqualTo(told.pin().validity());
        var given = told.pin().given("sealed anew", clock.instant(), false);
        store().change(work -> work.mailboxes().save(told.with(given)));
        assertThat(stored(tony).pin().validity().expiryTold()).isEmpty();
    }

    private void tellOfExpiry(Mailbox mailbox, long version) {
        store().change(work -> work.mailboxes().toldOfExpiry(mailbox.guid(), version));
    }

    @Test
    void addressThatIsNotSharedIsTakenOnceAndAnyNumberHasNone() {
        var own = Addresses.of("a@contoso.com");
        var shared = new Addresses(Optional.of("A@contoso.com"), true, List.of(), false);
        var first = added(changed(mailbox("50001"), m -> m.addresses = own));
        var second = changed(mailbox("50002"), m -> m.addresses = own);
        assertThatThrownBy(() -> added(second)).isInstanceOf(StoreException.class);
        var third = added(changed(mailbox("50003"), m -> m.addresses = shared));
        var fourth = added(changed(mailbox("50004"), m -> m.addresses = shared));
        assertThat(withAddress("a@CONTOSO.com")).containsExactly(first, third, fourth);
        assertThat(store().<List<Mailbox>>read(v -> v.mailboxes().sharing("a@contoso.com", 2)))
                .containsExactly(first, third);
        for (var extension : List.of("50005", "50006"))
            added(changed(mailbox(extension), m -> m.addresses = Addresses.NONE));
        assertThat(withAddress("")).isEmpty();
    }

    private Mailbox stored(Mailbox mailbox) {
        return store().read(view -> view.mailboxes().find(mailbox.guid())).orElseThrow();
    }

    @Nested
    class Details {
        private final Mailbox renamed =
                changed(
                        TONY,
                        m -> {
                            m.policy = second;
                            m.extensions = List.of("51299", "50000");
                            m.addresses =
                                    new Addresses(
                                            Optional.of("Öz@contoso.com"),
                                            true,
                                            List.of("desk@contoso.com", "Ö@contoso.com"),
                                            true);
                            m.aliases = List.of("t.smith", "OZ");
                            m.name = "ÖZ";
                            m.language = Optional.of(Language.FR);
                            m.subscriberAccess = false;
                            m.pinless = true;
                        });

        @Test
        void areSavedWhetherOrNotTheMailboxWasReadBefore() {
            added(TONY);
            store().change(work -> work.policies().add(second));
            store().change(work -> work.mailboxes().save(renamed));
            assertSaved(renamed);
            store().change(
                            work -> {
                                work.mailboxes().find(TONY.guid());
                                work.mailboxes().save(TONY);
                                work.mailboxes().save(renamed);
                            });
            assertSaved(renamed);
        }

        private void assertSaved(Mailbox mailbox) {
            assertThat(found(mailbox.guid())).contains(mailbox);
            assertThat(seen(v -> v.mailboxes().find(new MailboxKey("default", "51234")))).isEmpty();
            assertThat(seen(v -> v.mailboxes().find(new MailboxKey("default", "50000"))))
                    .contains(mailbox);
            assertThat(withAddress("öz@contoso.com")).containsExactly(mailbox);
            assertThat(seen(v -> v.mailboxes().withAlias("tony"))).isEmpty();
            assertThat(seen(v -> v.mailboxes().withAlias("oz"))).contains(mailbox);
            List<Mailbox> named = store().read(v -> v.mailboxes().named("öz"));
            assertThat(named).containsExactly(mailbox);
            var page =
                    store().<List<Mailbox>>read(v -> v.mailboxes().page(MailboxQuery.ALL).items());
            assertThat(page).containsExactly(mailbox);
        }

        @Test
        void extensionOfAnotherMailboxIsNotTakenAndNothingIsSaved() {
            added(TONY);
            added("50000");
            store().change(work -> work.policies().add(second));
            assertThatThrownBy(() -> store().change(work -> work.mailboxes().save(renamed)))
                    .isInstanceOf(StoreException.class);
            assertThat(found(TONY.guid())).contains(TONY);
        }

        @Test
        void aliasGivenUpIsFreeForAnotherWithinTheSameTransaction() {
            added(TONY);
            var other = added("50001");
            store().change(
                            work -> {
                                work.mailboxes().save(changed(TONY, m -> m.aliases = List.of()));
                                work.mailboxes()
                                        .save(changed(other, m -> m.aliases = List.of("tony")));
                            });
            assertThat(seen(v -> v.mailboxes().withAlias("tony")).map(Mailbox::guid))
                    .contains(other.guid());
        }
    }

    @Nested
    class Removal {
        private Notice posted(Notice.Kind kind, Optional<String> sealed) {
            var notice =
                    new Notice(
                            UUID.randomUUID(),
                            new Notice.Addressee.Owner(TONY.guid()),
                            "a@contoso.com",
                            new Notice.Report(kind, "", 0),
                            new Notice.Secret(sealed, 1),
                            clock.instant());
            store().change(work -> work.notices().post(notice));
            clock.pass(Duration.ofMillis(1));
            return notice;
        }

        private void deliveredTo(String file, Notice notice) {
            outbox().claim(1, Duration.ofMinutes(5));
            outbox().delivered(notice.id(), Optional.of(file));
        }

        private void remove() {
            store().change(
                            work ->
                                    work.mailboxes()
                                            .remove(
                                                    work.mailboxes()
                                                            .find(TONY.guid())
                                                            .orElseThrow()));
        }

        @Test
        void takesExtensionsAndAliasesAndLeavesEvents() {
            added(TONY);
            store().change(work -> work.events().append(event(TONY, "Success")));
            remove();
            assertThat(found(TONY.guid())).isEmpty();
            assertThat(seen(v -> v.mailboxes().withAlias("tony"))).isEmpty();
            assertThat(events(TONY)).hasSize(1);
            added(TONY);
            assertThat(found(TONY.guid())).contains(TONY);
        }

        @Test
        void leavesFilesWithSecretsToBeDeletedAndThoseWithoutAlone() {
            added(TONY);
            deliveredTo("pin.eml", posted(Notice.Kind.RESET, Optional.of("sealed")));
            deliveredTo("link.eml", posted(Notice.Kind.RESET_LINK, Optional.of("sealed")));
            deliveredTo("plain.eml", posted(Notice.Kind.CHANGED, Optional.empty()));
            assertThat(outbox().filesToDelete()).isEmpty();
            remove();
            assertThat(outbox().filesToDelete()).containsExactlyInAnyOrder("pin.eml", "link.eml");
            outbox().deleted("pin.eml");
            assertThat(outbox().filesToDelete()).containsExactly("link.eml");
            outbox().deleted("link.eml");
            assertThat(outbox().filesToDelete()).isEmpty();
        }

        @Test
        void fileThatMayStillBeBeingWrittenIsDeletedAfterThat() {
            added(TONY);
            var notice = posted(Notice.Kind.RESET, Optional.of("sealed"));
            outbox().claim(1, Duration.ofMinutes(5));
            remove();
            outbox().delivered(notice.id(), Optional.of(notice.file()));
            assertThat(outbox().filesToDelete()).isEmpty();
            clock.pass(Duration.ofMinutes(5).plusMillis(1));
            assertThat(outbox().filesToDelete()).containsExactly(notice.file());
        }
    }

    @Nested
    class Policies {
        private List<String> history(Mailbox mailbox) {
            return store().read(v -> v.mailboxes().pinHistory(mailbox.guid(), 20));
        }

        @Test
        void areSavedWholeAndFoundByGuid() {
            store().change(work -> work.policies().add(second));
            var saved =
                    second.named("Renamed")
                            .with(
                                    PinPolicy.NIST.with(
                                            draft -> {
                                                draft.resetPinText = "r";
                                                draft.umEnabledText = "e";
                                            }));
            store().change(work -> work.policies().save(saved));
            assertThat(seen(v -> v.policies().find(second.guid()))).contains(saved);
            assertThat(seen(v -> v.policies().find(UUID.randomUUID()))).isEmpty();
            List<MailboxPolicy> all = store().read(view -> view.policies().all());
            assertThat(all).containsExactly(saved, POLICY);
        }

        @Test
        void shorterHistoryForgetsFormerPinsOfItsMailboxesAndNoOthers() {
            store().change(work -> work.policies().add(second));
            var mine = added("50001");
            var mineWithFew = added("50002");
            var other = added(changed(mailbox("50003"), m -> m.policy = second));
            store().change(
                            work -> {
                                for (var i = 1; i <= 5; i++) {
                                    for (var m : List.of(mine, other))
                                        work.mailboxes()
                                                .addToPinHistory(m.guid(), "s" + i, work.now(), 10);
                                }
                                work.mailboxes()
                                        .addToPinHistory(mineWithFew.guid(), "x", work.now(), 10);
                                work.policies().save(POLICY.with(historyOfTwo()));
                            });
            assertThat(history(mine)).containsExactly("s5", "s4");
            assertThat(history(mineWithFew)).containsExactly("x");
            assertThat(history(other)).containsExactly("s5", "s4", "s3", "s2", "s1");
        }

        private PinPolicy historyOfTwo() {
            return PinPolicy.EXCHANGE.with(draft -> draft.pinHistoryCount = 2);
        }

        @Test
        void areRemovedUnlessAMailboxHasThem() {
            store().change(work -> work.policies().add(second));
            store().change(work -> work.policies().remove(second));
            assertThat(seen(v -> v.policies().find(second.guid()))).isEmpty();
            added("51234");
            assertThatThrownBy(() -> store().change(work -> work.policies().remove(POLICY)))
                    .isInstanceOf(StoreException.class);
            assertThat(seen(v -> v.policies().find(POLICY.guid()))).contains(POLICY);
        }
    }

    @Nested
    class DialPlans {
        @Test
        void areSavedWhole() {
            var mailbox = added("51234");
            var saved =
                    PLAN.with(
                            draft -> {
                                draft.numberOfDigitsInExtension = 7;
                                draft.minNumberOfDigitsInExtension = OptionalInt.of(6);
                                draft.extensionPause = Optional.of(Duration.ofSeconds(1));
                                draft.accessTelephoneNumbers = List.of("1", "2");
                                draft.defaultLanguage = "fr-FR";
                                draft.timeZone = TimeZone.named("Pacific/Chatham");
                                draft.logonFailuresBeforeDisconnect = 7;
                                draft.inputFailuresBeforeDisconnect = 8;
                                draft.maxCallDuration = Duration.ofMinutes(99);
                                draft.operatorExtension = Optional.of("0");
                                draft.selfServiceHint = Optional.of("custom/new-pin");
                                draft.voicemailContext = "other";
                            });
            store().change(work -> work.dialPlans().save(saved));
            assertThat(seen(v -> v.dialPlans().find(PLAN.name()))).contains(saved);
            assertThat(found(mailbox.guid()).map(Mailbox::dialPlan)).contains(saved);
        }

        @Test
        void tellWhichExtensionsTheyWouldLeaveOut() {
            for (var extension : List.of("512", "5123", "51234", "51235", "512345"))
                added(extension);
            assertThat(unfit(3, 6, 9)).isEqualTo(new DialPlanLookup.Unfit(List.of(), 0));
            assertThat(unfit(4, 5, 9))
                    .isEqualTo(new DialPlanLookup.Unfit(List.of("512", "512345"), 2));
            assertThat(unfit(7, 9, 3))
                    .isEqualTo(new DialPlanLookup.Unfit(List.of("512", "5123", "51234"), 5));
        }

        private DialPlanLookup.Unfit unfit(int shortest, int longest, int most) {
            var plan =
                    PLAN.with(
                            draft -> {
                                draft.minNumberOfDigitsInExtension = OptionalInt.of(shortest);
                                draft.numberOfDigitsInExtension = longest;
                            });
            return store().read(view -> view.dialPlans().unfit(plan, most));
        }

        @Test
        void goWithTheirPoliciesAndLeaveOthers() {
            var gone = DialPlan.named("gone");
            var policy = MailboxPolicy.defaultOf(gone);
            store().change(
                            work -> {
                                work.dialPlans().add(gone);
                                work.policies().add(policy);
                            });
            store().change(work -> work.dialPlans().remove(gone));
            assertThat(seen(v -> v.dialPlans().find("gone"))).isEmpty();
            List<MailboxPolicy> policies = store().read(view -> view.policies().all());
            assertThat(policies).containsExactly(POLICY);
        }
    }
}
