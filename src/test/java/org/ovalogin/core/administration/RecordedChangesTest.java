package org.ovalogin.core.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.core.administration.Site.ADMINISTRATOR;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.Accounts.TokensThen;
import org.ovalogin.core.mailbox.Addresses;
import org.ovalogin.core.mailbox.MailboxDetails;
import org.ovalogin.core.mailbox.MailboxOwner;
import org.ovalogin.core.mailbox.PhoneAccess;
import org.ovalogin.core.pin.Password;
import org.ovalogin.core.store.EventQuery;

/// Old and new values in the record of events.
class RecordedChangesTest extends OnSite {
    private String latest() {
        return site.administration.events(EventQuery.ALL).getFirst().event().changes().inWords();
    }

    @Test
    void aPolicyHasItsNameAndParameters() {
        var policy = site.mailbox().policy();
        site.administration
                .policies()
                .change(
                        policy.guid(),
                        p ->
                                p.named("Paris")
                                        .with(
                                                p.pin()
                                                        .with(
                                                                draft -> {
                                                                    draft.minPinLength = 9;
                                                                    draft.pinLifetime =
                                                                            Optional.empty();
                                                                })),
                        ADMINISTRATOR);
        assertThat(latest())
                .isEqualTo(
                        "Name: default Default Policy → Paris; MinPINLength: 6 → 9; PINLifetime: 60 → Unlimited");
    }

    @Test
    void aDialPlanHasItsParameters() {
        site.administration
                .dialPlans()
                .change(
                        "default",
                        plan ->
                                plan.with(
                                        draft -> {
                                            draft.accessTelephoneNumbers = List.of("100", "200");
                                            draft.maxCallDuration = Duration.ofMinutes(20);
                                            draft.operatorExtension = Optional.of("0");
                                        }),
                        ADMINISTRATOR);
        assertThat(latest())
                .contains("AccessTelephoneNumbers: – → 100, 200")
                .contains("MaxCallDuration: 30 → 20")
                .contains("OperatorExtension: – → 0")
                .doesNotContain("VoicemailContext");
    }

    @Test
    void aMailboxHasItsOwnerAndAccess() {
        changeOwnerAndAccess();
        assertThat(latest())
                .contains("PrimarySmtpAddress: tony@contoso.com → tony@fabrikam.com")
                .contains("→ ts, tony.s")
                .contains("Extensions: 51234 → 51234, 51299")
                .contains("SubscriberAccessEnabled: true → false")
                .doesNotContain("DisplayName");
    }

    private void changeOwnerAndAccess() {
        site.administration
                .mailboxes()
                .change(
                        site.guid(),
                        d ->
                                new MailboxDetails(
                                        d.policy(),
                                        List.of(Site.EXTENSION, "51299"),
                                        new MailboxOwner(
                                                Addresses.of("tony@fabrikam.com"),
                                                List.of("ts", "tony.s"),
                                                d.displayName(),
                                                d.language(),
                                                d.timeZone()),
                                        new PhoneAccess(false, d.pinless())),
                        ADMINISTRATOR);
    }

    @Test
    void anAccountHasItsRoleAndLinks() {
        var accounts = site.administration.accounts();
        accounts.add("henry", details(Optional.empty()), password("old"), ADMINISTRATOR);
        assertThat(latest()).isEmpty();
        accounts.change(
                "henry",
                _ ->
                        new AccountDetails(
                                Role.AUDITOR,
                                Optional.of("henry@contoso.com"),
                                Optional.of(site.guid()),
                                false),
                ADMINISTRATOR);
        assertThat(latest())
                .isEqualTo(
                        "Role: helpdesk → auditor; Address: – → henry@contoso.com; Mailbox: – → default\\51234; Enabled: true → false");
    }

    private static AccountDetails details(Optional<UUID> mailbox) {
        return new AccountDetails(Role.HELPDESK, Optional.empty(), mailbox, true);
    }

    private static Password password(String age) {
        return Password.of("a very " + age + " secret");
    }

    /// The whole table: a secret may hide in no column.
    @Test
    void noSecretIsRecorded() {
        var accounts = site.administration.accounts();
        accounts.add("henry", details(Optional.empty()), password("old"), ADMINISTRATOR);
        accounts.setPassword("henry", password("new"), TokensThen.END, ADMINISTRATOR);
        assertThat(latest()).isEmpty();
        site.give(Site.OTHER, false);
        site.administration
                .pins()
                .reset(site.guid(), PinResets.Reset.generated(true, true), ADMINISTRATOR);
        changeOwnerAndAccess();
        var rows =
                site.texts(
                        "select name || result || subject || by_whom || from_where || changes from event");
        assertThat(rows).isNotEmpty().noneMatch(row -> row.contains("secret"));
        var sealed =
                site.texts(
                        "select pin_sealed from mailbox union select password_sealed from account");
        assertThat(sealed).isNotEmpty();
        for (var secret : sealed) assertThat(rows).noneMatch(row -> row.contains(secret));
        assertThat(rows).noneMatch(row -> row.matches(".*\\b(739164|860293)\\b.*"));
    }
}
