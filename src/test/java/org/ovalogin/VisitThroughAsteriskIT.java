package org.ovalogin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.Owner.keying;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.input.Language;
import org.ovalogin.lab.AsteriskCall;
import org.ovalogin.lab.LeftMessages;
import org.ovalogin.lab.RealAsterisk;

/// What is around signing in, through a real Asterisk: voice mail and back, the operator, access
/// without PIN, languages, sounds, many calls at once.
@RealAsterisk
class VisitThroughAsteriskIT {
    private static AsteriskSite site;

    @BeforeAll
    static void start() {
        site = AsteriskSite.start();
    }

    @AfterAll
    static void end() {
        try (var _ = site) {
            site.assertNoPinWasWritten();
        }
    }

    private static void assertIn(AsteriskCall call, Owner owner, String next) {
        assertThat(call.result()).isEqualTo("SUCCESS");
        assertThat(call.next()).isEqualTo(next);
        assertThat(call.mailbox()).isEqualTo(owner.box());
    }

    private static List<String> languages(AsteriskCall call, String prompt) {
        return call.sounds().stream()
                .filter(sound -> sound.name().equals("ova/" + prompt))
                .map(AsteriskCall.Sound::language)
                .toList();
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class VoiceMailAndBack {
        @AfterEach
        void noPinWasWritten() {
            site.assertNoPinWasWritten();
        }

        @Test
        void callerComesBackToTheMainMenuWithoutPin() {
            var owner = site.owner();
            var call =
                    owner.callsFromOutside(
                            owner.signingIn() + "<main-menu>1<vm-youhave>#<main-menu>*");
            assertThat(call.requests()).isEqualTo(2);
            assertThat(call.voicemail()).containsExactly(owner.box() + ",s");
            assertThat(call.heard())
                    .isEqualTo(
                            "welcome enter-extension enter-pin greeting main-menu main-menu goodbye");
            assertIn(call, owner, "hangup");
            assertThat(call.session()).isFalse();
            assertThat(owner.events()).containsExactly("SignIn Success", "SignIn Returned");
        }

        @Test
        void pinChangedAfterTheReturnIsGoodForTheNextReturn() {
            var owner = site.owner();
            var chosen = site.pin();
            var call =
                    owner.callsFromOwnPhone(
                            keying(owner.pin())
                                    + "<main-menu>1<vm-youhave>#<main-menu>6<personal-options>3"
                                    + "<new-pin-1>"
                                    + chosen
                                    + "#<new-pin-again>"
                                    + chosen
                                    + "#<personal-options>*<main-menu>1<vm-youhave>#<main-menu>*");
            assertThat(call.requests()).isEqualTo(3);
            assertThat(call.voicemail()).hasSize(2);
            assertThat(Collections.frequency(call.prompts(), "enter-pin")).isEqualTo(1);
            assertIn(call, owner, "hangup");
            // Equal events of a minute are one row, where the first was; a minute may end between.
            assertThat(owner.events())
                    .isIn(
                            List.of(
                                    "SignIn Success",
                                    "SignIn Returned",
                                    "SignIn Returned",
                                    "PinChanged"),
                            List.of(
                                    "SignIn Success",
                                    "SignIn Returned",
                                    "PinChanged",
                                    "SignIn Returned"));
            assertThat(
                            site.database.texts(
                                    "select used from session where mailbox_guid = ?",
                                    owner.mailbox().guid().toString()))
                    .containsExactly("1", "1");
            assertThat(owner.opens(chosen)).isTrue();
        }

        @Test
        void pinResetMeanwhileIsAskedForAgain() {
            var owner = site.owner();
            var call =
                    owner.callsFromOutside(
                            owner.signingIn()
                                    + "<main-menu>1<vm-youhave>@#,<enter-pin>*<enter-extension>*",
                            () -> owner.set("pin_version", 99));
            assertThat(call.requests()).isEqualTo(2);
            assertThat(call.heard()).endsWith(" main-menu enter-pin enter-extension goodbye");
            assertThat(call.result()).isEqualTo("CANCELLED");
            assertThat(call.mailbox()).isEmpty();
        }

        @Test
        void mailboxLockedMeanwhileStaysShut() {
            var owner = site.owner();
            var call =
                    owner.callsFromOwnPhone(
                            keying(owner.pin()) + "<main-menu>1<vm-youhave>@#<mailbox-locked>",
                            () ->
                                    site.core
                                            .administration()
                                            .pins()
                                            .lock(owner.mailbox().guid(), Actor.local("test")));
            assertThat(call.requests()).isEqualTo(2);
            assertThat(call.heard()).endsWith(" main-menu mailbox-locked");
            assertThat(call.result()).isEqualTo("LOCKED");
            assertThat(call.mailbox()).isEmpty();
        }

        @Test
        void greetingsBeginInTheMailboxOptionsAndComeBack() {
            var owner = site.owner();
            var call =
                    owner.callsFromOwnPhone(
                            keying(owner.pin())
                                    + "<main-menu>6<personal-options>2<vm-options>~2*<main-menu>*");
            assertThat(call.requests()).isEqualTo(2);
            assertThat(call.voicemail()).containsExactly(owner.box() + ",s");
            assertThat(call.heard()).endsWith(" main-menu personal-options main-menu goodbye");
            assertIn(call, owner, "hangup");
        }

        @Test
        void newMessagesAreCounted() throws IOException {
            var owner = site.owner();
            LeftMessages.leave(site.lab, owner.extension(), 1);
            var one = owner.callsFromOwnPhone(keying(owner.pin()) + "<main-menu>*");
            assertThat(one.prompts())
                    .containsSubsequence("greeting new-message main-menu".split(" "));
            LeftMessages.leave(site.lab, owner.extension(), 3);
            var three = owner.callsFromOwnPhone(keying(owner.pin()) + "<main-menu>1<vm-youhave>!");
            assertThat(three.prompts())
                    .containsSubsequence("greeting number-3 new-messages-2 main-menu".split(" "));
            assertIn(three, owner, "voicemail");
        }
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class OtherWays {
        @AfterEach
        void noPinWasWritten() {
            site.assertNoPinWasWritten();
        }

        @Test
        void zeroLeadsToTheOperator() {
            var plan =
                    site.dialPlan(
                            AsteriskSite.POLICY,
                            AsteriskSite.Settings.DEFAULT.withOperator("51235"));
            var call =
                    site.lab.call(
                            AsteriskSite.stranger().of(plan),
                            "<enter-extension-or-operator>0#<vm-theperson>!");
            assertThat(call.heard())
                    .isEqualTo("welcome enter-extension-or-operator connecting-operator");
            assertThat(call.result()).isEqualTo("CANCELLED");
            assertThat(call.next()).isEqualTo("operator");
            assertThat(call.operator()).isEqualTo("51235");
            assertThat(call.mailbox()).isEmpty();
        }

        @Test
        void operatorElsewhereIsNotDialled() {
            var plan =
                    site.dialPlan(
                            AsteriskSite.POLICY,
                            AsteriskSite.Settings.DEFAULT.withOperator("00611"));
            var call =
                    site.lab.call(
                            AsteriskSite.stranger().of(plan), "<enter-extension-or-operator>0#");
            assertThat(call.heard()).endsWith(" connecting-operator service-unavailable");
            assertThat(call.next()).isEqualTo("operator");
            assertThat(call.voicemail()).isEmpty();
        }

        private Owner pinless() {
            var plan =
                    site.dialPlan(
                            AsteriskSite.policy(draft -> draft.allowPinlessVoiceMailAccess = true),
                            AsteriskSite.Settings.DEFAULT);
            var owner = site.owner(plan);
            owner.set("mailbox_pinless", 1);
            return owner;
        }

        @Test
        void ownPhoneMayOpenVoiceMailWithoutPin() {
            var owner = pinless();
            var call = owner.callsFromOwnPhone("<main-menu>1<vm-youhave>#<main-menu>*");
            assertThat(call.heard()).isEqualTo("welcome greeting main-menu main-menu goodbye");
            assertIn(call, owner, "hangup");
            assertThat(call.voicemail()).containsExactly(owner.box() + ",s");
            assertThat(owner.events()).containsExactly("SignIn WithoutPin", "SignIn Returned");

            var elsewhere = owner.callsFromOutside("<enter-extension>*");
            assertThat(elsewhere.result()).isEqualTo("CANCELLED");
        }

        @Test
        void personalOptionsAskForThePinAllTheSame() {
            var owner = pinless();
            var call =
                    owner.callsFromOwnPhone(
                            "<main-menu>1<vm-youhave>#<main-menu>6"
                                    + keying(owner.pin())
                                    + "<personal-options>*<main-menu>*");
            assertThat(call.heard())
                    .endsWith(" main-menu enter-pin personal-options main-menu goodbye");
            assertIn(call, owner, "hangup");
            assertThat(owner.events())
                    .containsExactly("SignIn WithoutPin", "SignIn Returned", "SignIn Success");
        }

        @Test
        void unknownDialPlanIsUnavailable() {
            var call = site.lab.call(AsteriskSite.stranger().of("nowhere"), "");
            assertThat(call.heard()).isEqualTo("service-unavailable");
            assertThat(call.result()).isEqualTo("UNAVAILABLE");
            assertThat(call.next()).isEqualTo("hangup");
            assertThat(site.log.text()).contains("there is no such dial plan");
        }

        @Test
        void callIsBoundedOnceVoiceMailIncluded() {
            var owner = site.owner();
            var atFirst = new AtomicReference<>("");
            var inVoiceMail = new AtomicReference<>("");
            var back = new AtomicReference<>("");
            owner.callsFromOwnPhone(
                    keying(owner.pin()) + "<main-menu>@1<vm-youhave>@#<main-menu>@*",
                    () -> atFirst.set(hangUpIn(owner)),
                    () -> inVoiceMail.set(hangUpIn(owner)),
                    () -> back.set(hangUpIn(owner)));
            assertThat(Long.parseLong(atFirst.get()) - Instant.now().getEpochSecond())
                    .isBetween(1700L, 1800L);
            assertThat(inVoiceMail.get()).isEqualTo(atFirst.get());
            assertThat(back.get()).isEqualTo(atFirst.get());
        }

        /// When Asterisk will end the owner's call, in seconds since 1970.
        private String hangUpIn(Owner owner) {
            var channel =
                    site.lab
                            .cli("core show channels concise")
                            .lines()
                            .map(line -> line.split("!", 2)[0])
                            .filter(name -> name.contains("-" + owner.extension() + "-"))
                            .filter(name -> name.endsWith(";2"))
                            .findFirst()
                            .orElseThrow();
            return site.lab
                    .cli("core show channel " + channel)
                    .lines()
                    .filter(line -> line.strip().startsWith("Time to Hangup:"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class Languages {
        @AfterEach
        void noPinWasWritten() {
            site.assertNoPinWasWritten();
        }

        @Test
        void channelsUntilTheMailboxIsKnownThenTheOwners() {
            var owner = site.owner(Language.DE);
            var call =
                    site.lab.call(
                            AsteriskSite.stranger().speaking("fr"),
                            owner.signingIn() + "<main-menu>1");
            assertThat(languages(call, "welcome")).containsExactly("fr");
            assertThat(languages(call, "enter-pin")).containsExactly("fr");
            assertThat(languages(call, "greeting")).containsExactly("de");
            assertThat(languages(call, "main-menu")).containsExactly("de");
            assertIn(call, owner, "voicemail");
        }

        @Test
        void ownPhoneSpeaksTheOwnersFromTheWelcomeOn() {
            var owner = site.owner(Language.DE);
            var call =
                    site.lab.call(
                            owner.ownPhone().speaking("fr"),
                            keying(owner.pin()) + "<main-menu>1<vm-youhave>#<main-menu>*");
            assertThat(languages(call, "welcome")).containsExactly("de");
            assertThat(languages(call, "enter-pin")).containsExactly("de");
            assertThat(languages(call, "main-menu")).containsExactly("de", "de");
        }

        @Test
        void dialPlansWhereTheChannelHasNoneOfOurs() {
            var plan =
                    site.dialPlan(
                            AsteriskSite.POLICY, AsteriskSite.Settings.DEFAULT.speaking("it-IT"));
            var call =
                    site.lab.call(
                            AsteriskSite.stranger().speaking("nl").of(plan), "<enter-extension>*");
            assertThat(call.sounds()).extracting(AsteriskCall.Sound::language).containsOnly("it");
        }

        @Test
        void countryOfTheChannelStays() {
            var call =
                    site.lab.call(
                            AsteriskSite.stranger().speaking("es_MX"),
                            "<enter-extension>*<goodbye>");
            assertThat(call.heard()).isEqualTo("welcome enter-extension goodbye");
            assertThat(call.sounds())
                    .extracting(AsteriskCall.Sound::language)
                    .containsOnly("es_MX");
        }
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class SoundFiles {
        @Test
        void recordingOfOnesOwnWins() throws IOException {
            var folder = Files.createDirectories(site.recordings().resolve("fr"));
            var own = folder.resolve("extension-invalid");
            Files.copy(site.lab.sounds().resolve("fr/ova/goodbye.wav"), Path.of(own + ".wav"));
            var call =
                    site.lab.call(
                            AsteriskSite.stranger().speaking("fr"),
                            "<enter-extension>12#<%s><enter-extension>*".formatted(own));
            assertThat(call.sounds())
                    .extracting(AsteriskCall.Sound::name)
                    .containsExactly(
                            "ova/welcome",
                            "ova/enter-extension",
                            own.toString(),
                            "ova/enter-extension",
                            "ova/goodbye");
            assertThat(call.result()).isEqualTo("CANCELLED");
        }

        @Test
        void missingFileIsAnErrorOnceAndTheCallGoesOn() throws IOException {
            for (var language : List.of("it", "en"))
                Files.delete(site.lab.sounds().resolve(language + "/ova/choice-invalid.wav"));
            for (var i = 0; i < 2; i++) {
                var owner = site.owner();
                var call =
                        site.lab.call(
                                AsteriskSite.stranger().speaking("it"),
                                owner.signingIn() + "<main-menu>9<main-menu>*");
                assertThat(call.heard()).endsWith(" main-menu main-menu goodbye");
                assertThat(call.sounds())
                        .extracting(AsteriskCall.Sound::language)
                        .containsOnly("it");
                assertIn(call, owner, "hangup");
            }
            assertThat(site.log.at(Level.ERROR))
                    // A new owner's PIN is reset, perhaps before the letter with the first one
                    // went.
                    .filteredOn(line -> !line.startsWith("notice "))
                    .containsExactly(
                            "Asterisk can't play the sound file 'ova/choice-invalid' in language 'it'",
                            "Asterisk can't play the sound file 'ova/choice-invalid' in language 'en'");
        }

        /// Asterisk plays the English one by itself then (main/file.c, fileexists_core).
        @Test
        void fileMissingInOneLanguageIsSpokenInEnglish() throws IOException {
            Files.delete(site.lab.sounds().resolve("es/ova/extension-invalid.wav"));
            var call =
                    site.lab.call(
                            AsteriskSite.stranger().speaking("es"),
                            "<enter-extension>12#<extension-invalid><enter-extension>*");
            assertThat(call.heard())
                    .isEqualTo("welcome enter-extension extension-invalid enter-extension goodbye");
            assertThat(site.log.at(Level.ERROR)).noneMatch(line -> line.contains("'es'"));
        }
    }

    @Nested
    class AtTheSameMoment {
        @AfterEach
        void noPinWasWritten() {
            site.assertNoPinWasWritten();
        }

        @Test
        void twentyOwnersAreLetIn() {
            var owners = IntStream.range(0, 20).mapToObj(_ -> site.owner()).toList();
            var calls =
                    AsteriskSite.together(
                            owners.stream()
                                    .map(
                                            owner ->
                                                    owner.calling(
                                                            owner.signingIn() + "<main-menu>1")));
            for (var i = 0; i < owners.size(); i++) {
                assertIn(calls.get(i), owners.get(i), "voicemail");
                assertThat(owners.get(i).events()).containsExactly("SignIn Success");
            }
        }

        @Test
        void guessersShareOneCount() {
            var plan =
                    site.dialPlan(
                            AsteriskSite.policy(
                                    draft -> {
                                        draft.maxLogonAttempts = 7;
                                        draft.logonFailuresBeforePinReset = OptionalInt.empty();
                                    }),
                            AsteriskSite.Settings.DEFAULT);
            var owner = site.owner(plan);
            var wrong = owner.guessing(site.pin());
            var calls =
                    AsteriskSite.together(
                            IntStream.range(0, 4).mapToObj(_ -> owner.calling(wrong)));
            assertThat(calls)
                    .allSatisfy(call -> assertThat(call.result()).isEqualTo("FAILED"))
                    .allSatisfy(call -> assertThat(call.heard()).endsWith(" try-later"));
            var events = owner.events();
            assertThat(Collections.frequency(events, "SignIn WrongPin")).isEqualTo(7);
            assertThat(Collections.frequency(events, "Locked")).isEqualTo(1);
            assertThat(Collections.frequency(events, "SignIn Locked")).isEqualTo(5);
        }

        @Test
        void guesserAndOwnerOnOneMailbox() {
            var owner = site.owner();
            var wrong = owner.guessing(site.pin());
            var calls =
                    AsteriskSite.together(
                            Stream.of(
                                    owner.calling(wrong),
                                    () ->
                                            owner.callsFromOwnPhone(
                                                    keying(owner.pin()) + "<main-menu>1")));
            assertThat(calls.getFirst().result()).isEqualTo("FAILED");
            assertIn(calls.getLast(), owner, "voicemail");
            assertThat(owner.events())
                    .containsExactlyInAnyOrder(
                            "SignIn WrongPin",
                            "SignIn WrongPin",
                            "SignIn WrongPin",
                            "SignIn Success");
        }
    }
}
