package org.ovalogin.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.core.administration.Office.faults;
import static org.ovalogin.core.administration.Site.ADMINISTRATOR;
import static org.ovalogin.core.administration.Site.RIGHT;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.Accounts;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.Office;
import org.ovalogin.core.administration.OnSite;
import org.ovalogin.core.administration.PinResets.Reset;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.mailbox.MailboxDetails;
import org.ovalogin.core.mailbox.MailboxOwner;
import org.ovalogin.core.mailbox.PhoneAccess;
import org.ovalogin.core.pin.Password;
import org.ovalogin.core.pin.Pin;

/// Versions count what administrators do, and keep one of them from undoing another's work unseen.
class RevisionTest extends OnSite {
    private static final Actor OTHER =
            new Actor(Optional.empty(), "account other", Role.ADMINISTRATOR.rights(), "");

    private Administration administration;

    @BeforeEach
    void open() {
        administration = site.administration;
    }

    private long version() {
        return administration
                .mailboxes()
                .overview(site.guid(), Site.ADMINISTRATOR, 0)
                .revision()
                .version();
    }

    /// What a form that is open meanwhile would do.
    private void assertStaleAfter(Runnable othersWork, Consumer<Actor> mine) {
        var seen = version();
        othersWork.run();
        assertThat(version()).isEqualTo(seen + 1);
        assertThat(faults(() -> mine.accept(ADMINISTRATOR.seeing(Set.of(seen)))))
                .containsExactly(Fault.STALE);
        assertThat(version()).isEqualTo(seen + 1);
        mine.accept(ADMINISTRATOR.seeing(Set.of(seen + 1)));
    }

    private MailboxDetails renamed(MailboxDetails d, String name) {
        return new MailboxDetails(
                d.policy(),
                d.extensions(),
                new MailboxOwner(d.addresses(), d.aliases(), name, d.language(), d.timeZone()),
                new PhoneAccess(d.subscriberAccess(), d.pinless()));
    }

    @Test
    void whatCallersAndAttackersDoDoesNotCount() {
        for (var i = 0; i < 20; i++) site.attempt(Pin.of("860293").orElseThrow());
        site.attempt(RIGHT);
        assertThat(version()).isZero();
    }

    @Test
    void eachThingThatAdministratorsDoToAMailboxCounts() {
        var pins = administration.pins();
        var guid = site.guid();
        var mailboxes = administration.mailboxes();
        assertStaleAfter(
                () -> mailboxes.change(guid, d -> renamed(d, "Anthony"), OTHER),
                me -> mailboxes.change(guid, d -> renamed(d, "Tony"), me));
        assertStaleAfter(() -> pins.lock(guid, OTHER), me -> pins.unlock(guid, me));
        assertStaleAfter(() -> pins.lock(guid, OTHER), me -> pins.reset(guid, Reset.DEFAULT, me));
        assertStaleAfter(
                () -> pins.reset(guid, Reset.DEFAULT, OTHER),
                me -> pins.reset(guid, Reset.DEFAULT, me));
        assertStaleAfter(() -> pins.unlock(guid, OTHER), me -> pins.lock(guid, me));
        var seen = version();
        pins.unlock(guid, OTHER);
        assertThat(faults(() -> mailboxes.disable(guid, ADMINISTRATOR.seeing(Set.of(seen)))))
                .containsExactly(Fault.STALE);
        assertThat(mailboxes.all()).hasSize(1);
    }

    @Test
    void whatChangesNothingDoesNotCount() {
        administration.mailboxes().change(site.guid(), d -> d, OTHER);
        assertThat(version()).isZero();
    }

    @Test
    void itIsSaidWhoAndWhen() {
        administration.pins().lock(site.guid(), OTHER);
        var last =
                administration
                        .mailboxes()
                        .overview(site.guid(), Site.ADMINISTRATOR, 0)
                        .revision()
                        .last()
                        .orElseThrow();
        assertThat(last.by()).isEqualTo("account other");
        assertThat(last.at()).isEqualTo(administration.now());
    }

    @Test
    void rightsAreCheckedFirst() {
        administration.pins().lock(site.guid(), OTHER);
        var auditor =
                new Actor(Optional.empty(), "a", Role.AUDITOR.rights(), "").seeing(Set.of(77L));
        assertThat(faults(() -> administration.pins().unlock(site.guid(), auditor)))
                .containsExactly(Fault.NOT_YOUR_ROLE);
    }

    @Test
    void policiesDialPlansAndAccountsHaveTheirs() {
        var policies = administration.policies();
        var policy = site.mailbox().policy();
        policies.change(policy.guid(), p -> p.with(p.pin().with(d -> d.minPinLength = 9)), OTHER);
        assertThat(
                        faults(
                                () ->
                                        policies.change(
                                                policy.guid(),
                                                p -> p.with(p.pin().with(d -> d.minPinLength = 6)),
                                                ADMINISTRATOR.seeing(Set.of(0L)))))
                .containsExactly(Fault.STALE);
        assertThat(policies.find(policy.guid().toString()).pin().minPinLength()).isEqualTo(9);

        var dialPlans = administration.dialPlans();
        dialPlans.add("Paris", d -> d, OTHER);
        dialPlans.remove("Paris", OTHER);
        dialPlans.add("Paris", d -> d, OTHER);
        assertThat(faults(() -> dialPlans.remove("Paris", ADMINISTRATOR.seeing(Set.of(0L)))))
                .containsExactly(Fault.STALE);

        var accounts = administration.accounts();
        var desk = Office.account(site, "desk", Role.HELPDESK);
        accounts.setPassword(
                "desk", Password.of("another horse battery"), Accounts.TokensThen.END, OTHER);
        assertThat(accounts.versioned(desk.name(), Site.ADMINISTRATOR).revision().version())
                .isEqualTo(1);
        assertThat(faults(() -> accounts.remove("desk", ADMINISTRATOR.seeing(Set.of(0L)))))
                .containsExactly(Fault.STALE);
    }
}
