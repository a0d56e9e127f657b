package org.ovalogin.core.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.store.MailboxStore;

/// Whoever reads an object with its version while somebody else changes it gets both of one moment.
class VersionedTest extends OnSite {
    /// A store in which somebody else makes a change after each read.
    private static final class Changing implements MailboxStore {
        private final MailboxStore store;
        private Runnable change = () -> {};

        Changing(MailboxStore store) {
            this.store = store;
        }

        @Override
        public <T> T write(Function<Work, T> work) {
            return store.write(work);
        }

        @Override
        public <T> T read(Function<View, T> look) {
            var seen = store.read(look);
            change.run();
            return seen;
        }
    }

    private Administration during(Runnable change) {
        var store = new Changing(site.store);
        var administration = site.administration(store);
        store.change = change;
        return administration;
    }

    @Test
    void aPolicyIs() {
        var policies = site.administration.policies();
        var guid = policies.all(Optional.empty()).getFirst().guid();
        var before = policies.versioned(guid.toString());
        var seen =
                during(() -> policies.change(guid, p -> p.named("Renamed"), Site.ADMINISTRATOR))
                        .policies()
                        .versioned(guid.toString());
        assertThat(seen).isEqualTo(before);
        assertThat(policies.versioned(guid.toString()).revision().version())
                .isGreaterThan(before.revision().version());
    }

    @Test
    void aDialPlanIs() {
        var dialPlans = site.administration.dialPlans();
        var name = dialPlans.all().getFirst().name();
        var before = dialPlans.versioned(name);
        Runnable change =
                () -> dialPlans.change(name, VersionedTest::withOperator, Site.ADMINISTRATOR);
        assertThat(during(change).dialPlans().versioned(name)).isEqualTo(before);
        assertThat(dialPlans.versioned(name).object().operatorExtension()).contains("6000");
    }

    private static DialPlan withOperator(DialPlan plan) {
        return plan.with(draft -> draft.operatorExtension = Optional.of("6000"));
    }

    @Test
    void anAccountIs() {
        var accounts = site.administration.accounts();
        var guid =
                Office.account(
                                site,
                                "desk",
                                new AccountDetails(
                                        Role.HELPDESK, Optional.empty(), Optional.empty(), true))
                        .guid();
        var byGuid = accounts.versioned(guid, Site.ADMINISTRATOR);
        assertThat(
                        during(() -> become(Role.AUDITOR))
                                .accounts()
                                .versioned(guid, Site.ADMINISTRATOR))
                .isEqualTo(byGuid);
        var byName = accounts.versioned("desk", Site.ADMINISTRATOR);
        assertThat(byName.object().role()).isEqualTo(Role.AUDITOR);
        assertThat(
                        during(() -> become(Role.HELPDESK))
                                .accounts()
                                .versioned("desk", Site.ADMINISTRATOR))
                .isEqualTo(byName);
    }

    private void become(Role role) {
        site.administration
                .accounts()
                .change(
                        "desk",
                        d -> new AccountDetails(role, d.address(), d.mailbox(), true),
                        Site.ADMINISTRATOR);
    }
}
