package org.ovalogin.core.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.core.administration.Office.faults;
import static org.ovalogin.core.administration.Site.ADMINISTRATOR;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ovalogin.core.administration.PinResets.Reset;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.pin.Lockout;
import org.ovalogin.core.pin.Lockouts;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.pin.PinGenerator;

/// Every combination of the parameters of `Set-UMMailboxPIN`, on a mailbox that is locked for
/// failures.
class ResetParametersTest {
    private static final String OWN = "tony@contoso.com";
    private static final String OTHERS = "desk@contoso.com";

    @TempDir static Path folder;
    private static Site site;

    @BeforeAll
    static void open() {
        site = Site.with(folder, _ -> {});
    }

    @AfterAll
    static void close() {
        site.close();
    }

    static Stream<Reset> combinations() {
        var flags = List.of(Optional.<Boolean>empty(), Optional.of(true), Optional.of(false));
        var all = new ArrayList<Reset>();
        for (var typed : List.of(false, true))
            for (var expired : flags)
                for (var locked : flags)
                    for (var send : flags)
                        for (var notify : List.of(Optional.<String>empty(), Optional.of(OTHERS)))
                            all.add(
                                    new Reset(
                                            typed ? Optional.of("typed") : Optional.empty(),
                                            expired,
                                            locked,
                                            notify,
                                            send));
        return all.stream();
    }

    private static Reset withPin(Reset wanted) {
        var random = new PinGenerator(new SecureRandom());
        return new Reset(
                wanted.pin()
                        .map(
                                _ ->
                                        random.generate(
                                                        site.mailbox().policy().pin(),
                                                        List.of(Site.EXTENSION))
                                                .digits()),
                wanted.pinExpired(),
                wanted.lockedOut(),
                wanted.notifyEmail(),
                wanted.sendEmail());
    }

    private static Mailbox lockedForFailures() {
        site.save(
                m ->
                        m.with(
                                Lockouts.of(
                                        new Lockout(
                                                15,
                                                m.lockouts().outside().streak(),
                                                15,
                                                false,
                                                Optional.empty(),
                                                Optional.of(
                                                        new Lockout.Lock(
                                                                Lockout.Reason.FAILURES,
                                                                site.clock.instant(),
                                                                true))))));
        site.mail();
        return site.mailbox();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("combinations")
    void doesAllOfItOrNothing(Reset shape) {
        var wanted = withPin(shape);
        var before = lockedForFailures();
        var expected = refusals(wanted);
        if (!expected.isEmpty()) {
            assertThat(faults(() -> reset(wanted))).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(site.mailbox()).isEqualTo(before);
            assertThat(site.mail()).isEmpty();
            return;
        }
        var done = reset(wanted);
        assertThat(site.mailbox()).isEqualTo(done.mailbox());
        if (wanted.lockedOut().isPresent()
                && wanted.pin().isEmpty()
                && wanted.pinExpired().isEmpty()) lockOnly(wanted, before, done);
        else pinAndLock(wanted, before, done);
    }

    private static PinResets.Done reset(Reset wanted) {
        return site.administration.pins().reset(site.guid(), wanted, ADMINISTRATOR);
    }

    private static List<Fault> refusals(Reset wanted) {
        var refusals = new ArrayList<Fault>();
        var pinWork =
                wanted.lockedOut().isEmpty()
                        || wanted.pin().isPresent()
                        || wanted.pinExpired().isPresent();
        if (!pinWork && wanted.notifyEmail().isPresent()) refusals.add(Fault.LOCK_ONLY);
        if (!pinWork && wanted.sendEmail().isPresent()) refusals.add(Fault.LOCK_ONLY);
        if (wanted.notifyEmail().isPresent() && wanted.sendEmail().equals(Optional.of(false)))
            refusals.add(Fault.NO_PIN_FOR_NOBODY);
        return refusals;
    }

    private static void lockOnly(Reset wanted, Mailbox before, PinResets.Done done) {
        var after = done.mailbox();
        assertThat(after.pin()).isEqualTo(before.pin());
        assertThat(done.shownOnce()).isEmpty();
        assertThat(after.lockouts().outside().lockedByAdministrator())
                .isEqualTo(wanted.lockedOut().orElseThrow());
        if (!wanted.lockedOut().orElseThrow())
            assertThat(after.lockouts().outside().lock()).isEmpty();
        assertThat(kinds())
                .isEqualTo(
                        wanted.lockedOut().orElseThrow()
                                ? List.of("LOCKED_BY_ADMINISTRATOR " + OWN)
                                : List.of());
    }

    private static void pinAndLock(Reset wanted, Mailbox before, PinResets.Done done) {
        var after = done.mailbox();
        assertThat(after.pin().version()).isEqualTo(before.pin().version() + 1);
        assertThat(after.pin().mustChange()).isEqualTo(wanted.pinExpired().orElse(true));
        assertThat(after.pin().byOwner()).isFalse();
        assertThat(after.lockouts().outside().streak())
                .isEqualTo(before.lockouts().outside().streak() + 1);
        assertThat(after.lockouts().outside().lock().isPresent())
                .isEqualTo(wanted.lockedOut().orElse(false));
        var sent = wanted.sendEmail().orElse(true);
        var mail = site.mail();
        var expected = new ArrayList<>(List.of("RESET_NOTICE " + OWN));
        if (sent) expected.add("RESET " + wanted.notifyEmail().orElse(OWN));
        if (wanted.lockedOut().orElse(false)) expected.add("LOCKED_BY_ADMINISTRATOR " + OWN);
        assertThat(kinds(mail)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(done.shownOnce().isPresent()).isEqualTo(!sent && wanted.pin().isEmpty());
        wanted.pin().ifPresent(digits -> assertOpens(Site.pin(digits)));
        done.shownOnce().ifPresent(ResetParametersTest::assertOpens);
        var carried = site.pins(mail);
        assertThat(carried).hasSize(sent ? 1 : 0);
        carried.forEach(ResetParametersTest::assertOpens);
    }

    private static void assertOpens(Pin pin) {
        var mailbox = site.mailbox();
        assertThat(Site.HASHER.matches(site.safe.hash(mailbox.guid(), mailbox.pin().sealed()), pin))
                .isTrue();
    }

    private static List<String> kinds() {
        return kinds(site.mail());
    }

    private static List<String> kinds(List<Notice> mail) {
        return mail.stream().map(n -> n.kind() + " " + n.recipient()).toList();
    }
}
