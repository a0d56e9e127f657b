package org.ovalogin.core.moving;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /// A mailbox may have no more.
    private static final int MOST_ALIASES = 50;

    /// A mailbox may have no more.
    private static final int MOST_NOTIFY_ADDRESSES = 20;

    static MovedOwner of(BoxOwner box, String extension) {
        var faults = new ArrayList<Finding>();
        var addresses = addresses(box.addresses(), faults);
        var aliases = aliases(box.aliases(), addresses, faults);
        var language = language(box.language(), faults);
        var zone = zone(box.timeZone(), faults);
        return new MovedOwner(
                new MailboxOwner(
                        of(addresses, false), aliases, name(box.name(), extension), language, zone),
                addresses,
                faults.stream().map(Finding::message).toList());
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

    private static Addresses of(List<String> all, boolean shared) {
        return new Addresses(
                all.stream().findFirst(),
                shared,
                all.stream().skip(1).limit(MOST_NOTIFY_ADDRESSES).toList(),
                false);
    }

    /// Keys of addresses that are several owners' own.
    static Set<String> shared(Stream<MovedOwner> owners) {
        var seen = new HashSet<String>();
        return owners.flatMap(owner -> owner.addresses().stream().limit(1))
                .map(EmailAddress::key)
                .filter(key -> !seen.add(key))
                .collect(Collectors.toSet());
    }

    /// The owner without names that belong to others. An own address that others have is shared.
    ///
    /// @param shared as [#shared] told
    MovedOwner beside(TakenNames names, Set<String> shared) {
        var told = new ArrayList<>(remarks);
        var addressesLeft =
                left(addresses, key -> names.aliases().contains(key), Fault.ADDRESS_TAKEN, told);
        var aliasesLeft = left(owner.aliases(), names::contain, Fault.NAME_TAKEN, told);
        var isShared =
                addressesLeft.stream()
                        .limit(1)
                        .map(EmailAddress::key)
                        .anyMatch(key -> shared.contains(key) || names.addresses().contains(key));
        return new MovedOwner(
                new MailboxOwner(
                        of(addressesLeft, isShared),
                        aliasesLeft,
                        owner.displayName(),
                        owner.language(),
                        owner.timeZone()),
                addressesLeft,
                told);
    }

    private static List<String> left(
            List<String> names, Predicate<String> taken, Fault fault, List<String> told) {
        var left = new ArrayList<String>();
        for (var name : names) {
            if (taken.test(EmailAddress.key(name)))
                told.add(new Finding("", fault, name, "another mailbox").message());
            else left.add(name);
        }
        return left;
    }

    /// Letters reach the owner.
    boolean reachable() {
        return !addresses.isEmpty();
    }

    /// The present owner with these properties of the box.
    MailboxOwner over(MailboxOwner now, Set<SourceMark.Part> parts) {
        return new MailboxOwner(
                parts.contains(SourceMark.Part.ADDRESSES) ? over(now.addresses()) : now.addresses(),
                parts.contains(SourceMark.Part.ALIASES) ? owner.aliases() : now.aliases(),
                parts.contains(SourceMark.Part.NAME) ? owner.displayName() : now.displayName(),
                parts.contains(SourceMark.Part.LANGUAGE) ? owner.language() : now.language(),
                parts.contains(SourceMark.Part.TIME_ZONE) ? owner.timeZone() : now.timeZone());
    }

    private Addresses over(Addresses now) {
        var wanted = owner.addresses();
        return new Addresses(
                wanted.own(),
                wanted.shared(),
                wanted.notifyAddresses().stream().filter(a -> mayNotify(a, now)).toList(),
                now.pinToNotifyAddresses());
    }

    /// An import adds no address to which PINs would go.
    private static boolean mayNotify(String address, Addresses now) {
        return !now.pinToNotifyAddresses() || now.contain(address);
    }

    /// True if the present owner does not get all addresses of the box.
    boolean keptFrom(MailboxOwner now) {
        return owner.addresses().notifyAddresses().stream()
                .anyMatch(a -> !mayNotify(a, now.addresses()));
    }
}
