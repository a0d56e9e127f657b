package org.ovalogin.core.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.Mailboxes;
import org.ovalogin.core.administration.Mailboxes.Enabling;
import org.ovalogin.core.administration.OnSite;
import org.ovalogin.core.administration.PinResets.Reset;
import org.ovalogin.core.administration.SelfService;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.Addresses;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxDetails;
import org.ovalogin.core.mailbox.MailboxOwner;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.PhoneAccess;
import org.ovalogin.core.pin.Password;
import org.ovalogin.core.store.MailboxQuery;

/// Whatever compares addresses takes an international domain and its ASCII form for the same.
class InternationalDomainsTest extends OnSite {
    private static final String TYPED = "Lea@Bücher.example";
    private static final String ASCII = "lea@xn--bcher-kva.example";
    private static final Actor HELP_DESK =
            new Actor(Optional.empty(), "help", Role.HELPDESK.rights(), "test");

    private Mailboxes mailboxes;

    @BeforeEach
    void begin() {
        mailboxes = site.administration.mailboxes();
    }

    private Mailbox enable(String extension, String address) {
        return mailboxes
                .enable(Enabling.of("default", extension, address), Site.ADMINISTRATOR)
                .mailbox();
    }

    private Mailbox lea() {
        var lea = enable("51299", TYPED);
        site.mail();
        return lea;
    }

    private void change(Mailbox mailbox, String address, List<String> aliases) {
        UnaryOperator<MailboxDetails> to =
                m ->
                        new MailboxDetails(
                                m.policy(),
                                m.extensions(),
                                new MailboxOwner(
                                        Addresses.of(address),
                                        aliases,
                                        m.displayName(),
                                        m.language(),
                                        m.timeZone()),
                                new PhoneAccess(true, false));
        mailboxes.change(mailbox.guid(), to, Site.ADMINISTRATOR);
    }

    private static List<Fault> faults(NotDone e) {
        return e.findings().stream().map(Finding::fault).toList();
    }

    private void account(String name, Optional<String> address) {
        var details = new AccountDetails(Role.ADMINISTRATOR, address, Optional.empty(), true);
        var password = Password.of("correct horse battery");
        site.administration.accounts().add(name, details, password, Site.ADMINISTRATOR);
    }

    /// What a release without ASCII forms makes of the row when it saves it.
    private void savedByTheReleaseBefore() {
        site.sql("update mailbox set address_key = 'lea@bücher.example' where address like 'Lea%'");
        site.sql("update alias set alias_key = 'ops@bücher.example' where alias like 'Ops%'");
    }

    @Test
    void isShownAsTypedAndSentInAscii() {
        var lea = enable("51299", TYPED);
        assertThat(mailboxes.find("51299").address()).contains(TYPED);
        assertThat(site.mail())
                .extracting(Notice::recipient)
                .containsExactly("Lea@xn--bcher-kva.example");
        assertThat(lea.displayName()).isEqualTo("Lea");
    }

    @Test
    void isSentInAsciiToSomebodyElseToo() {
        var wanted =
                new Reset(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("ops@bücher.example"),
                        Optional.empty());
        site.administration.pins().reset(site.guid(), wanted, Site.ADMINISTRATOR);
        assertThat(site.mail()).extracting(Notice::recipient).contains("ops@xn--bcher-kva.example");
        for (var bad : List.of("ops@straße.example", "öps@contoso.com"))
            assertThatThrownBy(
                            () ->
                                    site.administration
                                            .pins()
                                            .reset(
                                                    site.guid(),
                                                    new Reset(
                                                            Optional.empty(),
                                                            Optional.empty(),
                                                            Optional.empty(),
                                                            Optional.of(bad),
                                                            Optional.empty()),
                                                    Site.ADMINISTRATOR))
                    .isInstanceOf(NotDone.class);
    }

    @Nested
    class Uniqueness {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "lea@bücher.example",
                    "LEA@BÜCHER.EXAMPLE",
                    "lea@xn--bcher-kva.example",
                    "lea@XN--BCHER-KVA.example"
                })
        void anAddressIsTakenInWhateverForm(String other) {
            lea();
            assertThatThrownBy(() -> enable("51300", other))
                    .isInstanceOfSatisfying(
                            NotDone.class,
                            e -> assertThat(faults(e)).containsExactly(Fault.ADDRESS_TAKEN));
            assertThatThrownBy(() -> change(site.mailbox(), "tony@contoso.com", List.of(other)))
                    .isInstanceOfSatisfying(
                            NotDone.class,
                            e -> assertThat(faults(e)).containsExactly(Fault.ADDRESS_TAKEN));
        }

        @ParameterizedTest
        @ValueSource(strings = {"lea@bücher.example", "lea@xn--bcher-kva.example"})
        void alsoWhereTheReleaseBeforeHasSavedTheRow(String other) {
            change(lea(), TYPED, List.of("Ops@bücher.example"));
            savedByTheReleaseBefore();
            assertThatThrownBy(() -> enable("51300", other))
                    .isInstanceOfSatisfying(
                            NotDone.class,
                            e -> assertThat(faults(e)).containsExactly(Fault.ADDRESS_TAKEN));
            assertThatThrownBy(() -> enable("51300", other.replace("lea", "ops")))
                    .isInstanceOfSatisfying(
                            NotDone.class,
                            e -> assertThat(faults(e)).containsExactly(Fault.ADDRESS_TAKEN));
        }

        @Test
        void anAliasIsGivenOnceInWhateverForm() {
            var twice = List.of("ops@bücher.example", "ops@xn--bcher-kva.example");
            assertThatThrownBy(() -> change(site.mailbox(), "tony@contoso.com", twice))
                    .isInstanceOfSatisfying(
                            NotDone.class,
                            e -> assertThat(faults(e)).containsExactly(Fault.NAME_TAKEN));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lea@bücher.example",
                "Lea@BÜCHER.example",
                ASCII,
                "ops@xn--bcher-kva.example",
                "OPS@bücher.example"
            })
    void isFoundInWhateverForm(String identity) {
        var lea = lea();
        change(lea, TYPED, List.of("Ops@bücher.example"));
        assertThat(mailboxes.find(identity).guid()).isEqualTo(lea.guid());
        savedByTheReleaseBefore();
        assertThat(mailboxes.find(identity).guid()).isEqualTo(lea.guid());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bücher", "BÜCH", "xn--bcher", "lea@bü", "ops@büch"})
    void isFoundByAnyPartOfWhatWasTyped(String text) {
        var lea = lea();
        change(lea, TYPED, List.of("Ops@bücher.example"));
        assertThat(mailboxes.search(MailboxQuery.ALL.text(text)).items())
                .extracting(Mailbox::guid)
                .containsExactly(lea.guid());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lea@bücher.example", "LEA@XN--BCHER-KVA.example"})
    void itsOwnerAsksForALinkInWhateverForm(String typed) {
        lea();
        savedByTheReleaseBefore();
        site.administration.selfService().ask(new SelfService.Asked(Optional.empty(), typed));
        assertThat(site.mail())
                .extracting(Notice::recipient, Notice::kind)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "Lea@xn--bcher-kva.example", Notice.Kind.RESET_LINK));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tony@straße.example", "tony@ｓｔｒａｓｓｅ.example", "tony@\u212Aontoso.com"})
    void nobodysDomainIsTurnedIntoAnOwners(String typed) {
        change(site.mailbox(), "tony@strasse.example", List.of("tony@kontoso.com"));
        site.administration.selfService().ask(new SelfService.Asked(Optional.empty(), typed));
        assertThat(site.mail()).isEmpty();
        assertThatThrownBy(() -> mailboxes.find(typed)).isInstanceOf(NotDone.class);
    }

    @Nested
    class AnAdministratorsMailbox {
        private void assertKeptFromTheHelpDesk(Mailbox mailbox) {
            assertThatThrownBy(
                            () ->
                                    site.administration
                                            .pins()
                                            .reset(mailbox.guid(), Reset.DEFAULT, HELP_DESK))
                    .isInstanceOfSatisfying(
                            NotDone.class,
                            e ->
                                    assertThat(faults(e))
                                            .containsExactly(Fault.ADMINISTRATORS_MAILBOX));
        }

        @ParameterizedTest
        @ValueSource(strings = {"lea@bücher.example", "LEA@xn--bcher-kva.example"})
        void isTheOneWithTheAccountsAddressInWhateverForm(String address) {
            var lea = lea();
            account("boss", Optional.of(address));
            assertKeptFromTheHelpDesk(lea);
            savedByTheReleaseBefore();
            assertKeptFromTheHelpDesk(lea);
        }

        @ParameterizedTest
        @ValueSource(strings = {"lea@bücher.example", "lea@xn--bcher-kva.example"})
        void alsoByAnAlias(String alias) {
            change(site.mailbox(), "tony@contoso.com", List.of(alias));
            account("boss", Optional.of(TYPED));
            assertKeptFromTheHelpDesk(site.mailbox());
        }

        @Test
        void alsoByTheAccountsName() {
            var lea = lea();
            account("lea@xn--bcher-kva.example", Optional.empty());
            assertKeptFromTheHelpDesk(lea);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"boss@straße.example", "böss@contoso.com", "boss@contoso.com."})
    void anAccountsAddressIsCheckedLikeAMailboxes(String address) {
        assertThatThrownBy(() -> account("boss", Optional.of(address))).isInstanceOf(NotDone.class);
    }
}
