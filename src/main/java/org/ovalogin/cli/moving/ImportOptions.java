package org.ovalogin.cli.moving;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Stack;
import java.util.regex.Pattern;
import org.ovalogin.cli.terminal.Quote;
import org.ovalogin.cli.terminal.Times;
import org.ovalogin.cli.terminal.UsageException;
import org.ovalogin.core.moving.ImportRules;
import org.ovalogin.core.moving.ImportRules.OnConflict;
import org.ovalogin.core.moving.ImportRules.Welcome;
import org.ovalogin.core.moving.OldPinRules;
import org.ovalogin.core.moving.OldPinRules.Treatment;
import org.ovalogin.core.moving.OldPinRules.Weak;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// Options of every import.
final class ImportOptions {
    private static final Pattern LIFETIME = Pattern.compile("([1-9][0-9]{0,3})([dh])");

    @Option(
            names = "--context",
            paramLabel = "NAME",
            split = ",",
            description =
                    "The context whose boxes move in (default: default). May be given several times.")
    List<String> contexts = new ArrayList<>();

    @Option(names = "--all-contexts", description = "Moves in the boxes of all contexts.")
    boolean allContexts;

    @Option(
            names = "--dialplan",
            paramLabel = "NAME",
            description =
                    "The dial plan of all boxes (default: one for each context, with the context's name).")
    Optional<String> dialPlan = Optional.empty();

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            description = "The policy of new mailboxes (default: the dial plan's default policy).")
    Optional<String> policy = Optional.empty();

    @Option(
            names = "--pins",
            paramLabel = "keep|new|none",
            defaultValue = "keep",
            description =
                    "keep: safe PINs open here as they did there; new: new PINs are generated; none: mailboxes stay locked until an administrator resets their PINs (default: keep).")
    String pins = "keep";

    @Option(
            names = "--weak",
            paramLabel = "own-phone|new",
            defaultValue = "own-phone",
            description =
                    "own-phone: a PIN that breaks a pattern rule opens from the owner's trusted phone only, and must be changed there; new: a generated PIN replaces it (default: own-phone).")
    String weak = "own-phone";

    @Option(
            names = "--temporary-lifetime",
            paramLabel = "60d",
            defaultValue = "60d",
            description = "Lifetime of PINs that must be changed (default: 60d).")
    String lifetime = "60d";

    @Option(
            names = "--temporary-from",
            paramLabel = "DATE",
            description = "Beginning of that lifetime (default: the import).")
    Optional<String> from = Optional.empty();

    @Option(
            names = "--pinless",
            paramLabel = "off|keep",
            defaultValue = "off",
            description =
                    "keep: a phone that needs no PIN there needs none here, if the policy allows it (default: off).")
    String pinless = "off";

    @Option(
            names = "--welcome",
            paramLabel = "now|at DATE|none",
            parameterConsumer = WelcomeWords.class,
            description = "When owners get their welcome letter (default: now).")
    String welcome = "now";

    @Option(
            names = "--on-conflict",
            paramLabel = "skip|update|stop",
            defaultValue = "skip",
            description =
                    "If the extension belongs to a mailbox that did not come by an import: skip leaves it, update changes names and addresses, stop imports nothing (default: skip). Its PIN always stays.")
    String onConflict = "skip";

    @Option(names = "--what-if", description = "Shows what would be done, and does nothing.")
    boolean whatIf;

    @Option(
            names = "--report",
            paramLabel = "FILE.csv",
            description = "Writes a line for each box to this file, readable by you alone.")
    Optional<Path> report = Optional.empty();

    /// `at DATE` is two words.
    static final class WelcomeWords implements IParameterConsumer {
        @Override
        public void consumeParameters(Stack<String> args, ArgSpec option, CommandSpec command) {
            if (args.isEmpty()) throw new UsageException("--welcome needs now, at DATE or none");
            var word = args.pop();
            option.setValue(
                    word.equalsIgnoreCase("at") && !args.isEmpty() ? "at " + args.pop() : word);
        }
    }

    /// @throws UsageException if one is not allowed
    ImportRules rules() {
        return new ImportRules(
                dialPlan,
                policy,
                new OldPinRules(
                        one("--pins", pins, Treatment.values()),
                        one("--weak", weak, Weak.values()),
                        lifetime(),
                        from.map(text -> time("--temporary-from", text))),
                one("--pinless", pinless, Map.of("off", false, "keep", true)),
                welcome(),
                one("--on-conflict", onConflict, OnConflict.values()));
    }

    private Duration lifetime() {
        var matched = LIFETIME.matcher(lifetime);
        if (!matched.matches())
            throw refused("--temporary-lifetime", lifetime, "days or hours, such as 60d or 12h");
        var number = Long.parseLong(matched.group(1));
        return matched.group(2).equals("d") ? Duration.ofDays(number) : Duration.ofHours(number);
    }

    private Welcome welcome() {
        return switch (welcome.toLowerCase(Locale.ROOT)) {
            case "now" -> new Welcome.Now();
            case "none" -> new Welcome.None();
            default -> {
                if (!welcome.startsWith("at "))
                    throw refused("--welcome", welcome, "now, at DATE or none");
                yield new Welcome.At(time("--welcome at", welcome.substring(3)));
            }
        };
    }

    private static Instant time(String option, String text) {
        return Times.read(text).orElseThrow(() -> refused(option, text, Times.FORMS));
    }

    private static <E extends Enum<E>> E one(String option, String typed, E[] values) {
        var names = new LinkedHashMap<String, E>();
        for (var value : values)
            names.put(value.name().toLowerCase(Locale.ROOT).replace('_', '-'), value);
        return one(option, typed, names);
    }

    private static <T> T one(String option, String typed, Map<String, T> values) {
        var value = values.get(typed.toLowerCase(Locale.ROOT));
        if (value == null) throw refused(option, typed, String.join(", ", values.keySet()));
        return value;
    }

    private static UsageException refused(String option, String typed, String allowed) {
        return new UsageException("%s %s; allowed: %s".formatted(option, Quote.of(typed), allowed));
    }
}
