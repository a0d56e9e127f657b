package org.ovalogin.core.moving;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ovalogin.core.input.EmailAddress;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.Finding;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.input.TextChecks;
import org.ovalogin.core.input.TimeZone;
import org.ovalogin.core.mailbox.Addresses;
import org.ovalogin.core.mailbox.MailboxOwner;

/// The owner of a mailbox as a box has them.
///
/// @param addresses valid ones, each once; the first is the owner's
/// @param remarks values that are left out, each with its reason
record MovedOwner(MailboxOwner owner, List<String> addresses, List<String> remarks) {
    private static final int LONGEST_NAME = 128;

    /// As many as a mailbox may have.
    private static final int MOST_ALIASES = 50;

    static MovedOwner of(BoxOwner box, String extension) {
        var faults = new ArrayList<Finding>();
        var addresses = addresses(box.addresses(), faults);
        var aliases = aliases(box.aliases(), addresses, faults);
        var language = language(box.language(), faults);
        var zone = zone(box.timeZone(), faults);
        return new MovedOwner(
                new MailboxOwner(
                        own(addresses),
                        aliases,
                        name(box.name(), extension),
                        language,
                        zone),
                addresses,
                faults.stream().map(Finding::message).toList());
    }

    /// Other boxes may have had the same address.
    private static Addresses own(List<String> addresses) {
        return new Addresses(addresses.stream().findFirst(), true, List.of(), false);
    }

    private Addresses moved(Addresses now) {
        return new Addresses(
                owner.addresses().own(), true, now.notifyAddresses(), now.pinToNotifyAddresses());
    }

    /// The name that was there, as far as it can be shown.
    private static String name(String found, String extension) {
        var clean = found.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}\\uFFFD]+", " ").strip();
        var name = clean.substring(0, Math.min(clean.length(), LONGEST_NAME)).strip();
        return TextChecks.isName(name) ? name : extension;
    }

    private static List<String> addresses(List<String> found, List<Finding> faults) {
        var byKey = new LinkedHashMap<String, String>();
        for (var typed : found) {
            var address = typed.strip();
            if (address.isEmpty()) continue;
            var before = faults.size();
            TextChecks.address("Identity", address, faults);
            if (faults.size() == before) byKey.putIfAbsent(EmailAddress.key(address), address);
        }
        return List.copyOf(byKey.values());
    }

    private static List<String> aliases(
            List<String> found, List<String> addresses, List<Finding> faults) {
        var byKey = new LinkedHashMap<String, String>();
        for (var typed : found) {
            var alias = typed.strip();
            if (alias.isEmpty() || addresses.stream().anyMatch(a -> EmailAddress.same(a, alias)))
                continue;
            var before = faults.size();
            TextChecks.alias(alias, faults);
            if (faults.size() == before && byKey.size() < MOST_ALIASES)
                byKey.putIfAbsent(EmailAddress.key(alias), alias);
        }
        return List.copyOf(byKey.values());
    }

    private static Optional<Language> language(Optional<String> found, List<Finding> faults) {
        var language = found.flatMap(Language::of);
        if (language.isEmpty())
            found.ifPresent(
                    tag ->
                            faults.add(
                                    new Finding("Language", Fault.LANGUAGE, tag, Language.tags())));
        return language;
    }

    private static Optional<TimeZone> zone(Optional<String> found, List<Finding> faults) {
        var zone = found.flatMap(TimeZone::named);
        if (zone.isEmpty())
            found.ifPresent(
                    name ->
                            faults.add(
                                    new Finding(
                                            "TimeZone", Fault.TIME_ZONE, name, "Europe/Paris")));
        return zone;
    }

    /// Without the aliases that others have.
    MovedOwner without(Set<String> taken) {
        var left =
                owner.aliases().stream()
                        .filter(alias -> !taken.contains(EmailAddress.key(alias)))
                        .toList();
        if (left.equals(owner.aliases())) return this;
        var told = new ArrayList<>(remarks);
        owner.aliases().stream()
                .filter(alias -> taken.contains(EmailAddress.key(alias)))
                .forEach(
                        alias ->
                                told.add(
                                        new Finding("Aliases", Fault.NAME_TAKEN, alias, "")
                                                .message()));
        return new MovedOwner(
                new MailboxOwner(
                        owner.addresses(),
                        left,
                        owner.displayName(),
                        owner.language(),
                        owner.timeZone()),
                addresses,
                told);
    }

    /// Letters reach the owner.
    boolean reachable() {
        return !addresses.isEmpty();
    }

    /// The present owner with these properties of the box.
    MailboxOwner over(MailboxOwner now, Set<SourceMark.Part> parts) {
        return new MailboxOwner(
                parts.contains(SourceMark.Part.ADDRESSES) && !addresses.isEmpty()
                        ? moved(now.addresses())
                        : now.addresses(),
                parts.contains(SourceMark.Part.ALIASES) ? owner.aliases() : now.aliases(),
                parts.contains(SourceMark.Part.NAME) ? owner.displayName() : now.displayName(),
                parts.contains(SourceMark.Part.LANGUAGE) ? owner.language() : now.language(),
                parts.contains(SourceMark.Part.TIME_ZONE) ? owner.timeZone() : now.timeZone());
    }
}
