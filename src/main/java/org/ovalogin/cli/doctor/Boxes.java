package org.ovalogin.cli.doctor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ovalogin.cli.terminal.Counted;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.MailboxKey;

/// Compares our mailboxes with the boxes that Asterisk knows, as `51234@default`.
final class Boxes {
    private static final int NAMED = 5;
    private static final Pattern BOX = Pattern.compile("(?m)^(\\S+) +(\\S+) .*$");

    /// `1234@devices 51234@default`
    private static final Pattern ALIAS = Pattern.compile("(?m)^(\\S+@\\S+) +\\S+@\\S+ *$");

    private static final String USERS = "voicemail show users";

    /// Asterisk lists no boxes of a database without their context.
    private static final String REALTIME = "specific context";

    /// A prompt that voice mail speaks in every mailbox.
    private static final String SPOKEN = "vm-youhave";

    private static final Pattern SOUND_LANGUAGE = Pattern.compile("(?m)^ +Language (\\S+):");

    private final Console console;

    Boxes(Console console) {
        this.console = console;
    }

    List<Diagnosis> check(Expected.Mailboxes ours) {
        var found = new ArrayList<Diagnosis>();
        boxes(ours).ifPresent(theirs -> found.addAll(compare(ours, theirs)));
        found.addAll(languages(ours));
        return found;
    }

    /// Empty: voice mail is not loaded.
    private Optional<Set<String>> boxes(Expected.Mailboxes ours) {
        var said = console.ask(USERS);
        if (said.isEmpty()) return Optional.empty();
        var boxes = new LinkedHashSet<String>();
        if (said.get().contains(REALTIME))
            for (var context : contexts(ours))
                console.ask(USERS + " for " + context).ifPresent(part -> boxes.addAll(read(part)));
        else boxes.addAll(read(said.get()));
        console.ask("voicemail show aliases")
                .ifPresent(
                        part ->
                                ALIAS.matcher(part)
                                        .results()
                                        .forEach(alias -> boxes.add(alias.group(1))));
        return Optional.of(boxes);
    }

    private static Set<String> contexts(Expected.Mailboxes ours) {
        return ours.dialPlans().stream()
                .map(DialPlan::voicemailContext)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> read(String said) {
        var boxes = new LinkedHashSet<String>();
        if (!said.startsWith("Context ")) return boxes;
        BOX.matcher(said.substring(said.indexOf('\n') + 1))
                .results()
                .filter(box -> !box.group().matches("\\d+ voicemail users? configured.*"))
                .forEach(box -> boxes.add(box.group(2) + "@" + box.group(1)));
        return boxes;
    }

    private static List<Diagnosis> compare(Expected.Mailboxes ours, Set<String> theirs) {
        var found = new ArrayList<Diagnosis>();
        var unmatched = new LinkedHashSet<>(theirs);
        var there =
                theirs.stream()
                        .map(box -> box.substring(box.indexOf('@') + 1))
                        .collect(Collectors.toSet());
        for (var plan : ours.dialPlans()) {
            var wanted =
                    ours.primary().stream()
                            .filter(key -> key.dialPlan().equals(plan.name()))
                            .map(MailboxKey::extension)
                            .map(extension -> extension + "@" + plan.voicemailContext())
                            .toList();
            wanted.forEach(unmatched::remove);
            if (!wanted.isEmpty() && !there.contains(plan.voicemailContext()))
                found.add(
                        Diagnosis.problem(
                                "voicemail context",
                                "dial plan %s has VoicemailContext %s, and Asterisk has no box in it"
                                        .formatted(plan.name(), plan.voicemailContext()),
                                "Asterisk has: %s. Set-UMDialPlan -Identity %s -VoicemailContext NAME"
                                        .formatted(
                                                String.join(", ", new TreeSet<>(there)),
                                                plan.name())));
            else
                missing(plan, wanted.stream().filter(box -> !theirs.contains(box)).toList())
                        .ifPresent(found::add);
        }
        if (found.isEmpty())
            found.add(
                    Diagnosis.ok(
                            "boxes",
                            "%s, each with one in Asterisk"
                                    .formatted(
                                            Counted.of(
                                                    ours.primary().size(),
                                                    "mailbox",
                                                    "mailboxes"))));
        if (!unmatched.isEmpty())
            found.add(
                    Diagnosis.warning(
                            "boxes",
                            "no mailbox here for %s of Asterisk: %s"
                                    .formatted(
                                            Counted.of(unmatched.size(), "box", "boxes"),
                                            some(unmatched)),
                            "./ova mailbox add EXTENSION; or take them out of voicemail.conf"));
        return found;
    }

    private static Optional<Diagnosis> missing(DialPlan plan, List<String> boxes) {
        if (boxes.isEmpty()) return Optional.empty();
        return Optional.of(
                Diagnosis.problem(
                        "boxes",
                        "no box in Asterisk for %s of dial plan %s: %s"
                                .formatted(
                                        Counted.of(boxes.size(), "mailbox", "mailboxes"),
                                        plan.name(),
                                        some(boxes)),
                        "add a line for each to [%s] in voicemail.conf, such as %s => -x,NAME; then asterisk -rx 'voicemail reload'"
                                .formatted(
                                        plan.voicemailContext(),
                                        boxes.getFirst().replaceAll("@.*", ""))));
    }

    private static String some(java.util.Collection<String> boxes) {
        var named = boxes.stream().limit(NAMED).collect(Collectors.joining(", "));
        return boxes.size() > NAMED ? named + ", …" : named;
    }

    /// After the sign-in, Asterisk's own voice mail speaks, in English where it lacks the language.
    private List<Diagnosis> languages(Expected.Mailboxes ours) {
        var said = console.ask("core show sound " + SPOKEN);
        if (said.isEmpty() || !said.get().contains("Language ")) return List.of();
        var there =
                SOUND_LANGUAGE
                        .matcher(said.get())
                        .results()
                        .flatMap(found -> Language.of(found.group(1)).stream())
                        .collect(Collectors.toSet());
        var wanted = new TreeSet<>(ours.languages());
        ours.dialPlans()
                .forEach(plan -> Language.of(plan.defaultLanguage()).ifPresent(wanted::add));
        wanted.removeIf(language -> language.lineage().stream().anyMatch(there::contains));
        return wanted.stream()
                .map(
                        language ->
                                Diagnosis.warning(
                                        "language",
                                        "Asterisk's voice mail has no sounds in %s, a language in use here; it speaks English after the sign-in"
                                                .formatted(language.code()),
                                        "install asterisk-core-sounds-%1$s or its like; %1$s/%2$s is missing"
                                                .formatted(
                                                        language.lineage().getLast().folder(),
                                                        SPOKEN)))
                .toList();
    }
}
