package org.ovalogin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.ovalogin.call.dialog.CallHandler;
import org.ovalogin.call.dialog.CallListener;
import org.ovalogin.call.dialog.Switchboard;
import org.ovalogin.call.fastagi.FastAgiServer;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.Mailboxes.Enabling;
import org.ovalogin.core.administration.PinResets.Reset;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.pin.PinGenerator;
import org.ovalogin.core.pin.PinPolicy;
import org.ovalogin.lab.AsteriskCall;
import org.ovalogin.lab.AsteriskLab;
import org.ovalogin.lab.LegOrigin;
import org.ovalogin.notify.journal.EventLog;

/// A real Asterisk and a real server in this process, put together as `./ova serve` does it, with
/// the real database, floor and hashing costs. Thread-safe.
final class AsteriskSite implements AutoCloseable {
    /// So long a PIN is found nowhere by chance, so that one that is found was written.
    static final PinPolicy POLICY = PinPolicy.EXCHANGE.with(draft -> draft.minPinLength = 8);

    private static final Pattern PIN_LINE = Pattern.compile("New PIN: ([0-9]{4,24})");

    private final Path folder;
    private final ExecutorService thinking = Executors.newVirtualThreadPerTaskExecutor();
    private final PinGenerator pins = new PinGenerator(new SecureRandom());
    private final Queue<String> secrets = new ConcurrentLinkedQueue<>();
    private final AtomicInteger extensions = new AtomicInteger(52_000);
    private final AtomicInteger dialPlans = new AtomicInteger();
    private final FastAgiServer server;
    final ServerLog log = new ServerLog();
    private final Premises premises;
    final Core core;
    final ServerDatabase database;
    final AsteriskLab lab;

    /// @param around is given the reception, and answers the calls
    private AsteriskSite(UnaryOperator<CallHandler> around) throws IOException {
        folder = Files.createTempDirectory("ova-site");
        Files.createDirectories(recordings());
        Files.setPosixFilePermissions(recordings(), PosixFilePermissions.fromString("rwxr-xr-x"));
        premises = new Premises(folder.resolve("data"), this::settle);
        core = premises.core;
        core.administration().createDefaults();
        core.start();
        database = new ServerDatabase(folder.resolve("data/ova.db"));
        database.change("update mailbox_policy set min_pin_length = ?", POLICY.minPinLength());
        var reception =
                Serve.reception(
                        core, premises.configuration, thinking, new Switchboard(CallListener.NONE));
        server =
                new FastAgiServer(
                        premises.configuration.listeners().fastAgi(), around.apply(reception));
        lab = AsteriskLab.start(server.start(), Optional.of(recordings()));
    }

    private void settle(Premises.Plan plan) {
        plan.real(new EventLog())
                .set("fastagi.listen", "127.0.0.1:0")
                .set("http.listen", "none")
                .set("sounds.custom", recordings().toString())
                .set("budgets.trunk", "off") // all tests share one
                .set("budgets.callerNumber", "off");
    }

    static AsteriskSite start() {
        return start(UnaryOperator.identity());
    }

    /// As [#start()].
    ///
    /// @param around is given the reception, and answers the calls
    static AsteriskSite start(UnaryOperator<CallHandler> around) {
        try {
            return new AsteriskSite(around);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where recordings of one's own are dropped: `<language>/<sound>.wav`.
    Path recordings() {
        return folder.resolve("recordings");
    }

    Path dataFolder() {
        return folder.resolve("data");
    }

    Path mail() {
        return dataFolder().resolve("mail");
    }

    /// A new mailbox of the default dial plan.
    Owner owner() {
        return owner(Administration.DEFAULT_DIAL_PLAN);
    }

    Owner owner(String dialPlan) {
        return owner(dialPlan, Optional.empty());
    }

    Owner owner(String dialPlan, Optional<Language> language) {
        return owner(dialPlan, String.valueOf(extensions.getAndIncrement()), language);
    }

    Owner owner(Language language) {
        return owner(
                Administration.DEFAULT_DIAL_PLAN,
                String.valueOf(extensions.getAndIncrement()),
                Optional.of(language));
    }

    /// The owner of one of the sample phones.
    Owner ownerOf(String extension) {
        return owner(Administration.DEFAULT_DIAL_PLAN, extension, Optional.empty());
    }

    private Owner owner(String dialPlan, String extension, Optional<Language> language) {
        var by = new Actor(Optional.empty(), "test", Role.ADMINISTRATOR.rights(), "");
        var address = "owner%s@%s.example.com".formatted(extension, dialPlan);
        var mailbox =
                core.administration()
                        .mailboxes()
                        .enable(
                                Enabling.of(dialPlan, extension, address)
                                        .with(Optional.empty(), language),
                                by)
                        .mailbox();
        var key = new MailboxKey(dialPlan, extension);
        var reset =
                core.administration()
                        .pins()
                        .reset(mailbox.guid(), Reset.generated(false, false), by);
        return new Owner(this, key, secret(reset.shownOnce().orElseThrow().digits()));
    }

    /// A dial plan of a test's own, with a policy of its own.
    String dialPlan(PinPolicy policy, Settings settings) {
        var dialPlan = settings.named("plan" + dialPlans.incrementAndGet());
        var named = MailboxPolicy.defaultOf(dialPlan);
        core.store.change(
                work -> {
                    work.dialPlans().add(dialPlan);
                    work.policies()
                            .add(
                                    new MailboxPolicy(
                                            named.guid(), named.name(), named.dialPlan(), policy));
                });
        return dialPlan.name();
    }

    /// What tests change in a dial plan.
    record Settings(String language, int inputFailures, Optional<String> operator) {
        static final Settings DEFAULT = new Settings("en-US", 3, Optional.empty());

        Settings speaking(String other) {
            return new Settings(other, inputFailures, operator);
        }

        Settings patient(int failures) {
            return new Settings(language, failures, operator);
        }

        Settings withOperator(String extension) {
            return new Settings(language, inputFailures, Optional.of(extension));
        }

        private DialPlan named(String name) {
            return DialPlan.named(name)
                    .with(
                            draft -> {
                                draft.defaultLanguage = language;
                                draft.inputFailuresBeforeDisconnect = inputFailures;
                                draft.operatorExtension = operator;
                            });
        }
    }

    static PinPolicy policy(Consumer<PinPolicy.Draft> changes) {
        return POLICY.with(changes);
    }

    /// A PIN that nobody has and no rule refuses.
    String pin() {
        return secret(pins.generate(POLICY, List.of("51234", "51235", "52000")).digits());
    }

    /// Remembers digits that a caller keys and that must be found nowhere.
    String secret(String digits) {
        secrets.add(digits);
        return digits;
    }

    /// No PIN keyed so far is in the server's log, in Asterisk's, or in any file of the data
    /// folder.
    void assertNoPinWasWritten() {
        var asterisk = String.join("\n", lab.log());
        assertThat(asterisk).contains("Executing [s@ova-login:"); // also when one test is run alone
        var server = log.text();
        assertThat(server).contains("outcome=");
        var files = data();
        for (var pin : secrets) {
            // plain conditions: a failure must not print what it found either
            assertThat(asterisk.contains(pin)).as("a PIN is in Asterisk's log").isFalse();
            assertThat(server.contains(pin)).as("a PIN is in the server's log").isFalse();
            files.forEach(
                    (file, text) ->
                            assertThat(text.contains(pin)).as("a PIN is in %s", file).isFalse());
        }
    }

    /// Every file of the data folder but the letters, which say PINs because they must.
    private Map<Path, String> data() {
        try (var files = Files.walk(folder.resolve("data"))) {
            var texts = new HashMap<Path, String>();
            for (var file : (Iterable<Path>) files::iterator) {
                if (!Files.isRegularFile(file) || file.startsWith(mail())) continue;
                try {
                    texts.put(file, Files.readString(file, ISO_8859_1));
                } catch (NoSuchFileException _) {
                    // a draft that has got its name meanwhile
                }
            }
            assertThat(texts).isNotEmpty();
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The PIN in the newest letter to the owner, which is delivered within a second.
    String mailedPin(Owner owner) {
        return Awaitility.await()
                .until(
                        () -> lettersTo(owner).findFirst().flatMap(AsteriskSite::pinIn),
                        Optional::isPresent)
                .orElseThrow();
    }

    /// The PIN in the letter that has one besides those there were, delivered within a second.
    String mailedPin(Owner owner, Set<String> before) {
        return Awaitility.await()
                .until(
                        () -> pins(owner).filter(p -> !before.contains(p)).findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /// The PINs in all letters to the owner, the newest first.
    Stream<String> pins(Owner owner) {
        return lettersTo(owner).flatMap(letter -> pinIn(letter).stream());
    }

    private Stream<String> lettersTo(Owner owner) {
        try (var letters = Files.list(mail())) {
            return letters
                    .filter(letter -> letter.toString().endsWith(".eml"))
                    .sorted(Comparator.reverseOrder())
                    .map(AsteriskSite::text)
                    .filter(text -> text.contains("To: " + owner.mailbox().address().orElseThrow()))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> pinIn(String letter) {
        var line = PIN_LINE.matcher(letter);
        return line.find() ? Optional.of(line.group(1)) : Optional.empty();
    }

    /// Places the calls at the same moment, and returns when all are over.
    static List<AsteriskCall> together(Stream<Callable<AsteriskCall>> calls) {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var over = new ArrayList<AsteriskCall>();
            for (var call : pool.invokeAll(calls.toList())) over.add(call.get());
            return over;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a call did not go as its script has it", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// A caller by Local channel from outside, who shows a number that is nobody's extension.
    static LegOrigin.Inside stranger() {
        return LegOrigin.caller("0611");
    }

    @Override
    public void close() {
        lab.close();
        server.close();
        thinking.close();
        premises.close();
        log.close();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
