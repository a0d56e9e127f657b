package org.ovalogin.call.dialog;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ovalogin.core.input.Language;

/// A line whose caller follows a script. Sounds take no time and play to their end, unless the
/// script presses a key during one.
///
/// | in the script | the caller |
/// |---|---|
/// | `0`…`9` `*` `#` | presses the key once the line waits for an entry |
/// | `_` | lets that wait go by in silence |
/// | `~5` | presses 5 while no entry is asked for: during a verdict, or after a refusal |
/// | `[enter-pin]12#` | presses all keys to the next blank as this prompt begins |
/// | `>` | another caller takes this one's place |
/// | `!` | hangs up; after `[enter-pin]` in the middle of this prompt |
///
/// At the end of the script the caller hangs up. A script that doesn't match the dialog is an
/// [AssertionError].
final class ScriptedLine implements Line {
    /// The longest wait that is not for an entry: the wait for silence after a refusal.
    private static final Duration NO_ENTRY_ASKED_FOR = Duration.ofSeconds(1);

    private static final Pattern TOKEN =
            Pattern.compile("\\[([a-z0-9-]+)]([0-9*#]*!?)|~([0-9*#])|[0-9*#]|_|>|!");

    private sealed interface Step {}

    private record Press(Key key) implements Step {}

    private record Silence() implements Step {}

    private record Meanwhile(Key key) implements Step {}

    private record During(String prompt, List<Key> keys, boolean thenGone) implements Step {}

    private record Gone() implements Step {}

    private record Move() implements Step {}

    /// An event elsewhere at the beginning of a prompt.
    record Happening(String prompt, Runnable what) {}

    private final Deque<Step> script = new ArrayDeque<>();
    private final Deque<Key> pressed = new ArrayDeque<>();
    private final Catalogue catalogue;
    private final List<Sound> sounds = new ArrayList<>();
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final List<Duration> limits = new ArrayList<>();
    private final List<Wait> waits = new ArrayList<>();
    private final List<Duration> firstKeyWaits = new ArrayList<>();
    private Optional<Language> language = Optional.empty();
    private OptionalInt newMessages = OptionalInt.of(0);
    private Optional<Happening> happening = Optional.empty();
    private Set<String> files = Set.of();
    private OptionalInt unrecordedFrom = OptionalInt.empty();
    private boolean moved;
    private int hangUpAt = Integer.MAX_VALUE;
    private int moments;
    private boolean gone;

    /// A wait for further keys of an entry.
    record Wait(int keys, Duration pause) {}

    private record Sound(String stem, boolean cut, Language language) {}

    ScriptedLine(Catalogue catalogue, String script) {
        this.catalogue = catalogue;
        for (var word : script.split(" ", -1)) read(word);
    }

    private void read(String word) {
        var token = TOKEN.matcher(word);
        var at = 0;
        while (token.lookingAt() || token.region(at, word.length()).lookingAt()) {
            this.script.add(step(token.group(), token.group(1), token.group(2), token.group(3)));
            at = token.end();
            if (at == word.length()) return;
            token.region(at, word.length());
        }
        if (at < word.length()) throw new AssertionError("not a script: " + word.substring(at));
    }

    private static Step step(String token, String prompt, String keys, String meanwhile) {
        if (prompt != null) return new During(prompt, keys(keys), keys.endsWith("!"));
        if (meanwhile != null) return new Meanwhile(new Key(meanwhile.charAt(0)));
        return switch (token) {
            case "_" -> new Silence();
            case "!" -> new Gone();
            case ">" -> new Move();
            default -> new Press(new Key(token.charAt(0)));
        };
    }

    private static List<Key> keys(String symbols) {
        return symbols.chars().filter(c -> c != '!').mapToObj(c -> new Key((char) c)).toList();
    }

    /// Makes the caller hang up at the dialog's nth use of the line.
    ScriptedLine hangUpAt(int moment) {
        hangUpAt = moment;
        return this;
    }

    ScriptedLine meanwhile(Optional<Happening> elsewhere) {
        happening = elsewhere;
        return this;
    }

    /// Sound files of the administrator's that Asterisk has.
    ScriptedLine withFiles(Set<String> names) {
        files = names;
        return this;
    }

    /// Asterisk's count of new messages; empty: it can't tell.
    ScriptedLine withNewMessages(OptionalInt count) {
        newMessages = count;
        return this;
    }

    /// The prompts in order, with their gaps filled, and `...` after a cut one: `welcome
    /// mailbox(51234) new-pin(6) enter-pin...`.
    String heard() {
        return heard(_ -> true);
    }

    String heardIn(Language spoken) {
        return heard(sound -> sound.language() == spoken);
    }

    private String heard(Predicate<Sound> which) {
        var transcript = new CallTranscript();
        for (var sound : sounds) if (which.test(sound)) transcript.add(sound.stem(), sound.cut());
        return transcript.toString();
    }

    /// The variables handed over, in order: `OVA_NEXT=hangup OVA_RESULT=SUCCESS`. A well-formed
    /// token reads `TOKEN`.
    String told() {
        return variables.entrySet().stream()
                .map(v -> v.getKey() + "=" + masked(v.getKey(), v.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static String masked(String variable, String value) {
        return variable.equals("OVA_SESSION")
                ? value.replaceFirst("^[0-9a-f]{32}$", "TOKEN")
                : value;
    }

    String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    /// Every limit set for the call's length.
    List<Duration> limits() {
        return limits;
    }

    /// Every wait for further keys of an entry.
    List<Wait> waits() {
        return waits;
    }

    /// Every wait for the first key of an entry.
    List<Duration> firstKeyWaits() {
        return firstKeyWaits;
    }

    /// Times the line was used, up to the hang-up.
    int moments() {
        return moments;
    }

    boolean hungUp() {
        return gone;
    }

    /// True once the whole script has happened.
    boolean finished() {
        return script.isEmpty() && pressed.isEmpty();
    }

    /// How many sounds had begun when the recording was stopped; empty: it was not.
    OptionalInt unrecordedFrom() {
        return unrecordedFrom;
    }

    @Override
    public void answer() {
        moment();
    }

    @Override
    public void hangUpAfter(Duration limit) {
        moment();
        limits.add(limit);
    }

    @Override
    public void speak(Language wanted) {
        moment();
        language = Optional.of(wanted);
    }

    @Override
    public Optional<Key> play(String sound) {
        moment();
        var spoken = language.orElseThrow(() -> new AssertionError("a sound before any language"));
        if (!catalogue.sounds(spoken).containsKey(sound))
            throw new AssertionError("no such sound: " + sound);
        happening.filter(h -> h.prompt().equals(sound)).ifPresent(h -> h.what().run());
        if (pressed.isEmpty()
                && script.peek() instanceof During(var prompt, var keys, var thenGone)
                && (sound.equals(prompt) || sound.equals(prompt + "-1"))) {
            script.remove();
            pressed.addAll(keys);
            if (thenGone) script.addFirst(new Gone());
            if (keys.isEmpty() && thenGone) {
                sounds.add(new Sound(sound, true, spoken));
                hangUp();
            }
        }
        var key = Optional.ofNullable(pressed.poll());
        sounds.add(new Sound(sound, key.isPresent(), spoken));
        return key;
    }

    /// The transcript shows the file as `<name>`, and `<name>?` if it is missing.
    @Override
    public boolean playFile(String file) {
        moment();
        var spoken = language.orElseThrow(() -> new AssertionError("a sound before any language"));
        var there = files.contains(file);
        sounds.add(new Sound("<" + file + ">" + (there ? "" : "?"), false, spoken));
        return there;
    }

    @Override
    public Optional<Key> key(Duration patience) {
        moment();
        if (!pressed.isEmpty()) return Optional.of(pressed.remove());
        if (patience.compareTo(NO_ENTRY_ASKED_FOR) <= 0) return keyUnasked();
        firstKeyWaits.add(patience);
        return switch (next()) {
            case Press(var key) -> Optional.of(key);
            case Silence() -> Optional.empty();
            case Gone() -> throw hangUp();
            case Meanwhile _, During _, Move _ ->
                    throw new AssertionError("the dialog waits for a key, the script does not");
        };
    }

    private Optional<Key> keyUnasked() {
        if (script.peek() instanceof Gone) throw hangUp();
        if (!(script.peek() instanceof Meanwhile(var key))) return Optional.empty();
        script.remove();
        return Optional.of(key);
    }

    @Override
    public Keys keys(int max, Duration patience) {
        moment();
        waits.add(new Wait(max, patience));
        var symbols = new StringBuilder();
        while (symbols.length() < max) {
            var key = nextOf();
            if (key.isEmpty()) return new Keys(symbols.toString(), false);
            if (key.get().equals(Key.POUND)) return new Keys(symbols.toString(), true);
            symbols.append(key.get().symbol());
        }
        return new Keys(symbols.toString(), false);
    }

    private Optional<Key> nextOf() {
        if (!pressed.isEmpty()) return Optional.of(pressed.remove());
        return switch (next()) {
            case Press(var key) -> Optional.of(key);
            case Silence() -> Optional.empty();
            case Gone() -> throw hangUp();
            case Meanwhile _, During _, Move _ ->
                    throw new AssertionError("the dialog waits for keys, the script does not");
        };
    }

    @Override
    public void set(String variable, String value) {
        moment();
        variables.put(variable, value);
    }

    @Override
    public void stopRecording() {
        moment();
        unrecordedFrom = OptionalInt.of(sounds.size());
    }

    @Override
    public boolean moved() {
        moment();
        return moved;
    }

    @Override
    public OptionalInt newMessages(String voicemailBox) {
        moment();
        return newMessages;
    }

    private Step next() {
        return script.isEmpty() ? new Gone() : script.remove();
    }

    private void moment() {
        if (gone) throw new AssertionError("the dialog goes on after the hang-up");
        moments++;
        while (script.peek() instanceof Move) {
            script.remove();
            moved = true;
        }
        if (moments == hangUpAt) throw hangUp();
    }

    private HungUp hangUp() {
        gone = true;
        script.clear();
        pressed.clear();
        throw new HungUp();
    }
}
