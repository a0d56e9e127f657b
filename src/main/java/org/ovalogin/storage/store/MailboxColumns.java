package org.ovalogin.storage.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ovalogin.core.input.EmailAddress;
import org.ovalogin.core.input.Folding;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.input.TimeZone;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.pin.Lockout;
import org.ovalogin.storage.database.Binding;
import org.ovalogin.storage.database.Columns;
import org.ovalogin.storage.database.NamedSql;
import org.ovalogin.storage.database.SqlConditions;

/// A mailbox's values as the columns of its row.
final class MailboxColumns {
    /// Columns that a call changes, each before the name of its value in statements.
    private static final Map<String, String> OF_CALLS = new LinkedHashMap<>();

    static {
        OF_CALLS.put("first_time_user", "firstTime");
        OF_CALLS.put("subscriber_access", "access");
        OF_CALLS.put("mailbox_pinless", "pinless");
        OF_CALLS.put("pin_sealed", "sealed");
        OF_CALLS.put("pin_version", "version");
        OF_CALLS.put("pin_by_owner", "byOwner");
        OF_CALLS.put("pin_set_at", "setAt");
        OF_CALLS.put("pin_must_change", "mustChange");
        OF_CALLS.put("pin_lapses_at", "lapsesAt");
        OF_CALLS.put("pin_own_phone", "ownPhone");
        OF_CALLS.put("pin_expiry_told", "expiryTold");
        OF_CALLS.put("pin_signed_in", "signedIn");
        OF_CALLS.put("failures", "failures");
        OF_CALLS.put("streak", "streak");
        OF_CALLS.put("charges", "charges");
        OF_CALLS.put("reset_in_streak", "resetInStreak");
        OF_CALLS.put("reset_owed", "resetOwed");
        OF_CALLS.put("lock_reason", "lockReason");
        OF_CALLS.put("lock_since", "lockSince");
        OF_CALLS.put("lock_told", "lockTold");
        OF_CALLS.put("trusted_failures", "trustedFailures");
        OF_CALLS.put("trusted_streak", "trustedStreak");
        OF_CALLS.put("trusted_charges", "trustedCharges");
        OF_CALLS.put("trusted_reset_in_streak", "trustedResetInStreak");
        OF_CALLS.put("trusted_reset_owed", "trustedResetOwed");
        OF_CALLS.put("trusted_lock_reason", "trustedLockReason");
        OF_CALLS.put("trusted_lock_since", "trustedLockSince");
        OF_CALLS.put("trusted_lock_told", "trustedLockTold");
        OF_CALLS.put("outside_allowed_at", "outsideAllowedAt");
        OF_CALLS.put("failed_since_logon", "failedSinceLogon");
        OF_CALLS.put("last_logon", "lastLogon");
        OF_CALLS.put("untold_reset", "untoldReset");
    }

    /// Columns that only administrators change, as far as a mailbox is made from them.
    private static final List<String> OF_DETAILS =
            List.of(
                    "address",
                    "address_shared",
                    "notify_addresses",
                    "pin_to_notify",
                    "display_name",
                    "owner_language",
                    "time_zone");

    static final List<String> OF_DIAL_PLAN =
            joined(List.of("dial_plan"), ParameterColumns.OF_DIAL_PLANS.columns);

    static final List<String> OF_POLICY =
            joined(
                    List.of("policy_guid", "policy_name", "dial_plan"),
                    ParameterColumns.OF_POLICIES.columns);

    /// The columns of a mailbox joined with its dial plan and policy. Named one by one, since a
    /// later release may add some while this one runs.
    private static final List<String> ALL =
            joined(
                    joined(
                            joined(
                                    List.of("mailbox_guid", "extension_list", "alias_list"),
                                    OF_DETAILS),
                            List.copyOf(OF_CALLS.keySet())),
                    joined(OF_DIAL_PLAN, OF_POLICY));

    static final Columns READ = new Columns(ALL);

    /// The same for a query of tables `m`, `d` and `p`.
    static final String SELECTED =
            ALL.stream().map(MailboxColumns::selected).collect(Collectors.joining(", "));

    /// An update for each set of columns that a call has changed at once: a few in all.
    private static final Map<List<String>, NamedSql> UPDATES = new ConcurrentHashMap<>();

    private MailboxColumns() {}

    private static List<String> joined(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).distinct().toList();
    }

    private static String selected(String column) {
        return switch (column) {
            case "mailbox_guid", "dial_plan", "time_zone" -> "m." + column;
            case "policy_guid" -> "p." + column;
            case "extension_list" ->
                    "(select string_agg(e.digits, '\n' order by e.position) from extension e where e.mailbox_guid = m.mailbox_guid) as extension_list";
            case "alias_list" ->
                    "(select string_agg(a.alias, '\n' order by a.position) from alias a where a.mailbox_guid = m.mailbox_guid) as alias_list";
            default -> column;
        };
    }

    /// An update's values by their names.
    private static final class Values implements Binding {
        private final Map<String, Object> byName = new HashMap<>();

        @Override
        public Values bind(String name, Object value) {
            byName.put(name, value);
            return this;
        }
    }

    /// An update of the columns that a call has changed; empty: none.
    ///
    /// @param before the row as it is; empty: not known, so all of them are written
    static Optional<NamedSql.Row> update(Optional<Mailbox> before, Mailbox after) {
        var values = values(after);
        var known = before.map(MailboxColumns::values).orElse(Map.of());
        var changed =
                OF_CALLS.entrySet().stream()
                        .filter(column -> differs(column.getValue(), known, values))
                        .map(Map.Entry::getKey)
                        .toList();
        if (changed.isEmpty()) return Optional.empty();
        var sql = UPDATES.computeIfAbsent(changed, MailboxColumns::sql);
        var row = sql.row().bind("guid", after.guid().toString());
        for (var column : changed) {
            var name = Objects.requireNonNull(OF_CALLS.get(column));
            row.bind(name, Objects.requireNonNull(values.get(name)));
        }
        return Optional.of(row);
    }

    private static Map<String, Object> values(Mailbox mailbox) {
        var values = new Values();
        bind(values, mailbox);
        return values.byName;
    }

    private static boolean differs(
            String name, Map<String, Object> before, Map<String, Object> after) {
        return !Objects.equals(before.get(name), after.get(name));
    }

    private static NamedSql sql(List<String> changed) {
        var assignments =
                changed.stream()
                        .map(column -> column + " = :" + OF_CALLS.get(column))
                        .collect(Collectors.joining(", "));
        return new NamedSql("update mailbox set " + assignments + " where mailbox_guid = :guid");
    }

    /// Names and settings, which seldom change.
    static Binding bindDetails(Binding statement, Mailbox mailbox) {
        return statement
                .bind("policy", mailbox.policy().guid().toString())
                .bind("address", mailbox.address())
                .bind("addressKey", mailbox.address().map(EmailAddress::key))
                .bind("addressTypedKey", mailbox.address().flatMap(MailboxColumns::typedKey))
                .bind("addressShared", mailbox.addresses().shared() ? 1 : 0)
                .bind("notifyAddresses", String.join("\n", mailbox.addresses().notifyAddresses()))
                .bind("pinToNotifyAddresses", mailbox.addresses().pinToNotifyAddresses() ? 1 : 0)
                .bind("name", mailbox.displayName())
                .bind("nameKey", SqlConditions.key(mailbox.displayName()))
                .bind("nameOrder", Folding.order(mailbox.displayName()))
                .bind("language", mailbox.language().map(Language::code))
                .bind("timeZone", mailbox.timeZone().map(TimeZone::name))
                .bind("primary", mailbox.extensions().getFirst());
    }

    /// For searches; empty where it equals the key.
    static Optional<String> typedKey(String address) {
        return Optional.of(SqlConditions.key(address))
                .filter(typed -> !typed.equals(EmailAddress.key(address)));
    }

    /// PIN and counts, which a call changes.
    static Binding bind(Binding statement, Mailbox mailbox) {
        var pin = mailbox.pin();
        var outside = mailbox.lockouts().outside();
        var trusted = Optional.of(mailbox.lockouts().trusted()).filter(t -> !t.equals(outside));
        return bindTrusted(statement, trusted)
                .bind("guid", mailbox.guid().toString())
                .bind("firstTime", mailbox.firstTimeUser() ? 1 : 0)
                .bind("access", mailbox.subscriberAccess() ? 1 : 0)
                .bind("pinless", mailbox.pinless() ? 1 : 0)
                .bind("sealed", pin.sealed())
                .bind("version", pin.version())
                .bind("byOwner", pin.byOwner() ? 1 : 0)
                .bind("setAt", pin.setAt().toEpochMilli())
                .bind("mustChange", pin.mustChange() ? 1 : 0)
                .bind("lapsesAt", pin.validity().lapsesAt().map(Instant::toEpochMilli))
                .bind("ownPhone", pin.ownPhoneOnly() ? 1 : 0)
                .bind("expiryTold", pin.validity().expiryTold().map(Instant::toEpochMilli))
                .bind("signedIn", pin.signedIn() ? 1 : 0)
                .bind("failures", outside.failures())
                .bind("streak", outside.streak())
                .bind("charges", outside.charges())
                .bind("resetInStreak", outside.resetInStreak() ? 1 : 0)
                .bind("resetOwed", outside.resetOwed().map(Instant::toEpochMilli))
                .bind("lockReason", outside.lock().map(Lockout.Lock::reason).map(Enum::name))
                .bind("lockSince", outside.lock().map(l -> l.since().toEpochMilli()))
                .bind("lockTold", outside.lock().map(l -> l.told() ? 1 : 0))
                .bind("outsideAllowedAt", mailbox.lockouts().allowed().map(Instant::toEpochMilli))
                .bind("failedSinceLogon", mailbox.failedSinceLogon())
                .bind("lastLogon", mailbox.lastLogon().map(Instant::toEpochMilli))
                .bind("untoldReset", mailbox.untoldReset().map(Instant::toEpochMilli));
    }

    /// @param trusted empty where it is the same as the outside
    private static Binding bindTrusted(Binding statement, Optional<Lockout> trusted) {
        var lock = trusted.flatMap(Lockout::lock);
        return statement
                .bind("trustedFailures", trusted.map(Lockout::failures))
                .bind("trustedStreak", trusted.map(Lockout::streak))
                .bind("trustedCharges", trusted.map(Lockout::charges))
                .bind("trustedResetInStreak", trusted.map(t -> t.resetInStreak() ? 1 : 0))
                .bind(
                        "trustedResetOwed",
                        trusted.flatMap(Lockout::resetOwed).map(Instant::toEpochMilli))
                .bind("trustedLockReason", lock.map(Lockout.Lock::reason).map(Enum::name))
                .bind("trustedLockSince", lock.map(l -> l.since().toEpochMilli()))
                .bind("trustedLockTold", lock.map(l -> l.told() ? 1 : 0));
    }
}
