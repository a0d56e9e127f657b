package org.ovalogin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.Owner.keying;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.ovalogin.cli.moving.VoicemailFixture;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.lab.AsteriskCall;
import org.ovalogin.lab.LeftMessages;
import org.ovalogin.lab.LegOrigin;
import org.ovalogin.lab.RealAsterisk;

/// A house of 200 boxes moves in, by the commands of docs/moving-in.md, while its Asterisk runs and
/// the server takes calls. Its owners then dial the number with the PIN they had.
@RealAsterisk
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class MovingInThroughAsteriskIT {
    /// As long as the site's policy asks.
    private static final int DIGITS = AsteriskSite.POLICY.minPinLength();

    /// By number of new messages.
    private static final List<String> WITH_MESSAGES = List.of("101", "2021", "51151");

    /// An owner of each length whose old PIN is tried on the old door. Asterisk writes wrong ones
    /// into its own log.
    private static final List<String> AT_THE_OLD_DOOR = List.of("119", "2139", "51199");

    private static final String OLD_DOORS =
            """

            [old]
            exten => _X.,1,Answer()
             same => n,VoiceMailMain(${EXTEN}@default)
            [internal]
            exten => *98,1,VoiceMailMain(@default)
            """;

    private AsteriskSite site;
    private VoicemailFixture house;
    private HouseMove move;
    private String boxesBefore = "";
    private List<String> lampsBefore = List.of();
    private byte[] confBefore = {};

    @BeforeAll
    void moveIn(@TempDir Path desk) throws IOException {
        site = AsteriskSite.start();
        house = VoicemailFixture.write(site.lab.configuration(), DIGITS);
        confBefore = Files.readAllBytes(house.file());
        for (var i = 0; i < WITH_MESSAGES.size(); i++)
            LeftMessages.leave(site.lab, WITH_MESSAGES.get(i), i + 1);
        Files.writeString(
                site.lab.configuration().resolve("extensions.conf"),
                OLD_DOORS,
                StandardOpenOption.APPEND);
        for (var command :
                List.of(
                        "module load res_mwi_devstate.so",
                        "module load func_devstate.so",
                        "voicemail reload",
                        "dialplan reload")) site.lab.cli(command);
        boxesBefore = boxes();
        lampsBefore = lamps();
        assertThat(AT_THE_OLD_DOOR).allMatch(this::oldDoorOpens);

        move = new HouseMove(site, desk);
        HouseMove.lines().forEach(move::run);
    }

    @AfterAll
    void end() throws IOException {
        try (var _ = site) {
            for (var owner : house.owners())
                if (owner.pin().length() == DIGITS && !AT_THE_OLD_DOOR.contains(owner.number()))
                    site.secret(owner.pin());
            site.assertNoPinWasWritten();
            assertNoOldPinIsKept();
        }
    }

    /// Also those that are too short to be searched among other digits.
    private void assertNoOldPinIsKept() throws IOException {
        var texts = new ArrayList<>(List.of(move.said(), Files.readString(move.file("boxes.csv"))));
        texts.add(site.log.text());
        try (var files = Files.walk(site.dataFolder())) {
            for (var file : files.filter(Files::isRegularFile).toList())
                texts.add(Files.readString(file, ISO_8859_1));
        }
        assertThat(texts).hasSizeGreaterThan(5);
        for (var owner : house.owners()) {
            var pin = owner.pin();
            if (pin.isEmpty() || pin.equals(owner.number())) continue;
            var alone = Pattern.compile("(?<![0-9A-Za-z/+=.:-])" + pin + "(?![0-9A-Za-z/+=.:-])");
            for (var text : texts)
                // a plain condition: a failure must not print what it found either
                assertThat(pin.length() == DIGITS ? text.contains(pin) : alone.matcher(text).find())
                        .as("the old PIN of %s is written down", owner)
                        .isFalse();
        }
    }

    private VoicemailFixture.Owner of(String number) {
        return house.owners().stream()
                .filter(o -> o.number().equals(number))
                .findFirst()
                .orElseThrow();
    }

    private Owner owner(String number) {
        return new Owner(site, new MailboxKey("default", number), of(number).pin());
    }

    /// Numbers, names and counts of messages, as Asterisk has them.
    private String boxes() {
        return site.lab.cli("voicemail show users");
    }

    private List<String> lamps() {
        return Stream.concat(WITH_MESSAGES.stream(), Stream.of("102", "2022"))
                .flatMap(
                        number ->
                                Stream.of(
                                        "DEVICE_STATE(MWI:%s@default)".formatted(number),
                                        "VM_INFO(%s@default,count,INBOX)".formatted(number)))
                .map(function -> result(site.lab.cli("dialplan eval function " + function)))
                .toList();
    }

    private static String result(String words) {
        var result = Pattern.compile("(?m)^Result: *(.*)$").matcher(words);
        assertThat(result.find()).as(words).isTrue();
        return result.group(1);
    }

    /// True where Asterisk's own voice mail lets the owner in with the old PIN.
    private boolean oldDoorOpens(String number) {
        var seen = site.lab.log().size();
        site.lab.cli(
                "channel originate Local/%s@old/n application SendDTMF wwww%s#wwwwww,60,100"
                        .formatted(number, of(number).pin()));
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                site.lab.log().stream()
                                        .skip(seen)
                                        .filter(line -> line.contains("Local/" + number + "@old-"))
                                        .filter(line -> line.contains("Playing 'vm-"))
                                        .map(
                                                line ->
                                                        line.replaceAll(
                                                                ".*Playing 'vm-([a-z-]+).*", "$1"))
                                        .filter(sound -> !sound.equals("password"))
                                        .findFirst()
                                        .orElse(""),
                        sound -> !sound.isEmpty())
                .equals("youhave");
    }

    @Test
    void theCommandsOfTheDocumentMoveTheHouse() throws IOException {
        assertThat(HouseMove.lines()).hasSizeLessThanOrEqualTo(10);
        var preview = move.done("--what-if");
        assertThat(preview.code()).as(preview.words()).isZero();
        assertThat(preview.words())
                .contains(
                        "200 boxes in context default",
                        "extensions of 3 to 5 digits",
                        "10 too short",
                        "10 with digits in sequence",
                        "nothing was imported: --what-if");
        assertThat(Files.readString(move.file("boxes.csv")).lines()).hasSize(201);
        var moved = move.done("--write-closed");
        assertThat(moved.code()).as(moved.words()).isZero();
        assertThat(moved.words()).contains("200 mailboxes enabled");
        assertThat(move.done("dialplan --data").words()).contains("Gosub(ova-login,s,1(yes");
        var check = move.done("--check");
        assertThat(check.code()).as("a door is open: %s", check.words()).isEqualTo(1);
        assertThat(check.words()).contains("*98", "VoiceMailMain");
        var difference = move.done("diff ").words();
        assertThat(difference.lines().filter(line -> line.startsWith("> ")))
                .hasSize(200)
                .allMatch(line -> line.matches("> \\d+ => -x,.*"));
        assertThat(move.file("root/asterisk.before/voicemail.conf")).hasBinaryContent(confBefore);
        assertThat(house.file()).hasSameBinaryContentAs(move.file("closed/voicemail.conf"));
    }

    @Test
    void ownersOpenTheirMailboxesWithThePinTheyHad() {
        var unchangeable = owners("111", "2031", "51151");
        var withoutAddress = owners("104", "2024");
        var others = owners("102", "2022", "51152");
        assertThat(withoutAddress).allMatch(o -> o.mailbox().address().isEmpty());
        var all = Stream.of(unchangeable, withoutAddress, others).flatMap(List::stream).toList();
        var calls = calls(all, owner -> owner.callsFromOutside(looking(owner)));
        for (var i = 0; i < all.size(); i++) {
            assertIn(calls.get(i), all.get(i));
            var messages = WITH_MESSAGES.indexOf(all.get(i).extension()) + 1;
            assertThat(calls.get(i).heard())
                    .isEqualTo(
                            "welcome enter-extension-pound enter-pin greeting %smain-menu goodbye"
                                    .formatted(
                                            messages == 0
                                                    ? ""
                                                    : "number-%d new-messages-2 "
                                                            .formatted(messages)));
        }
    }

    /// An extension that is no longest one ends after three seconds by itself.
    @Test
    void aShorterExtensionEndsByAPauseToo() {
        var all = owners("105", "2025");
        var calls =
                calls(
                        all,
                        owner ->
                                owner.callsFromOutside(
                                        "<enter-extension-pound>"
                                                + owner.extension()
                                                + keying(owner.pin())
                                                + "<main-menu>*"));
        for (var i = 0; i < all.size(); i++) assertIn(calls.get(i), all.get(i));
    }

    @Test
    void mailboxesThatShareAnAddressOpenEachWithItsOwnPin() {
        var all = owners("106", "2026", "51156");
        assertThat(all)
                .extracting(owner -> owner.mailbox().address().orElseThrow())
                .containsOnly("reception@contoso.com");
        var calls = calls(all, owner -> site.lab.call(LegOrigin.outside("0611"), looking(owner)));
        for (var i = 0; i < all.size(); i++) assertIn(calls.get(i), all.get(i));
        var foreign =
                all.getFirst()
                        .callsFromOutside(
                                entering(all.getFirst())
                                        + keying(all.getLast().pin())
                                        + "<login-incorrect>!");
        assertThat(foreign.mailbox()).isEmpty();
    }

    @Test
    void aPinThatIsTooShortOpensAndIsChanged() {
        var all = owners("117", "2037", "51157");
        assertThat(all).allMatch(owner -> owner.pin().length() == 4);
        assertChange(all, owner -> entering(owner), Owner::callsFromOutside);
    }

    @Test
    void aWeakPinOpensFromTheOwnPhoneAndIsChanged() {
        var all = owners("107", "2027", "51167");
        assertThat(all).allMatch(owner -> owner.pin().equals("1234"));
        assertChange(all, _ -> "", Owner::callsFromOwnPhone);
    }

    private interface Calling {
        AsteriskCall call(Owner owner, String script, Runnable... acts);
    }

    private void assertChange(List<Owner> all, Function<Owner, String> first, Calling calling) {
        var chosen = all.stream().map(_ -> site.pin()).toList();
        var calls =
                calls(
                        all,
                        owner ->
                                calling.call(
                                        owner,
                                        first.apply(owner)
                                                + keying(owner.pin())
                                                + "<new-pin-1>%1$s#<new-pin-again>%1$s#"
                                                        .formatted(chosen.get(all.indexOf(owner)))
                                                + "<main-menu>*"));
        for (var i = 0; i < all.size(); i++) {
            assertIn(calls.get(i), all.get(i));
            assertThat(calls.get(i).prompts())
                    .containsSubsequence(
                            "enter-pin", "new-pin-1", "new-pin-again", "pin-changed", "greeting");
        }
        var again =
                calls(
                        all,
                        owner -> owner.callsFromOwnPhone(keying(owner.pin()) + "<pin-incorrect>!"));
        assertThat(again).allMatch(call -> call.mailbox().isEmpty());
        assertThat(all).allMatch(owner -> owner.opens(chosen.get(all.indexOf(owner))));
    }

    @Test
    void aWeakPinFromElsewhereIsRefusedLikeAWrongOne() {
        var weak = owner("2047");
        assertThat(weak.pin()).isEqualTo("1234");
        var wrong = new Owner(site, new MailboxKey("default", "2048"), site.pin());
        var calls =
                calls(
                        List.of(weak, wrong),
                        owner ->
                                owner.callsFromOutside(
                                        entering(owner)
                                                + keying(owner.pin())
                                                + "<login-incorrect>!"));
        assertThat(calls)
                .extracting(AsteriskCall::heard)
                .containsOnly("welcome enter-extension-pound enter-pin login-incorrect");
        assertThat(calls).extracting(AsteriskCall::result).containsOnly(calls.getLast().result());
        assertThat(calls).allMatch(call -> call.mailbox().isEmpty());
        assertThat(weak.events()).isEqualTo(wrong.events()).contains("SignIn WrongPin");
    }

    @Test
    void lampsAndMessagesAreAsBefore() {
        assertThat(lampsBefore)
                .containsExactly(
                        "INUSE",
                        "1",
                        "INUSE",
                        "2",
                        "INUSE",
                        "3",
                        "NOT_INUSE",
                        "0",
                        "NOT_INUSE",
                        "0");
        assertThat(lamps()).isEqualTo(lampsBefore);
        assertThat(boxes()).isEqualTo(boxesBefore).contains("200 voicemail users configured");
    }

    @Test
    void theOldDoorIsShut() {
        assertThat(AT_THE_OLD_DOOR).noneMatch(this::oldDoorOpens);
    }

    private List<Owner> owners(String... numbers) {
        return Stream.of(numbers).map(this::owner).toList();
    }

    /// In their order; all at the same time.
    private static List<AsteriskCall> calls(
            List<Owner> all, Function<Owner, AsteriskCall> placing) {
        return AsteriskSite.together(
                all.stream().map(owner -> (Callable<AsteriskCall>) () -> placing.apply(owner)));
    }

    private static String looking(Owner owner) {
        return entering(owner) + keying(owner.pin()) + "<main-menu>*";
    }

    /// The longest extension ends by itself.
    private static String entering(Owner owner) {
        return "<enter-extension-pound>"
                + owner.extension()
                + (owner.extension().length() < 5 ? "#" : "");
    }

    private static void assertIn(AsteriskCall call, Owner owner) {
        assertThat(call.result()).as(call.heard()).isEqualTo("SUCCESS");
        assertThat(call.mailbox()).isEqualTo(owner.box());
    }
}
