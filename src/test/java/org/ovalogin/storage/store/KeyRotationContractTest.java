package org.ovalogin.storage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.AccountSignIn;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.Mailboxes.Enabling;
import org.ovalogin.core.administration.PinResets.Reset;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.EventEntry;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.pin.HashQueue;
import org.ovalogin.core.pin.HashSettings;
import org.ovalogin.core.pin.Password;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.pin.PinGenerator;
import org.ovalogin.core.pin.PinHasher;
import org.ovalogin.core.signin.BudgetAlarms;
import org.ovalogin.core.signin.CallSource;
import org.ovalogin.core.signin.FailureWork;
import org.ovalogin.core.signin.PinChange;
import org.ovalogin.core.signin.SignIn;
import org.ovalogin.core.signin.Verdict;
import org.ovalogin.core.store.EventQuery;
import org.ovalogin.core.store.PinSafe;
import org.ovalogin.core.store.StoreKeys.State;
import org.ovalogin.core.store.StoreKeys.Step;
import org.ovalogin.core.vault.Vault;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.database.KeyRing;
import org.ovalogin.storage.database.SetUpException;

/// Everything that is sealed comes under another key: from whatever step the last attempt came to,
/// beside servers, and whatever they change meanwhile.
@ParameterizedClass
@EnumSource
class KeyRotationContractTest {
    private static final Actor ACTOR = Actor.local("test");
    private static final Password PASSWORD = Password.of("correct horse battery");

    @Parameter EachDatabase.Kind kind;

    @TempDir Path keys;

    private final HashQueue queue =
            new HashQueue(new PinHasher(), new HashSettings(2, 100, Duration.ofSeconds(20)));
    private final List<Server> servers = new ArrayList<>();
    private Server server;

    /// What one process has of the installation.
    private final class Server implements AutoCloseable {
        final Database database = kind.open(keys);
        final KeyRing ring;
        final PinSafe safe;
        final SqlMailboxStore store = new SqlMailboxStore(database, InstantSource.system());
        final Administration administration;
        final SignIn signIn;
        final PinChange pinChange;

        Server() {
            this(keys.resolve("key"));
        }

        Server(Path keyFile) {
            var random = new SecureRandom();
            ring = KeyRing.open(keyFile, database, random);
            safe = new PinSafe(new Vault(ring));
            var generator = new PinGenerator(random);
            var failureWork = new FailureWork(store, safe, queue, generator);
            signIn =
                    new SignIn(
                            store,
                            safe,
                            queue,
                            failureWork,
                            Site.unlimited(store, safe),
                            Runnable::run);
            pinChange = new PinChange(store, safe, queue);
            administration =
                    new Administration(
                            store,
                            safe,
                            queue,
                            generator,
                            queue,
                            random,
                            new AccountSignIn.Limits(Duration.ofMinutes(30), Duration.ofHours(1)),
                            new BudgetAlarms(store, Runnable::run));
            servers.add(this);
        }

        SqlKeys keys(boolean shared) {
            return new SqlKeys(store, ring, safe, shared, Duration.ZERO);
        }

        void rotate(Consumer<Step> told) {
            keys(false).rotate(false, ACTOR.origin(), told);
        }

        List<Step> rotate() {
            var steps = new ArrayList<Step>();
            rotate(steps::add);
            return steps;
        }

        Verdict enters(String extension, Pin pin) {
            var source = new CallSource("unknown", "test", "PJSIP/trunk", Optional.empty());
            return signIn.attempt(new MailboxKey("default", extension), pin, source);
        }

        void changes(String extension, Pin pin) {
            var mailbox = administration.mailboxes().find("default:" + extension);
            var ready = (PinChange.Prepared.Ready) pinChange.prepare(mailbox, pin);
            assertThat(pinChange.commit(mailbox, ready, ACTOR.origin())).isPresent();
        }

        String inUse() {
            return keys(false).all().stream()
                    .filter(k -> k.state() == State.IN_USE)
                    .map(k -> k.id())
                    .findFirst()
                    .orElseThrow();
        }

        long underOthers() {
            return keys(false).all().stream()
                    .filter(k -> k.state() != State.IN_USE)
                    .mapToLong(k -> k.texts())
                    .sum();
        }

        @Override
        public void close() {
            ring.close();
            database.close();
        }
    }

    @BeforeEach
    void furnish() {
        kind.clear();
        server = new Server();
        server.administration.createDefaults();
        for (var extension : List.of("51234", "51235")) {
            var wanted = Enabling.of("default", extension, extension + "@contoso.com");
            server.administration.mailboxes().enable(wanted, ACTOR);
        }
        server.changes("51234", pin("527148"));
        server.changes("51234", pin("861942"));
        var details =
                new AccountDetails(Role.ADMINISTRATOR, Optional.empty(), Optional.empty(), true);
        server.administration.accounts().add("ada", details, PASSWORD, ACTOR);
    }

    @AfterEach
    void leave() {
        servers.forEach(Server::close);
        queue.close();
    }

    private static Pin pin(String digits) {
        return Pin.of(digits).orElseThrow();
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(keys.resolve("key")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    private void assertAllOpens(Server of) {
        assertThat(of.enters("51234", pin("861942"))).isInstanceOf(Verdict.Admitted.class);
        assertThat(of.administration.signIn().attempt("ada", PASSWORD, "127.0.0.1"))
                .isInstanceOf(AccountSignIn.Result.In.class);
        var letters = new SqlOutbox(of.database, InstantSource.system()).claim(9, Duration.ZERO);
        assertThat(letters)
                .filteredOn(letter -> letter.mailbox().extensions().contains("51235"))
                .filteredOn(letter -> letter.notice().withPin())
                .first()
                .satisfies(
                        letter -> {
                            var pin = of.safe.secret(letter.notice()).orElseThrow();
                            assertThat(of.enters("51235", pin(pin)))
                                    .isInstanceOf(Verdict.MustChange.class);
                        });
    }

    private List<String> rotations() {
        return server.store.read(view -> view.events().list(EventQuery.ALL)).stream()
                .map(EventEntry::event)
                .filter(e -> e.name() == Event.Name.KEY_ROTATED)
                .map(e -> e.subject() + " " + e.result())
                .toList();
    }

    @Test
    void everythingIsUnderTheNewKeyAndOpens() throws IOException {
        var old = server.inUse();
        var steps = server.rotate();
        var now = server.inUse();
        assertThat(now).isNotEqualTo(old);
        assertThat(steps).first().isInstanceOf(Step.Added.class);
        assertThat(steps).last().isEqualTo(new Step.Done(now, List.of(old)));
        assertThat(server.underOthers()).isZero();
        assertThat(lines()).hasSize(2).allMatch(line -> line.matches("[0-9a-f]{8} \\S{44}"));
        assertThat(rotations()).containsExactlyInAnyOrder(now + " Begun", now + " Done");
        assertAllOpens(server);
        assertAllOpens(new Server());
    }

    @Test
    void formerPinsStayFormerPins() {
        server.rotate();
        var mailbox = server.administration.mailboxes().find("default:51234");
        for (var used : List.of("527148", "861942"))
            assertThat(server.pinChange.prepare(mailbox, pin(used)))
                    .isInstanceOf(PinChange.Prepared.UsedBefore.class);
        var history = server.store.read(view -> view.mailboxes().pinHistory(mailbox.guid(), 5));
        assertThat(history).hasSize(2).first().isEqualTo(mailbox.pin().sealed());
    }

    /// A process that dies between any two steps has lost nothing, and needs no third key.
    @Test
    void isContinuedFromAnyStep() throws IOException {
        var old = server.inUse();
        var most = new Server().rotate().size();
        assertThat(most).isGreaterThan(5);
        for (var step = 1; step <= most; step++) {
            var before = lines().size();
            var left = step;
            var dying = new Server();
            var count = new int[1];
            assertThatThrownBy(
                            () ->
                                    dying.rotate(
                                            _ -> {
                                                if (++count[0] == left)
                                                    throw new IllegalStateException("killed");
                                            }))
                    .hasMessage("killed");
            dying.close();
            var next = new Server();
            assertAllOpens(next);
            var begun = next.inUse();
            var steps = next.rotate();
            assertThat(steps).last().isInstanceOf(Step.Done.class);
            assertThat(next.underOthers()).isZero();
            if (step > 1 && step < most) assertThat(next.inUse()).isEqualTo(begun);
            assertThat(lines()).hasSizeBetween(before + 1, before + (step == most ? 2 : 1));
            assertAllOpens(next);
        }
        assertThat(server.keys(false).all().getFirst().id()).isEqualTo(old);
    }

    @Test
    void aChangeMeanwhileWins() {
        var other = new Server();
        server.rotate(
                step -> {
                    if (step instanceof Step.InUse) other.changes("51234", pin("394857"));
                });
        assertThat(server.enters("51234", pin("394857"))).isInstanceOf(Verdict.Admitted.class);
        assertThat(server.enters("51234", pin("861942"))).isInstanceOf(Verdict.Refused.class);
        assertThat(server.underOthers()).isZero();
    }

    @Test
    void anotherServerSealsUnderItToo() {
        var other = new Server();
        server.rotate();
        other.ring.lookAgain();
        other.administration
                .pins()
                .reset(
                        other.administration.mailboxes().find("default:51235").guid(),
                        Reset.DEFAULT,
                        ACTOR);
        assertThat(server.underOthers()).isZero();
        assertAllOpens(other);
    }

    @Test
    void whatAnotherServerSealsBeforeItKnowsIsSealedAnew() {
        var other = new Server();
        other.ring.close(); // asks no more
        var late = new AtomicBoolean();
        server.rotate(
                step -> {
                    if (step instanceof Step.Sealed && !late.getAndSet(true))
                        other.changes("51235", pin("394857"));
                });
        assertThat(server.underOthers()).isZero();
        assertThat(server.enters("51235", pin("394857"))).isInstanceOf(Verdict.Admitted.class);
    }

    /// On another machine, where the file is still the former one.
    @Test
    void aServerWithoutTheKeyLetsNobodyInAndChargesNobody() throws IOException {
        var copy = Files.copy(keys.resolve("key"), keys.resolve("copy"));
        var late = new Server(copy);
        server.rotate();
        late.ring.lookAgain();
        for (var digits : List.of("861942", "703615"))
            assertThat(late.enters("51234", pin(digits))).isInstanceOf(Verdict.Unavailable.class);
        var mailbox = server.administration.mailboxes().find("default:51234");
        assertThat(mailbox.lockouts().outside().failures()).isZero();
        assertThat(late.pinChange.prepare(mailbox, pin("394857")))
                .isInstanceOf(PinChange.Prepared.Unavailable.class);
        assertThatThrownBy(() -> new Server(copy))
                .isInstanceOf(SetUpException.class)
                .hasMessageContaining("does not hold the key '" + server.inUse() + "'");

        Files.write(copy, Files.readAllBytes(keys.resolve("key")));
        assertAllOpens(late);
    }

    @Test
    void delaysOfAccountsStay() {
        var wrong = Password.of("not the password at all");
        for (var i = 0; i < 4; i++)
            server.administration.signIn().attempt("ada", wrong, "10.1.2.3");
        server.rotate();
        assertThat(new Server().administration.signIn().attempt("ada", PASSWORD, "10.1.2.3"))
                .isInstanceOf(AccountSignIn.Result.Delayed.class);
    }

    @Test
    void whatDoesNotOpenIsLeftAndNamed() {
        var guid = server.administration.mailboxes().find("default:51235").guid();
        server.database
                .writer()
                .useHandle(
                        h ->
                                h.execute(
                                        "update mailbox set pin_sealed = (select pin_sealed from mailbox where mailbox_guid <> ?) where mailbox_guid = ?",
                                        guid.toString(),
                                        guid.toString()));
        var steps = new ArrayList<Step>();
        assertThatThrownBy(() -> server.rotate(steps::add))
                .isInstanceOf(SetUpException.class)
                .hasMessageContaining("1 left");
        assertThat(steps.toString()).contains("mailbox " + guid + ": pin hash: key");
        assertThat(server.underOthers()).isEqualTo(1);

        server.administration.pins().reset(guid, Reset.DEFAULT, ACTOR);
        assertThat(server.rotate()).last().isInstanceOf(Step.Done.class);
    }

    @Test
    void otherServersGetTheKeyFirst() throws IOException {
        var old = server.inUse();
        var steps = new ArrayList<Step>();
        server.keys(true).rotate(false, ACTOR.origin(), steps::add);
        server.keys(true).rotate(false, ACTOR.origin(), steps::add);
        assertThat(steps).hasSize(3).last().isInstanceOf(Step.ToBeCopied.class);
        assertThat(server.inUse()).isEqualTo(old);
        assertThat(lines()).hasSize(2);

        server.keys(true).rotate(true, ACTOR.origin(), steps::add);
        assertThat(steps).last().isInstanceOf(Step.Done.class);
        assertThat(lines()).hasSize(2);
    }

    @Test
    void aKeyIsRemovedOnceNothingIsUnderIt() throws IOException {
        var old = server.inUse();
        assertThatThrownBy(() -> server.keys(false).remove(old)).hasMessageContaining("in use");
        assertThatThrownBy(
                        () ->
                                server.rotate(
                                        step -> {
                                            if (step instanceof Step.InUse)
                                                throw new IllegalStateException("killed");
                                        }))
                .hasMessage("killed");
        assertThatThrownBy(() -> server.keys(false).remove(old))
                .isInstanceOf(SetUpException.class)
                .hasMessageMatching(".*needed: \\d+ texts are sealed under it");
        server.rotate();
        server.keys(false).remove(old);
        assertThat(lines()).hasSize(1).allMatch(line -> line.startsWith(server.inUse()));
        assertAllOpens(new Server());
        assertThatThrownBy(() -> server.keys(false).remove("nonsense"))
                .hasMessageContaining("no key 'nonsense'");
    }

    @Test
    void onlyOneIsAtItAtATime() {
        server.rotate(
                step -> {
                    if (step instanceof Step.InUse)
                        assertThatThrownBy(() -> new Server().rotate())
                                .hasMessageContaining("another ./ova key is at work");
                });
    }

    @Test
    void keyFileThatVanishesIsToldOnceAndDoesNotStopTheServer() throws IOException {
        var file = keys.resolve("key");
        var away = Files.move(file, keys.resolve("away"));
        IntStream.range(0, 3).forEach(_ -> server.ring.lookAgain());
        assertAllOpens(server);
        server.changes("51235", pin("394857"));
        Files.move(away, file);
        server.ring.lookAgain();
        assertThat(server.enters("51235", pin("394857"))).isInstanceOf(Verdict.Admitted.class);
    }
}
