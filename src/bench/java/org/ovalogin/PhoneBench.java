package org.ovalogin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ovalogin.TimedCalls.Origin;
import org.ovalogin.call.dialog.Catalogue;
import org.ovalogin.core.input.Language;
import org.ovalogin.sound.Voice;

/// Calls through a real Asterisk, and the sounds that they consist of: prints keys, seconds and
/// levels in each language. Needs root, as the tests with Asterisk do.
///
/// `write` puts the tables into `docs/figures.md`; `sounds` leaves the calls out.
final class PhoneBench {
    private static final Path SOUNDS = Path.of("asterisk-config/sounds");
    private static final Path PAGE = Path.of("docs/figures.md");
    private static final Path LINES = Path.of("target/prompts.csv");
    private static final String EXTENSION = "51234";

    /// Words that only fill gaps.
    private static final Pattern FILLING =
            Pattern.compile("(number|weekday|day|month|hour|until-hour|minute)-\\d+");

    private PhoneBench() {}

    public static void main(String[] words) throws IOException {
        var asked = List.of(words);
        var known = List.of("write", "sounds");
        if (!known.containsAll(asked)) {
            System.err.printf("bench: found %s; allowed are %s%n", asked, known);
            System.exit(2);
        }
        var tables = new LinkedHashMap<String, String>();
        var voices = voices();
        if (!asked.contains("sounds")) tables.put("calls", calls(voices));
        tables.put("voices", voiceTable(voices));
        tables.put("prompts", promptTable(voices));
        Files.createDirectories(LINES.getParent());
        Files.write(
                LINES,
                Stream.concat(
                                Stream.of(Voice.LINES_HEAD),
                                voices.values().stream().flatMap(Voice::lines))
                        .toList());
        tables.values().forEach(System.out::println);
        System.out.println("each sound: " + LINES);
        if (asked.contains("write")) write(tables);
    }

    private static Map<Language, Voice> voices() {
        return Arrays.stream(Language.values())
                .filter(language -> Files.isDirectory(SOUNDS.resolve(language.folder())))
                .collect(
                        Collectors.toMap(
                                language -> language,
                                language -> Voice.in(SOUNDS, language.folder()),
                                (one, _) -> one,
                                LinkedHashMap::new));
    }

    private static String calls(Map<Language, Voice> voices) {
        var rows =
                new StringBuilder(
                        """
                        | language | caller | expert: keys, seconds to voice mail | novice: keys, seconds to the menu's first choice | to the menu's end | longest wait for a useful key |
                        |---|---|---|---|---|---|
                        """);
        var calls = new TimedCalls();
        try (var site = AsteriskSite.start(calls::around)) {
            site.database.change("update mailbox_policy set min_pin_length = 6");
            var owner = site.ownerOf(EXTENSION);
            var _ = calls.expert(owner, Origin.OUTSIDE); // the first call of a server is slow
            for (var language : voices.keySet()) {
                owner.set("owner_language", language.code());
                site.database.change("update dial_plan set default_language = ?", language.code());
                for (var origin : Origin.values())
                    rows.append(row(calls, owner, origin, language, voices.get(language)));
            }
        }
        return rows.toString();
    }

    private static String row(
            TimedCalls calls, Owner owner, Origin origin, Language language, Voice voice) {
        var expert = calls.expert(owner, origin);
        var novice = calls.novice(owner, origin, language, voice);
        return "| %s | %s | %d, %s | %d, %s | %s s | %s s |%n"
                .formatted(
                        voice.folder(),
                        origin == Origin.OWN_PHONE ? "own phone" : "outside",
                        expert.keys(),
                        judged(expert.opened(), origin.expertGoal),
                        novice.keys(),
                        judged(novice.useful(), origin.noviceGoal),
                        Voice.seconds(novice.heard()),
                        Voice.seconds(novice.longestWait()));
    }

    /// In bold if it misses the goal.
    private static String judged(Duration time, Duration goal) {
        var text = Voice.seconds(time) + " s";
        return time.compareTo(goal) <= 0 ? text : "**" + text + "**";
    }

    private static String voiceTable(Map<Language, Voice> voices) {
        return Voice.SUMMARY_HEAD
                + voices.values().stream().map(Voice::summary).collect(Collectors.joining());
    }

    private static String promptTable(Map<Language, Voice> voices) {
        var rows = new ArrayList<String>();
        rows.add(
                "| seconds | %s |"
                        .formatted(
                                voices.values().stream()
                                        .map(Voice::folder)
                                        .collect(Collectors.joining(" | "))));
        rows.add("|---|" + "---|".repeat(voices.size()));
        for (var sound : new Catalogue().sounds(Language.EN).keySet())
            if (!FILLING.matcher(sound).matches())
                rows.add(
                        "| `%s` | %s |"
                                .formatted(
                                        sound,
                                        voices.values().stream()
                                                .map(v -> v.length(sound).map(Voice::seconds))
                                                .map(length -> length.orElse("–"))
                                                .collect(Collectors.joining(" | "))));
        return String.join("\n", rows) + "\n";
    }

    /// Replaces what stands between `<!-- calls -->` and `<!-- end -->`, for each table.
    private static void write(Map<String, String> tables) throws IOException {
        var page = Files.readString(PAGE);
        for (var table : tables.entrySet()) {
            var begin = "<!-- %s -->\n".formatted(table.getKey());
            var from = page.indexOf(begin);
            if (from < 0) throw new IllegalStateException("%s has no %s".formatted(PAGE, begin));
            var to = page.indexOf("<!-- end -->", from);
            page =
                    page.substring(0, from + begin.length())
                            + table.getValue()
                            + page.substring(to);
        }
        Files.writeString(PAGE, page);
    }
}
