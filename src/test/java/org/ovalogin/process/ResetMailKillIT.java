package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.administration.Mailboxes.Enabling;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.signin.CallSource;
import org.ovalogin.core.signin.Verdict;

/// Resets mailboxes and sends their e-mails, while SIGKILL ends both the server and the
/// administrator several times in the middle. `-Dresets=200` does more of it.
class ResetMailKillIT {
    private static final int RESETS = Integer.getInteger("resets", 60);
    private static final int KILLS = 3;

    private static final CallSource CALL = new CallSource("", "test", "test", Optional.empty());

    /// Few enough that many resets replace one whose e-mail is still to be sent.
    private static final List<String> EXTENSIONS =
            IntStream.range(51_200, 51_212).mapToObj(String::valueOf).toList();

    /// Letters that a server has under way at a time. When it dies, the mail server may have
    /// accepted that many without its knowledge.
    private static final int UNDER_WAY = 4;

    /// Resets requested and not yet done, not counting those lost in a kill.
    private static final int AHEAD = 3;

    private static final Pattern PIN = Pattern.compile("PIN: ([0-9]+)");
    private static final String WAITING =
            "select count(*) from outbox where delivered_at is null and void = 0";

    private final Random random = new Random(20261102);
    private final GreenMail sink = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final List<Process> administrators = new ArrayList<>();

    /// For each run of the server, the letters received by the sink, by Message-ID.
    private final List<Map<String, Integer>> runs = new ArrayList<>();

    @TempDir Path parent;

    @BeforeEach
    void begin() {
        sink.start();
        try (var folder = new OpenFolder(data())) {
            folder.administration.createDefaults();
            for (var extension : EXTENSIONS) {
                var wanted =
                        Enabling.of("default", extension, "owner" + extension + "@contoso.com");
                folder.administration.mailboxes().enable(wanted, Actor.local("test"));
            }
        }
    }

    @AfterEach
    void end() {
        administrators.forEach(Process::destroyForcibly);
        sink.stop();
    }

    private InstalledOva installation() {
        return new InstalledOva(data());
    }

    private Path data() {
        return parent.resolve("data");
    }

    private OvaServer server() {
        return Ova.serve(data())
                .with("OVA_MAIL_SMTP_HOST", "127.0.0.1")
                .with("OVA_MAIL_SMTP_PORT", String.valueOf(sink.getSmtp().getPort()))
                .with("OVA_MAIL_SMTP_SECURITY", "none")
                .with("OVA_MAIL_FROM", "voicemail@contoso.com")
                .start();
    }

    private Process administrator() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var administrator =
                new ProcessBuilder(
                                java,
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledAdministrator.class.getName(),
                                data().toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        administrators.add(administrator);
        return administrator;
    }

    private static void awaitReady(BufferedReader said) throws IOException {
        for (var line = said.readLine(); line != null; line = said.readLine())
            if (line.equals("ready")) return;
        throw new IllegalStateException("the process has ended");
    }

    private static void kill(Process process) {
        process.destroyForcibly();
        assertThat(process.onExit().join().exitValue()).isEqualTo(128 + 9);
    }

    private int received() {
        return sink.getReceivedMessages().length;
    }

    /// Resets until this many have been requested and the sink has received a random number of
    /// letters in this run. Then kills first the server and then the administrator, with a reset
    /// under way.
    private void runAndKill(int resets) throws Exception {
        var administrator = administrator();
        try (var server = server();
                var commands = new PrintWriter(administrator.outputWriter(), true);
                var said = administrator.inputReader()) {
            awaitReady(said);
            var confirmations = Thread.ofVirtual().start(() -> count(said));
            var letters = received() + 1 + random.nextInt(Math.max(1, resets));
            var lost = asked.get() - acknowledged.get();
            var enough = acknowledged.get() + resets;
            while (acknowledged.get() < enough || received() < letters) {
                if (asked.get() - acknowledged.get() < lost + AHEAD)
                    reset(commands, EXTENSIONS.get(random.nextInt(EXTENSIONS.size())));
                TimeUnit.MILLISECONDS.sleep(random.nextInt(60));
            }
            server.kill();
            reset(commands, EXTENSIONS.getFirst());
            TimeUnit.MILLISECONDS.sleep(random.nextInt(40));
            kill(administrator);
            confirmations.join();
        }
        noteRun();
    }

    private void reset(PrintWriter commands, String extension) {
        asked.incrementAndGet();
        commands.println(extension);
    }

    private void count(BufferedReader said) {
        said.lines()
                .filter(line -> line.startsWith("reset "))
                .forEach(_ -> acknowledged.incrementAndGet());
    }

    /// Waits for letters that the sink is still receiving, and for the leases of the dead server.
    private void noteRun() {
        var last = new AtomicInteger(-1);
        await().pollInterval(Duration.ofMillis(200))
                .until(() -> last.getAndSet(received()) == received());
        var before = new HashMap<String, Integer>();
        runs.forEach(run -> run.forEach((id, count) -> before.merge(id, count, Integer::sum)));
        var run = new HashMap<String, Integer>();
        for (var message : sink.getReceivedMessages()) run.merge(id(message), 1, Integer::sum);
        before.forEach((id, count) -> run.merge(id, -count, Integer::sum));
        run.values().removeIf(count -> count == 0);
        runs.add(run);
        installation().tamper("update outbox set claimed_until = 0 where delivered_at is null");
    }

    /// The notice's id.
    private static String id(MimeMessage message) {
        try {
            return message.getMessageID().replaceAll("^<|@.*$", "");
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<String> pin(MimeMessage message) {
        try {
            var parts = (Multipart) message.getContent();
            var found = PIN.matcher((String) parts.getBodyPart(0).getContent());
            return found.find() ? Optional.of(found.group(1)) : Optional.empty();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Timeout(value = 300, unit = TimeUnit.SECONDS)
    void everyResetHasItsLetterAndEveryPinThatHoldsOpens() throws Exception {
        for (var kill = 0; kill < KILLS; kill++) runAndKill(RESETS / KILLS);
        try (var _ = server()) {
            await().atMost(Duration.ofMinutes(2)).until(() -> installation().number(WAITING) == 0);
        }
        noteRun();
        noResetIsWithoutItsNotices(installation());
        var arrived = arrived();
        whatIsNotReplacedHasArrived(arrived.keySet());
        pinsOfTheLatestLettersOpen(arrived);
        nothingComesTwiceButWhatWasUnderWay();
        assertThat(Files.exists(data().resolve("mail"))).as("no letter became a file").isFalse();
    }

    private void noResetIsWithoutItsNotices(InstalledOva installation) {
        var resets = installation.number("select count(*) from event where name = 'PIN_RESET'");
        assertThat(resets).isBetween(acknowledged.get(), asked.get());
        assertThat(acknowledged.get()).isGreaterThanOrEqualTo(RESETS / KILLS * KILLS);
        for (var kind : List.of("RESET", "RESET_NOTICE"))
            assertThat(
                            installation.number(
                                    "select count(*) from outbox where kind = '" + kind + "'"))
                    .as(kind)
                    .isEqualTo(resets);
        assertThat(installation.number("select sum(pin_version - 1) from mailbox"))
                .isEqualTo(resets);
        assertThat(installation.number("select count(*) from outbox where failed_at is not null"))
                .isZero();
    }

    /// The received letters, by their notices' ids.
    private Map<String, MimeMessage> arrived() {
        var arrived = new HashMap<String, MimeMessage>();
        for (var message : sink.getReceivedMessages()) arrived.put(id(message), message);
        return arrived;
    }

    private void whatIsNotReplacedHasArrived(Set<String> arrived) {
        var rows = " from outbox o join mailbox m on m.mailbox_guid = o.mailbox_guid where ";
        var replaced = "o.with_pin = 1 and o.pin_version < m.pin_version";
        assertThat(
                        installation()
                                .query(
                                        "select o.notice_id"
                                                + rows
                                                + "void = 1 and not ("
                                                + replaced
                                                + ")"))
                .as("given up without need")
                .isEmpty();
        assertThat(installation().query("select o.notice_id" + rows + "void = 0"))
                .isSubsetOf(arrived);
        assertThat(installation().query("select notice_id from outbox")).containsAll(arrived);
    }

    /// If a letter's PIN does not open the mailbox, a later letter exists.
    private void pinsOfTheLatestLettersOpen(Map<String, MimeMessage> arrived) {
        try (var folder = new OpenFolder(data())) {
            for (var extension : EXTENSIONS) {
                var latest =
                        installation()
                                .query(
                                        """
                                        select o.notice_id from outbox o join extension e on e.mailbox_guid = o.mailbox_guid
                                        where e.digits = '%s' and o.with_pin = 1 order by o.pin_version desc limit 1
                                        """
                                                .formatted(extension))
                                .getFirst();
                var pin =
                        Optional.ofNullable(arrived.get(latest))
                                .flatMap(ResetMailKillIT::pin)
                                .flatMap(Pin::of);
                assertThat(pin).as("the letter to " + extension).isPresent();
                var key = new MailboxKey("default", extension);
                assertThat(folder.signIn.attempt(key, pin.orElseThrow(), CALL))
                        .as(extension)
                        .isInstanceOf(Verdict.MustChange.class);
            }
        }
    }

    /// Only a letter under way in a killed server may arrive again, from a later server.
    private void nothingComesTwiceButWhatWasUnderWay() {
        for (var run : runs) assertThat(run.values()).allMatch(count -> count == 1);
        for (var i = 0; i < runs.size(); i++) {
            Set<String> again = new TreeSet<>();
            for (var later : runs.subList(i + 1, runs.size())) again.addAll(later.keySet());
            again.retainAll(runs.get(i).keySet());
            assertThat(again).as("run %d", i).hasSizeLessThanOrEqualTo(UNDER_WAY);
        }
    }
}
