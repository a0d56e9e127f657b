package org.ovalogin.core.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ovalogin.core.administration.Office.faults;
import static org.ovalogin.core.administration.Site.ADMINISTRATOR;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.administration.Mailboxes.Enabling;
import org.ovalogin.core.administration.PinResets.Reset;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.mailbox.Addresses;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.MailboxDetails;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.mailbox.MailboxOwner;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.PhoneAccess;
import org.ovalogin.core.signin.Verdict;

class MailboxesTest extends OnSite {
    private Mailboxes mailboxes;

    @BeforeEach
    void open() {
        mailboxes = site.administration.mailboxes();
    }

    /// What is given to enabling, beginning with the defaults.
    private static final class Form {
        String address = "new@contoso.com";
        Optional<String> displayName = Optional.empty();
        List<String> aliases = List.of();
        Optional<String> dialPlan = Optional.empty();
        Optional<String> policy = Optional.empty();
        List<String> extensions = List.of("51299");
        Optional<String> pin = Optional.empty();
        Optional<String> notifyEmail = Optional.empty();
        boolean sendEmail = true;

        Enabling enabling() {
            return new Enabling(
                    new Enabling.Owner(
                            Addresses.of(address),
                            displayName,
                            aliases,
                            Optional.of(Language.FR),
                            Optional.empty()),
                    new Enabling.Place(dialPlan, policy, extensions),
                    new PhoneAccess(true, true),
                    new Enabling.FirstPin(pin, true, notifyEmail, sendEmail));
        }
    }

    private static Enabling form(Consumer<Form> fill) {
        var form = new Form();
        fill.accept(form);
        return form.enabling();
    }

    private PinResets.Done enable(Enabling wanted) {
        return mailboxes.enable(wanted, ADMINISTRATOR);
    }

    private static UnaryOperator<MailboxDetails> to(
            String address, List<String> aliases, List<String> extensions) {
        return m ->
                new MailboxDetails(
                        m.policy(),
                        extensions,
                        new MailboxOwner(
                                Addresses.of(address),
                                aliases,
                                m.displayName(),
                                m.language(),
                                m.timeZone()),
                        new PhoneAccess(m.subscriberAccess(), m.pinless()));
    }

    @Nested
    class Enable {
        @Test
        void keepsAllThatIsGiven() {
            var done =
                    enable(
                            form(
                                    f -> {
                                        f.displayName = Optional.of("\u00dcnal \u0130");
                                        f.aliases = List.of("new", "second@contoso.com");
                                        f.extensions = List.of("51299", "51300");
                                    }));
            var mailbox = mailboxes.find("51300");
            assertThat(mailbox).isEqualTo(done.mailbox());
            assertThat(mailbox.pinless()).isTrue();
            assertThat(mailbox.aliases()).containsExactly("new", "second@contoso.com");
            assertThat(mailbox.voicemailBox()).isEqualTo("51299@default");
            assertThat(done.shownOnce()).isEmpty();
            assertThat(site.events(Event.Name.ENABLED)).isEqualTo(1);
        }

        @Test
        void takesTheNameFromTheAddress() {
            assertThat(enable(form(_ -> {})).mailbox().displayName()).isEqualTo("new");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "@", "@contoso.com", "tony"})
        void refusesWhatIsNoAddressWithoutAName(String address) {
            assertThat(faults(() -> enable(form(f -> f.address = address))))
                    .contains(Fault.ADDRESS);
        }

        @Test
        void namesAllThatIsWrongAtOnce() {
            var wanted =
                    form(
                            f -> {
                                f.address = "nobody";
                                f.displayName = Optional.of("\u202Eevil");
                                f.aliases = List.of("51299", "twice", "TWICE", "tonySMITH");
                                f.extensions =
                                        List.of("51234", "12", "51301", "51301", "5130\u0661");
                            });
            assertThat(faults(() -> enable(wanted)))
                    .containsExactlyInAnyOrder(
                            Fault.ADDRESS,
                            Fault.DISPLAY_NAME,
                            Fault.EXTENSION_TAKEN,
                            Fault.EXTENSION,
                            Fault.NAME_TAKEN,
                            Fault.EXTENSION,
                            Fault.ALIAS,
                            Fault.NAME_TAKEN,
                            Fault.ADDRESS_TAKEN);
            assertThat(faults(() -> mailboxes.whatIf(wanted, ADMINISTRATOR))).hasSize(9);
            assertThat(mailboxes.all()).hasSize(1);
        }

        @Test
        void refusesMoreThanAnybodyNeeds() {
            var many = java.util.stream.IntStream.range(0, 51).mapToObj(i -> "a" + i).toList();
            var numbers =
                    java.util.stream.IntStream.range(0, 21)
                            .mapToObj(i -> String.valueOf(60_000 + i))
                            .toList();
            assertThat(
                            faults(
                                    () ->
                                            enable(
                                                    form(
                                                            f -> {
                                                                f.aliases = many;
                                                                f.extensions = numbers;
                                                            }))))
                    .containsExactlyInAnyOrder(Fault.VALUE, Fault.VALUE);
            assertThat(faults(() -> enable(form(f -> f.extensions = List.of()))))
                    .containsExactly(Fault.MISSING);
        }

        @Test
        void longTextsAreRefusedInTime() {
            var endless = "a.".repeat(100_000);
            assertThat(
                            faults(
                                    () ->
                                            enable(
                                                    form(
                                                            f -> {
                                                                f.address =
                                                                        endless + "@contoso.com";
                                                                f.displayName =
                                                                        Optional.of(endless);
                                                                f.aliases = List.of(endless);
                                                            }))))
                    .containsExactlyInAnyOrder(Fault.ADDRESS, Fault.DISPLAY_NAME, Fault.ALIAS);
        }

        @Test
        void typedPinObeysTheRulesAndIsNotShown() {
            assertThat(faults(() -> enable(form(f -> f.pin = Optional.of("111111")))))
                    .contains(Fault.PIN_REPEATED);
            assertThat(faults(() -> enable(form(f -> f.pin = Optional.of("51299")))))
                    .contains(Fault.PIN_CONTAINS_EXTENSION);
            var done =
                    enable(
                            form(
                                    f -> {
                                        f.pin = Optional.of("860293");
                                        f.sendEmail = false;
                                    }));
            assertThat(done.shownOnce()).isEmpty();
            var verdict =
                    site.signIn.attempt(new MailboxKey("default", "51299"), Site.OTHER, Site.CALL);
            assertThat(verdict).isInstanceOf(Verdict.MustChange.class);
        }

        @Test
        void generatedPinIsShownOnceWhereItIsNotMailed() {
            var done = enable(form(f -> f.sendEmail = false));
            assertThat(done.shownOnce()).isPresent();
            var mail = site.mail();
            assertThat(mail).extracting(Notice::kind).containsExactly(Notice.Kind.WELCOME);
            assertThat(site.pins(mail)).isEmpty();
        }

        @Test
        void pinGoesToTheOtherAddressAndTheWelcomeToTheOwner() {
            enable(form(f -> f.notifyEmail = Optional.of("desk@contoso.com")));
            assertThat(site.mail())
                    .extracting(n -> n.recipient() + " " + n.withPin())
                    .containsExactlyInAnyOrder("desk@contoso.com true", "new@contoso.com false");
            assertThat(
                            faults(
                                    () ->
                                            enable(
                                                    form(
                                                            f -> {
                                                                f.notifyEmail =
                                                                        Optional.of("a@b.c");
                                                                f.sendEmail = false;
                                                            }))))
                    .contains(Fault.NO_PIN_FOR_NOBODY);
        }

        @Test
        void needsTheDialPlanOrPolicyWhereThereAreSeveral() {
            site.administration.dialPlans().add("paris", d -> d, ADMINISTRATOR);
            assertThat(faults(() -> enable(form(_ -> {})))).containsExactly(Fault.MISSING);
            assertThat(faults(() -> enable(form(f -> f.dialPlan = Optional.of("rome")))))
                    .containsExactly(Fault.NO_SUCH_DIAL_PLAN);
            var paris = enable(form(f -> f.policy = Optional.of("paris\\paris default POLICY")));
            assertThat(paris.mailbox().dialPlan().name()).isEqualTo("paris");
            assertThat(
                            faults(
                                    () ->
                                            enable(
                                                    form(
                                                            f -> {
                                                                f.address = "a@contoso.com";
                                                                f.dialPlan = Optional.of("default");
                                                                f.policy =
                                                                        Optional.of(
                                                                                paris.mailbox()
                                                                                        .policy()
                                                                                        .guid()
                                                                                        .toString());
                                                            }))))
                    .containsExactly(Fault.POLICY_OF_OTHER_DIAL_PLAN);
        }

        @Test
        void whatIfSaysItAndDoesNothing() {
            assertThat(mailboxes.whatIf(form(_ -> {}), ADMINISTRATOR).sentence())
                    .contains("new@contoso.com", "51299", "default Default Policy");
            assertThat(mailboxes.all()).hasSize(1);
            assertThat(site.mail()).isEmpty();
        }

        @Test
        void stricterPolicyMeanwhileRefusesThePinThatWasGood() {
            var policy = site.mailbox().policy().guid();
            var administration =
                    Meanwhile.at(
                            site,
                            1,
                            () ->
                                    site.administration
                                            .policies()
                                            .change(
                                                    policy,
                                                    p ->
                                                            p.with(
                                                                    p.pin()
                                                                            .with(
                                                                                    d ->
                                                                                            d.minPinLength =
                                                                                                    8)),
                                                    ADMINISTRATOR));
            assertThat(
                            faults(
                                    () ->
                                            administration
                                                    .mailboxes()
                                                    .enable(form(_ -> {}), ADMINISTRATOR)))
                    .containsExactly(Fault.MAILBOX_CHANGED);
            assertThat(mailboxes.all()).hasSize(1);
        }
    }

    @Nested
    class Identity {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "tony@contoso.com",
                    "TONY@CONTOSO.COM",
                    "tonysmith",
                    "TonySmith",
                    "Tony Smith",
                    "tony SMITH",
                    "51234",
                    "default\\51234",
                    "default:51234",
                    "tony",
                    "TONY",
                    "tony@contoso.com ",
                    "\u00a0Tony Smith\u200b",
                    "DEFAULT\\51234"
                })
        void findsTheMailbox(String identity) {
            assertThat(mailboxes.find(identity).address()).contains("tony@contoso.com");
        }

        @Test
        void thePartBeforeTheAtIsAnAliasOfOneAloneAndGivesNobodyRights() {
            assertThat(faults(() -> mailboxes.findExactly("tony")))
                    .containsExactly(Fault.NO_SUCH_MAILBOX);
            enable(
                    form(
                            f -> {
                                f.address = "tony@fabrikam.com";
                                f.displayName = Optional.of("Anthony");
                            }));
            assertThat(faults(() -> mailboxes.find("tony")))
                    .containsExactly(Fault.AMBIGUOUS_MAILBOX);
        }

        @Test
        void exactNamesWinOverThePartBeforeTheAt() {
            enable(form(f -> f.aliases = List.of("tony")));
            assertThat(mailboxes.find("tony").address()).contains("new@contoso.com");
        }

        @ParameterizedTest
        @ValueSource(strings = {"tony@contoso.con", "Tony Smit", "tonny", "51235"})
        void whatIsMistypedIsGuessed(String typed) {
            assertThatThrownBy(() -> mailboxes.find(typed))
                    .isInstanceOfSatisfying(
                            NotDone.class,
                            e ->
                                    assertThat(e.hint())
                                            .startsWith("did you mean ")
                                            .matches(
                                                    ".*(tony@contoso.com|Tony Smith|tony|51234).*"));
        }

        @Test
        void findsByGuidInEitherCase() {
            var guid = site.guid().toString();
            assertThat(mailboxes.find(guid.toUpperCase(Locale.ROOT)).guid()).hasToString(guid);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "%",
                    "ton",
                    "tony\\",
                    "tony@",
                    "*",
                    "tony*",
                    "t\u043eny@contoso.com",
                    "default\\51235",
                    "paris\\51234",
                    "' or '1'='1",
                    "00000000-0000-0000-0000-000000000000",
                    "\u0665\u0661\u0662\u0663\u0664"
                })
        void findsNobodyElse(String identity) {
            assertThat(faults(() -> mailboxes.find(identity)))
                    .containsExactly(Fault.NO_SUCH_MAILBOX);
        }

        @Test
        void foldsCaseOfAnyScript() {
            enable(form(f -> f.displayName = Optional.of("\u00dcnal \u00d6zt\u00fcrk")));
            assertThat(mailboxes.find("\u00fcnal \u00f6zt\u00fcrk").address())
                    .contains("new@contoso.com");
        }

        @Test
        void thatSeveralHaveIsRefusedWithAHint() {
            enable(form(f -> f.displayName = Optional.of("TONY smith")));
            var refused =
                    org.assertj.core.api.Assertions.catchThrowableOfType(
                            NotDone.class, () -> mailboxes.find("Tony Smith"));
            assertThat(refused.kind()).isEqualTo(Fault.Kind.CONFLICT);
            assertThat(refused.hint()).contains("default\\512");
            site.administration.dialPlans().add("paris", d -> d, ADMINISTRATOR);
            enable(
                    form(
                            f -> {
                                f.address = "paul@contoso.com";
                                f.dialPlan = Optional.of("paris");
                                f.extensions = List.of("51234");
                            }));
            assertThat(faults(() -> mailboxes.find("51234")))
                    .containsExactly(Fault.AMBIGUOUS_MAILBOX);
            assertThat(mailboxes.find("paris\\51234").address()).contains("paul@contoso.com");
        }

        @Test
        void ofOneCanNotBeTakenByAnothersName() {
            enable(form(f -> f.displayName = Optional.of("tony@contoso.com")));
            assertThat(mailboxes.find("tony@contoso.com").guid()).isEqualTo(site.guid());
            assertThat(
                            faults(
                                    () ->
                                            enable(
                                                    form(
                                                            f -> {
                                                                f.address = "x@contoso.com";
                                                                f.extensions = List.of("51300");
                                                                f.aliases =
                                                                        List.of("Tony@contoso.com");
                                                            }))))
                    .containsExactly(Fault.ADDRESS_TAKEN);
            assertThat(faults(() -> enable(form(f -> f.address = "TONY@contoso.com"))))
                    .contains(Fault.ADDRESS_TAKEN);
        }
    }

    @Nested
    class Change {
        @Test
        void movesExtensionAndAliasesAndIsAnEvent() {
            var change = to("t@contoso.com", List.of("ts"), List.of("51300", "51234"));
            assertThat(mailboxes.whatIf(site.guid(), change, ADMINISTRATOR).address())
                    .contains("t@contoso.com");
            assertThat(mailboxes.find("tonysmith").address()).contains("tony@contoso.com");
            mailboxes.change(site.guid(), change, ADMINISTRATOR);
            assertThat(mailboxes.find("ts")).isEqualTo(mailboxes.find("51300"));
            assertThat(faults(() -> mailboxes.find("tonysmith")))
                    .containsExactly(Fault.NO_SUCH_MAILBOX);
            assertThat(site.events(Event.Name.MAILBOX_CHANGED)).isEqualTo(1);
            mailboxes.change(site.guid(), m -> m, ADMINISTRATOR);
            assertThat(site.events(Event.Name.MAILBOX_CHANGED)).isEqualTo(1);
            assertThat(site.attempt(Site.RIGHT)).isInstanceOf(Verdict.Admitted.class);
        }

        @ParameterizedTest
        @CsvSource({
            "new@contoso.com, tonysmith, 51234, ADDRESS_TAKEN",
            "tony@contoso.com, NEW@contoso.com, 51234, ADDRESS_TAKEN",
            "tony@contoso.com, tonysmith, 51299, EXTENSION_TAKEN",
            "tony@contoso.com, tonysmith, 5123, EXTENSION",
            "tony, tonysmith, 51234, ADDRESS"
        })
        void takesNothingOfAnothers(String address, String alias, String extension, Fault fault) {
            enable(form(_ -> {}));
            var before = site.mailbox();
            assertThat(
                            faults(
                                    () ->
                                            mailboxes.change(
                                                    site.guid(),
                                                    to(address, List.of(alias), List.of(extension)),
                                                    ADMINISTRATOR)))
                    .containsExactly(fault);
            assertThat(site.mailbox()).isEqualTo(before);
        }

        @Test
        void extensionThatIsInThePinForcesItsChange() {
            mailboxes.change(
                    site.guid(),
                    to("tony@contoso.com", List.of(), List.of("51234", "73916")),
                    ADMINISTRATOR);
            assertThat(site.attempt(Site.RIGHT)).isInstanceOf(Verdict.MustChange.class);
        }
    }

    @Nested
    class Disable {
        @Test
        void takesEverythingAway() {
            var guid = site.guid();
            var pins = site.administration.pins();
            pins.reset(guid, Reset.DEFAULT, ADMINISTRATOR);
            site.administration.selfService().ask(new SelfService.Asked(Optional.empty(), "51234"));
            mailboxes.disable(guid, ADMINISTRATOR);
            for (var table :
                    List.of("mailbox", "extension", "alias", "pin_history", "outbox", "reset_link"))
                assertThat(site.number("select count(*) from " + table)).as(table).isZero();
            assertThat(site.events(Event.Name.DISABLED)).isEqualTo(1);
            assertThat(site.attempt(Site.RIGHT)).isEqualTo(new Verdict.Refused());
            assertThat(faults(() -> mailboxes.disable(guid, ADMINISTRATOR)))
                    .containsExactly(Fault.NO_SUCH_MAILBOX);
        }

        @Test
        void leavesTheFilesOfItsPinsToBeDeleted() {
            var guid = site.guid();
            site.administration.pins().reset(guid, Reset.DEFAULT, ADMINISTRATOR);
            var withPin = site.mail().stream().filter(Notice::withPin).findFirst().orElseThrow();
            site.outbox.delivered(withPin.id(), Optional.of(withPin.file()));
            mailboxes.disable(guid, ADMINISTRATOR);
            assertThat(site.outbox.filesToDelete()).containsExactly(withPin.file());
        }

        @Test
        void freesExtensionAndAddressButNotTheOldPin() {
            mailboxes.disable(site.guid(), ADMINISTRATOR);
            enable(
                    form(
                            f -> {
                                f.address = "tony@contoso.com";
                                f.aliases = List.of("tonysmith");
                                f.extensions = List.of("51234");
                            }));
            assertThat(site.attempt(Site.RIGHT)).isEqualTo(new Verdict.Refused());
        }
    }
}
