package org.ovalogin.core.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.core.administration.Office.faults;
import static org.ovalogin.core.administration.Site.ADMINISTRATOR;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.administration.Mailboxes.Enabling;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.Finding;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.ExtensionLengths;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.pin.PinPolicy;

class DialPlansTest extends OnSite {
    private DialPlans dialPlans;

    @BeforeEach
    void open() {
        dialPlans = site.administration.dialPlans();
    }

    private static DialPlan with(DialPlan plan, int digits, Duration longest, String operator) {
        return plan.with(
                draft -> {
                    draft.numberOfDigitsInExtension = digits;
                    draft.accessTelephoneNumbers = List.of("+1 (415) 555-0100");
                    draft.defaultLanguage = "fr-FR";
                    draft.logonFailuresBeforeDisconnect = 4;
                    draft.inputFailuresBeforeDisconnect = 5;
                    draft.maxCallDuration = longest;
                    draft.operatorExtension = Optional.of(operator);
                    draft.voicemailContext = "elsewhere";
                });
    }

    private List<String> events() {
        return site.texts(
                "select result || ' ' || subject from event where name = 'DIAL_PLAN_CHANGED' order by event_id");
    }

    @Test
    void newOneHasItsDefaultPolicy() {
        var made =
                dialPlans.add("Paris", d -> with(d, 4, Duration.ofMinutes(20), "0"), ADMINISTRATOR);
        assertThat(dialPlans.find("Paris")).isEqualTo(made);
        assertThat(site.administration.policies().all(Optional.of("Paris")))
                .extracting(MailboxPolicy::name)
                .containsExactly("Paris Default Policy");
        assertThat(events()).containsExactly("Created Paris");
    }

    @Test
    void namesAreOneWhateverTheirCase() {
        var paris = dialPlans.add("Paris", d -> d, ADMINISTRATOR);
        assertThat(dialPlans.find("PARIS")).isEqualTo(paris);
        assertThat(dialPlans.find("\u00a0paris ")).isEqualTo(paris);
        assertThat(faults(() -> dialPlans.add("pARIS", d -> d, ADMINISTRATOR)))
                .containsExactly(Fault.NAME_TAKEN);
        assertThat(faults(() -> dialPlans.whatIf("pARIS", d -> d, ADMINISTRATOR)))
                .containsExactly(Fault.NAME_TAKEN);
        var policies = site.administration.policies();
        assertThat(policies.find("pArIs\\paris default policy").dialPlan()).isEqualTo("Paris");
        assertThat(
                        policies.add(
                                        "Board",
                                        Optional.of("PARIS"),
                                        PinPolicy.EXCHANGE,
                                        p -> p,
                                        ADMINISTRATOR)
                                .dialPlan())
                .isEqualTo("Paris");
        dialPlans.remove("PARIS", ADMINISTRATOR);
        assertThat(dialPlans.all()).hasSize(1);
    }

    @Test
    void pairsThatDifferInCaseOnlyAreToldApartExactly() {
        site.store.change(
                work -> {
                    work.dialPlans().add(DialPlan.named("Rome"));
                    work.dialPlans().add(DialPlan.named("ROME"));
                });
        assertThat(dialPlans.find("ROME").name()).isEqualTo("ROME");
        assertThat(dialPlans.find("Rome").name()).isEqualTo("Rome");
        assertThat(faults(() -> dialPlans.find("rome"))).containsExactly(Fault.NO_SUCH_DIAL_PLAN);
        assertThat(faults(() -> dialPlans.add("rome", d -> d, ADMINISTRATOR)))
                .containsExactly(Fault.NAME_TAKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.org",
                "pbx.contoso.com",
                "a",
                "-",
                "a.b.c_d-e",
                "x23456789.x23456789.x23456789.x23456789.x23456789.x23456789.x23456789.x23456789"
            })
    void contextsMayBeWhatAsteriskTakes(String context) {
        assertThat(
                        dialPlans
                                .change("default", d -> inContext(d, context), ADMINISTRATOR)
                                .voicemailContext())
                .isEqualTo(context);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                ".a",
                "a..b",
                "../x",
                "a/b",
                "a b",
                "a@b",
                "a]b",
                "x23456789.x23456789.x23456789.x23456789.x23456789.x23456789.x23456789.x234567890"
            })
    void contextsThatLeaveTheirFolderAreRefused(String context) {
        assertThat(
                        faults(
                                () ->
                                        dialPlans.change(
                                                "default",
                                                d -> inContext(d, context),
                                                ADMINISTRATOR)))
                .containsExactly(Fault.VALUE);
    }

    private static DialPlan inContext(DialPlan plan, String context) {
        return plan.with(draft -> draft.voicemailContext = context);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "caf\u00e9", "a;b", "${EVAL}", "a\nb", "../x"})
    void refusesNamesThatMustNotReachTheDialplan(String name) {
        assertThat(faults(() -> dialPlans.add(name, d -> d, ADMINISTRATOR)))
                .containsExactly(Fault.VALUE);
        assertThat(dialPlans.all()).hasSize(1);
    }

    @Test
    void longestNameLeavesRoomForItsPolicys() {
        var longest = "x".repeat(49);
        dialPlans.add(longest, d -> d, ADMINISTRATOR);
        assertThat(site.administration.policies().all(Optional.of(longest))).hasSize(1);
        assertThat(faults(() -> dialPlans.add(longest + "x", d -> d, ADMINISTRATOR)))
                .containsExactly(Fault.VALUE);
        assertThat(faults(() -> dialPlans.whatIf(longest + "x", d -> d, ADMINISTRATOR)))
                .containsExactly(Fault.VALUE);
    }

    @Test
    void nameIsOnesOwn() {
        assertThat(faults(() -> dialPlans.add("default", d -> d, ADMINISTRATOR)))
                .containsExactly(Fault.NAME_TAKEN);
    }

    @Test
    void whatIfChangesNothing() {
        dialPlans.whatIf("Paris", d -> d, ADMINISTRATOR);
        dialPlans.whatIfChanged(
                "default", d -> with(d, 5, Duration.ofMinutes(20), "0"), ADMINISTRATOR);
        assertThat(dialPlans.all()).containsExactly(DialPlan.named("default"));
        assertThat(events()).isEmpty();
    }

    @Test
    void changeIsAnEventAndNoChangeIsNone() {
        dialPlans.change("default", d -> d, ADMINISTRATOR);
        assertThat(events()).isEmpty();
        dialPlans.change("default", d -> with(d, 5, Duration.ofMinutes(20), "0"), ADMINISTRATOR);
        assertThat(dialPlans.find("default").voicemailContext()).isEqualTo("elsewhere");
        assertThat(events()).containsExactly("Changed default");
    }

    @Test
    void valueOutOfRangeIsNamedWithWhatIsAllowed() {
        var refused =
                org.assertj.core.api.Assertions.catchThrowableOfType(
                        NotDone.class,
                        () ->
                                dialPlans.change(
                                        "default",
                                        d -> with(d, 5, Duration.ofMinutes(121), "0"),
                                        ADMINISTRATOR));
        assertThat(refused.findings())
                .containsExactly(new Finding("MaxCallDuration", Fault.VALUE, "121", "10 to 120"));
    }

    @Test
    void keepsItsNameSoThatNoOtherIsOverwritten() {
        dialPlans.add("Paris", d -> d, ADMINISTRATOR);
        assertThat(
                        faults(
                                () ->
                                        dialPlans.change(
                                                "Paris",
                                                _ -> DialPlan.named("default"),
                                                ADMINISTRATOR)))
                .containsExactly(Fault.STAYS);
    }

    @Test
    void digitsStayWhileThereAreMailboxes() {
        assertThat(
                        faults(
                                () ->
                                        dialPlans.change(
                                                "default",
                                                d -> with(d, 4, Duration.ofMinutes(20), "0"),
                                                ADMINISTRATOR)))
                .containsExactly(Fault.EXTENSIONS_IN_USE);
        site.administration.mailboxes().disable(site.guid(), ADMINISTRATOR);
        dialPlans.change("default", d -> with(d, 4, Duration.ofMinutes(20), "0"), ADMINISTRATOR);
    }

    @Test
    void lengthsWidenWhateverIsInUse() {
        assertThat(lengths(3, 5).extensionLengths()).isEqualTo(new ExtensionLengths(3, 5));
        enable("512");
        enable("5123");
        assertThat(lengths(1, 20).extensionLengths()).isEqualTo(new ExtensionLengths(1, 20));
        assertThat(events()).containsExactly("Changed default", "Changed default");
    }

    @Test
    void lengthsThatNobodyHasAreGivenUp() {
        lengths(1, 20);
        assertThat(lengths(5, 5).extensionLengths()).isEqualTo(new ExtensionLengths(5, 5));
    }

    @Test
    void aNarrowerLengthNamesTheExtensionsThatItWouldLeaveOut() {
        lengths(2, 5);
        for (var extension : List.of("512", "513", "514", "52", "5123")) enable(extension);
        assertThat(findings(() -> lengths(4, 5)))
                .containsExactly(
                        new Finding(
                                "MinNumberOfDigitsInExtension",
                                Fault.EXTENSIONS_IN_USE,
                                "512, 513, 514, …",
                                "4"));
        assertThat(findings(() -> lengths(2, 4)))
                .containsExactly(
                        new Finding(
                                "NumberOfDigitsInExtension",
                                Fault.EXTENSIONS_IN_USE,
                                Site.EXTENSION,
                                "1"));
        assertThat(dialPlans.find("default").extensionLengths())
                .isEqualTo(new ExtensionLengths(2, 5));
    }

    /// With no least length of its own, the dial plan has one length.
    @Test
    void aLongerLengthAloneWouldLeaveOutTheOneBefore() {
        assertThat(
                        findings(
                                () ->
                                        dialPlans.change(
                                                "default",
                                                d ->
                                                        d.with(
                                                                draft ->
                                                                        draft.numberOfDigitsInExtension =
                                                                                6),
                                                ADMINISTRATOR)))
                .containsExactly(
                        new Finding(
                                "NumberOfDigitsInExtension",
                                Fault.EXTENSIONS_IN_USE,
                                Site.EXTENSION,
                                "1"));
    }

    @Test
    void theLeastLengthIsNotAboveTheGreatest() {
        assertThat(findings(() -> lengths(6, 5)))
                .containsExactly(
                        new Finding(
                                "MinNumberOfDigitsInExtension",
                                Fault.VALUE,
                                "6",
                                "at most NumberOfDigitsInExtension (5), or none"));
    }

    private DialPlan lengths(int shortest, int longest) {
        return dialPlans.change(
                "default",
                plan ->
                        plan.with(
                                draft -> {
                                    draft.minNumberOfDigitsInExtension = OptionalInt.of(shortest);
                                    draft.numberOfDigitsInExtension = longest;
                                }),
                ADMINISTRATOR);
    }

    private void enable(String extension) {
        site.administration
                .mailboxes()
                .enable(
                        Enabling.of("default", extension, "x" + extension + "@contoso.com"),
                        ADMINISTRATOR);
    }

    private static List<Finding> findings(Runnable refused) {
        return org.assertj.core.api.Assertions.catchThrowableOfType(NotDone.class, refused::run)
                .findings();
    }

    @Test
    void isRemovedWithItsPoliciesOnceItHasNoMailboxes() {
        assertThat(faults(() -> dialPlans.remove("default", ADMINISTRATOR)))
                .containsExactly(Fault.IN_USE);
        site.administration.mailboxes().disable(site.guid(), ADMINISTRATOR);
        dialPlans.remove("default", ADMINISTRATOR);
        assertThat(dialPlans.all()).isEmpty();
        assertThat(site.administration.policies().all(Optional.empty())).isEmpty();
        assertThat(faults(() -> dialPlans.remove("default", ADMINISTRATOR)))
                .containsExactly(Fault.NO_SUCH_DIAL_PLAN);
    }
}
