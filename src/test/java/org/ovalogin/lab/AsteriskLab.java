package org.ovalogin.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A private Asterisk 22 with the shipped configuration, and callers for it. Many may run at once.
/// Thread-safe: calls may be placed in parallel.
///
/// ```java
/// try (var lab = AsteriskLab.start(server.port())) {
///     var call = lab.call(caller("51234").trusted(), "135790#,1");
///     assertThat(call.result()).isEqualTo("SUCCESS");
/// }
/// ```
public final class AsteriskLab implements AutoCloseable {
    private static final String SCRIPT = Path.of("src/test/lab/asterisk").toString();
    private static final String NUMBER = "5000";

    /// Sound and tones are generated in real time, whatever else the machine does. Users without
    /// the right to it go without.
    static final String NICENESS = "-10";

    private static final Duration BOOT = Duration.ofMinutes(1);
    private static final Duration ANSWER = Duration.ofSeconds(40);
    private static final Duration END = Duration.ofSeconds(15);

    /// The longest wait for a sound, and for the end of a call.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration LONGEST_CALL = Duration.ofMinutes(2);
    private static final Pattern CHANNEL_OF_PHONE = Pattern.compile("PJSIP/[a-z0-9]+-[0-9a-f]{8}");

    private static final AtomicInteger CALLS = new AtomicInteger();

    private final Instance instance;
    private final InsideLegs insideLegs;
    private final Process asterisk;
    private final LabLog log;
    private final AtomicInteger names = new AtomicInteger();
    private final Object sipDialling = new Object();

    private AsteriskLab(Instance instance, InsideLegs insideLegs, Process asterisk) {
        this.instance = instance;
        this.insideLegs = insideLegs;
        this.asterisk = asterisk;
        this.log = new LabLog(instance.log());
    }

    /// Builds the lab if it is missing, which takes a minute, and starts an Asterisk that asks the
    /// server on this port of the loopback address.
    ///
    /// @throws IllegalStateException if the lab is not available; the message says why
    public static AsteriskLab start(int fastAgiPort) {
        return start(fastAgiPort, Optional.empty());
    }

    /// As [#start(int)].
    ///
    /// @param shared a folder that Asterisk sees at the same path
    public static AsteriskLab start(int fastAgiPort, Optional<Path> shared) {
        return start("127.0.0.1:" + fastAgiPort, shared);
    }

    /// @param servers in the dialplan's format
    static AsteriskLab start(String servers, Optional<Path> shared) {
        try {
            run(Duration.ofMinutes(10), List.of(SCRIPT, "prepare"));
            var folder = Files.createTempDirectory("asterisk-lab");
            // Asterisk sees its sounds at another path, which does not lead through this folder;
            // the doctor looks at this one.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            var insideLegs = new InsideLegs();
            var instance = new Instance(folder, insideLegs.port());
            var process =
                    new ProcessBuilder("nice", "-n", NICENESS, SCRIPT, "run", folder.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("console").toFile());
            process.environment().put("OVA_SERVER", servers);
            shared.ifPresent(path -> process.environment().put("OVA_LAB_SHARED", path.toString()));
            var lab = new AsteriskLab(instance, insideLegs, process.start());
            lab.awaitBoot();
            return lab;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitBoot() {
        if (log.await(0, line -> line.message().equals("Asterisk Ready."), BOOT).isEmpty()
                || !asterisk.isAlive()) {
            var lines = log();
            close();
            throw new IllegalStateException("Asterisk did not start:\n" + String.join("\n", lines));
        }
    }

    /// Places a call to the voice-mail number and returns when it is over.
    ///
    /// @param script see [LabScript]
    /// @throws IllegalStateException if the call does not follow the script
    public AsteriskCall call(LegOrigin origin, String script) {
        return call(origin, LabScript.of(script));
    }

    /// As [#call(Origin, String)].
    public AsteriskCall call(LegOrigin origin, LabScript script) {
        CALLS.incrementAndGet();
        return switch (origin) {
            case LegOrigin.Inside inside -> inside(inside, script);
            case LegOrigin.Phone phone ->
                    sip(
                            phone.extension(),
                            new SipLeg.Dialling(
                                    instance.sipPort(),
                                    NUMBER,
                                    phone.shown(),
                                    phone.extension(),
                                    instance.password(phone.extension()),
                                    "127.0.0.1"),
                            script);
            case LegOrigin.Outside outside ->
                    sip(
                            "outside",
                            new SipLeg.Dialling(
                                    instance.sipPort(),
                                    NUMBER,
                                    outside.shown(),
                                    "",
                                    "",
                                    "127.0.0.2"),
                            script);
            case LegOrigin.Soft soft -> soft(soft, script);
        };
    }

    private AsteriskCall soft(LegOrigin.Soft origin, LabScript script) {
        try (var phone = softPhone(origin)) {
            SoftCall leg;
            LogLine first;
            int place;
            synchronized (sipDialling) {
                place = log.end();
                leg = phone.dial(origin.number());
                first = called(place, channel -> isOf(origin.endpoint(), channel));
            }
            return new CallInProgress(log, place, first, leg.awaitAnswer()).run(script);
        }
    }

    /// A telephone of this endpoint, for calls that need more than a script.
    public SoftPhone softPhone(LegOrigin.Soft origin) {
        var outside = origin.endpoint().equals("outside");
        return new SoftPhone(
                new SoftPhone.Line(
                        instance.sipPort(),
                        outside ? "" : origin.endpoint(),
                        outside ? "" : instance.password(origin.endpoint()),
                        origin.shown(),
                        outside ? "127.0.0.2" : "127.0.0.1"),
                origin.keys());
    }

    private AsteriskCall inside(LegOrigin.Inside origin, LabScript script) {
        var place = log.end();
        var name =
                "call%d-%s-%s-%s"
                        .formatted(
                                names.incrementAndGet(),
                                origin.number(),
                                origin.language(),
                                origin.dialPlan());
        insideLegs.expect(name);
        var context = origin.isTrusted() ? "lab-internal" : "lab-outside";
        cli(
                "channel originate Local/%s@%s/n extension %s@lab-caller"
                        .formatted(name, context, name));
        try (var leg = insideLegs.await(name, ANSWER)) {
            var call = called(place, channel -> channel.startsWith("Local/" + name + "@"));
            return new CallInProgress(log, place, call, leg).run(script);
        }
    }

    private AsteriskCall sip(String endpoint, SipLeg.Dialling dialling, LabScript script) {
        var folder = instance.folder().resolve("sipp-" + names.incrementAndGet());
        SipLeg leg;
        LogLine first;
        int place;
        // A channel's name identifies the call only while no other call is being dialled.
        synchronized (sipDialling) {
            place = log.end();
            leg = SipLeg.dial(dialling, script.presses(), folder);
            first = called(place, channel -> isOf(endpoint, channel));
        }
        try (leg) {
            leg.awaitAnswer();
            return new CallInProgress(log, place, first, leg).run(script);
        }
    }

    private static boolean isOf(String endpoint, String channel) {
        return channel.startsWith("PJSIP/" + endpoint + "-")
                && CHANNEL_OF_PHONE.matcher(channel).matches();
    }

    /// The first request to the server that a call makes.
    private LogLine called(int place, Predicate<String> channel) {
        return log.at(
                log.await(
                                place,
                                line ->
                                        line.step()
                                                .filter(step -> step.application().equals("AGI"))
                                                .filter(step -> channel.test(step.channel()))
                                                .filter(
                                                        step ->
                                                                !step.place()
                                                                        .contains("lab-caller"))
                                                .isPresent(),
                                ANSWER)
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "the call did not reach the voice-mail number")));
    }

    /// Runs a command on Asterisk's console and returns its output.
    public String cli(String command) {
        return run(
                Duration.ofSeconds(20),
                Stream.concat(steering().stream(), Stream.of("-rx", command)).toList());
    }

    /// The command that controls this Asterisk, as `asterisk` controls others: takes `-rx COMMAND`.
    public List<String> steering() {
        return List.of(SCRIPT, "cli", instance.folder().toString());
    }

    /// Ends Asterisk by SIGKILL, in the middle of whatever it does.
    public void kill() {
        var daemon =
                asterisk.descendants()
                        .filter(p -> p.info().command().orElse("").endsWith("/sbin/asterisk"))
                        .findFirst()
                        .orElseThrow();
        daemon.destroyForcibly();
        daemon.onExit().join();
    }

    /// Asterisk's log, as in production but with `core set verbose 3`, without the lines that
    /// contain the test callers' keys.
    public List<String> log() {
        return log.since(0).stream()
                .map(LogLine::text)
                .filter(line -> !line.contains("Executing Application: (SendDTMF)"))
                .toList();
    }

    public LogWatch watch() {
        return new LogWatch(log);
    }

    /// The lines of [#log()] that are warnings or errors.
    public List<String> warnings() {
        return log.since(0).stream()
                .filter(line -> line.level().equals("WARNING") || line.level().equals("ERROR"))
                .map(LogLine::text)
                .toList();
    }

    /// Asterisk's configuration, for tests that change it. `etc` is its `/etc/asterisk`.
    public Path configuration() {
        return instance.folder().resolve("etc");
    }

    /// A recording of a call, in the folder in which Asterisk keeps them.
    public Path recording(String file) {
        return instance.folder().resolve("spool/monitor").resolve(file);
    }

    /// The folder of a mailbox's new messages, as Asterisk makes it: its own, so that it can make
    /// further ones beside it.
    public Path inbox(String extension) throws IOException {
        var boxes = instance.folder().resolve("spool/voicemail/default");
        var inbox = boxes.resolve(extension).resolve("INBOX");
        Files.createDirectories(inbox);
        var asterisk = Files.getOwner(boxes);
        Files.setOwner(inbox.getParent(), asterisk);
        Files.setOwner(inbox, asterisk);
        return inbox;
    }

    /// The shipped sounds as this Asterisk sees them: `<language>/ova`.
    public Path sounds() {
        return instance.folder().resolve("sounds");
    }

    /// All that the caller of a [LegOrigin.Inside#recorded()] call heard.
    Heard heard(AsteriskCall call) {
        var name = call.channel().replaceAll("Local/(call[0-9]+)-.*", "$1.wav");
        return Heard.in(instance.folder().resolve("spool/heard").resolve(name));
    }

    /// One of Asterisk's own English prompts, such as `vm-options`.
    static Heard prompt(String name) {
        var root = Path.of(run(Duration.ofMinutes(1), List.of(SCRIPT, "path")).strip());
        return Heard.in(
                root.resolve("usr/share/asterisk/sounds/en_US_f_Allison").resolve(name + ".wav"));
    }

    /// Calls placed through a real Asterisk since this JVM started.
    public static int calls() {
        return CALLS.get();
    }

    Path folder() {
        return instance.folder();
    }

    ProcessHandle process() {
        return asterisk.toHandle();
    }

    static Duration patience() {
        return PATIENCE;
    }

    static Duration longestCall() {
        return LONGEST_CALL;
    }

    static Duration end() {
        return END;
    }

    /// Ends Asterisk and deletes its files.
    @Override
    public void close() {
        try {
            var processes = asterisk.descendants().toList();
            asterisk.getOutputStream().close();
            if (!asterisk.waitFor(10, TimeUnit.SECONDS)) {
                asterisk.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
            }
            for (var process : processes)
                process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join();
            log.close();
            insideLegs.close();
            try (var files = Files.walk(instance.folder())) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList())
                    Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String run(Duration patience, List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " took more than " + patience);
            }
            if (process.exitValue() != 0)
                throw new IllegalStateException(
                        command + " ended with " + process.exitValue() + ": " + words.strip());
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
