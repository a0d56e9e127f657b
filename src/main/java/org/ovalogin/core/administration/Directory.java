package org.ovalogin.core.administration;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ovalogin.core.account.Account;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.input.Blanks;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.input.Spelling;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.store.MailboxStore;

/// Finds the objects that an administrator names: mailboxes by any of their identities, policies by
/// name.
final class Directory {
    /// `default\51234`; the colon serves where a backslash would need escaping.
    private static final Pattern QUALIFIED = Pattern.compile("([A-Za-z0-9_-]{1,64})[\\\\:](.+)");

    /// Leading characters of a mistyped name that are assumed correct.
    private static final int LIKE_BEGINNING = 2;

    private static final int MOST_LIKE = 200;

    /// Mailboxes that the refusal of an ambiguous name lists.
    private static final int MOST_CANDIDATES = 10;

    private final MailboxStore.View view;

    Directory(MailboxStore.View view) {
        this.view = view;
    }

    /// As [#exactly], and finally by the part of an address before its `@` if it is unique. In
    /// Exchange that part was the alias.
    Mailbox mailbox(String typed) {
        var identity = Blanks.trimmed(typed);
        return exact(identity)
                .or(
                        () ->
                                word(identity)
                                        ? only(view.mailboxes().withLocalPart(identity), identity)
                                        : Optional.empty())
                .orElseThrow(
                        () ->
                                new NotDone(
                                        "Identity",
                                        Fault.NO_SUCH_MAILBOX,
                                        identity,
                                        "",
                                        didYouMean(identity)));
    }

    /// The mailboxes that make an identity ambiguous.
    List<Mailbox> candidates(String typed) {
        var identity = Blanks.trimmed(typed);
        return Stream.<Supplier<List<Mailbox>>>of(
                        () -> view.mailboxes().withAddress(identity),
                        () -> view.mailboxes().withExtension(identity),
                        () -> view.mailboxes().named(identity),
                        () -> view.mailboxes().withLocalPart(identity))
                .map(Supplier::get)
                .filter(found -> found.size() > 1)
                .findFirst()
                .orElse(List.of())
                .stream()
                .limit(MOST_CANDIDATES)
                .toList();
    }

    /// By GUID, address, alias, or dial plan and extension; also by extension or display name if it
    /// is unique. Every look-up that grants a right uses this method.
    Mailbox exactly(String typed) {
        var identity = Blanks.trimmed(typed);
        return exact(identity)
                .orElseThrow(() -> new NotDone("Identity", Fault.NO_SUCH_MAILBOX, identity, ""));
    }

    private Optional<Mailbox> exact(String identity) {
        return guid(identity)
                .flatMap(view.mailboxes()::find)
                .or(() -> only(view.mailboxes().withAddress(identity), identity))
                .or(() -> view.mailboxes().withAlias(identity))
                .or(() -> qualified(identity))
                .or(() -> only(view.mailboxes().withExtension(identity), identity))
                .or(() -> only(view.mailboxes().named(identity), identity));
    }

    private static boolean word(String identity) {
        return identity.chars().noneMatch(c -> "@\\:".indexOf(c) >= 0);
    }

    /// Compares only names with the same beginning: an index finds these, however many mailboxes
    /// exist.
    private String didYouMean(String identity) {
        if (identity.length() < LIKE_BEGINNING) return "";
        var names =
                view
                        .mailboxes()
                        .beginning(identity.substring(0, LIKE_BEGINNING), MOST_LIKE)
                        .stream()
                        .flatMap(Directory::names)
                        .toList();
        var near = Spelling.near(identity, names, 3);
        return near.isEmpty() ? "" : "did you mean " + String.join(", ", near) + "?";
    }

    private static Stream<String> names(Mailbox mailbox) {
        return Stream.concat(
                mailbox.address().stream()
                        .flatMap(own -> Stream.of(own, own.replaceFirst("@.*", ""))),
                Stream.concat(Stream.of(mailbox.displayName()), mailbox.extensions().stream()));
    }

    Mailbox mailbox(UUID guid) {
        return view.mailboxes()
                .find(guid)
                .orElseThrow(
                        () -> new NotDone("Identity", Fault.NO_SUCH_MAILBOX, guid.toString(), ""));
    }

    DialPlan dialPlan(String field, String name) {
        return view.dialPlans()
                .find(Blanks.trimmed(name))
                .orElseThrow(
                        () -> new NotDone(field, Fault.NO_SUCH_DIAL_PLAN, name, dialPlanNames()));
    }

    String dialPlanNames() {
        return String.join(", ", view.dialPlans().all().stream().map(DialPlan::name).toList());
    }

    /// By GUID or name. A name that several dial plans use needs a dial plan, as a prefix or as
    /// `dialPlan`.
    MailboxPolicy policy(String field, String typed, Optional<String> dialPlan) {
        var identity = Blanks.trimmed(typed);
        var found = guid(identity).flatMap(view.policies()::find);
        if (found.isPresent()) return found.get();
        var qualified = QUALIFIED.matcher(identity);
        if (qualified.matches()) {
            var named =
                    view.dialPlans().find(qualified.group(1)).stream()
                            .flatMap(
                                    plan ->
                                            policies(qualified.group(2), Optional.of(plan.name()))
                                                    .stream())
                            .findFirst();
            if (named.isPresent()) return named.get();
        }
        var plan = dialPlan.map(name -> dialPlan("UMDialPlan", name).name());
        var named = policies(identity, plan);
        if (named.size() > 1)
            throw new NotDone(
                    field,
                    Fault.AMBIGUOUS_POLICY,
                    identity,
                    "",
                    "name the dial plan too, as in %s\\%s"
                            .formatted(named.getFirst().dialPlan(), identity));
        if (named.isEmpty())
            throw new NotDone(field, Fault.NO_SUCH_POLICY, identity, policyNames(plan));
        return named.getFirst();
    }

    private List<MailboxPolicy> policies(String name, Optional<String> dialPlan) {
        return view.policies().all().stream()
                .filter(p -> p.name().equalsIgnoreCase(name))
                .filter(p -> dialPlan.isEmpty() || p.dialPlan().equals(dialPlan.get()))
                .toList();
    }

    private String policyNames(Optional<String> dialPlan) {
        var names =
                view.policies().all().stream()
                        .filter(p -> dialPlan.isEmpty() || p.dialPlan().equals(dialPlan.get()))
                        .map(p -> "'" + p.name() + "'")
                        .toList();
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private Optional<Mailbox> qualified(String identity) {
        var qualified = QUALIFIED.matcher(identity);
        if (!qualified.matches()) return Optional.empty();
        return view.dialPlans()
                .find(qualified.group(1))
                .flatMap(
                        plan ->
                                view.mailboxes()
                                        .find(new MailboxKey(plan.name(), qualified.group(2))));
    }

    private static Optional<Mailbox> only(List<Mailbox> found, String identity) {
        if (found.size() <= 1) return found.stream().findFirst();
        var candidates =
                found.stream()
                        .limit(MOST_CANDIDATES)
                        .map(m -> "%s (%s)".formatted(m.place(), m.displayName()))
                        .collect(Collectors.joining(", "));
        var more = found.size() > MOST_CANDIDATES ? ", or another" : "";
        throw new NotDone(
                "Identity", Fault.AMBIGUOUS_MAILBOX, identity, "", "say " + candidates + more);
    }

    static Optional<UUID> guid(String text) {
        try {
            return text.length() == 36
                    ? Optional.of(UUID.fromString(text.toLowerCase(Locale.ROOT)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Whether the help desk must not touch the mailbox's PIN: the mailbox is linked to an
    /// administrator's account, or has an address of that administrator's, or the account's name,
    /// in any place.
    boolean administrators(Mailbox mailbox) {
        return administrators().test(mailbox);
    }

    /// As [#administrators(Mailbox)], for many mailboxes: reads the accounts once.
    Predicate<Mailbox> administrators() {
        var all =
                view.accounts().all().stream().filter(a -> a.role() == Role.ADMINISTRATOR).toList();
        var linked = all.stream().flatMap(a -> a.mailbox().stream()).collect(Collectors.toSet());
        var names = all.stream().flatMap(this::names).distinct().toList();
        return mailbox ->
                linked.contains(mailbox.guid())
                        || names.stream().anyMatch(name -> has(mailbox, name));
    }

    /// The administrator's name and addresses, those of the linked mailbox included.
    private Stream<String> names(Account account) {
        var linked = account.mailbox().flatMap(view.mailboxes()::find);
        return Stream.of(
                        Stream.of(account.name()),
                        account.address().stream(),
                        linked.flatMap(Mailbox::address).stream(),
                        linked.stream().flatMap(m -> m.aliases().stream()))
                .flatMap(s -> s);
    }

    private static boolean has(Mailbox mailbox, String name) {
        return mailbox.answersTo(name) || mailbox.addresses().contain(name);
    }
}
