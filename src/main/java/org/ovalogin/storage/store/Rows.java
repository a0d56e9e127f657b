package org.ovalogin.storage.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.input.TimeZone;
import org.ovalogin.core.mailbox.Addresses;
import org.ovalogin.core.mailbox.Admission;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.FieldChanges;
import org.ovalogin.core.mailbox.HourlyCount;
import org.ovalogin.core.mailbox.Logons;
import org.ovalogin.core.mailbox.MailFailure;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxOwner;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.Numbering;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.core.mailbox.PhoneAccess;
import org.ovalogin.core.mailbox.PinState;
import org.ovalogin.core.mailbox.PinValidity;
import org.ovalogin.core.mailbox.ResetLink;
import org.ovalogin.core.pin.Lockout;
import org.ovalogin.core.pin.Lockouts;
import org.ovalogin.core.pin.PinPolicy;
import org.ovalogin.core.store.CallSession;
import org.ovalogin.storage.database.Columns;
import org.ovalogin.storage.database.SameRows;

/// Rows of the database as the objects they keep. Column names are those of the migrations.
public final class Rows {
    /// Parameters become an object, and are checked, once: they seldom change, and every mailbox is
    /// read with them. A row with any other value is another object, so none is out of date.
    private static final SameRows<DialPlan> DIAL_PLANS =
            new SameRows<>(MailboxColumns.OF_DIAL_PLAN);

    private static final SameRows<MailboxPolicy> POLICIES =
            new SameRows<>(MailboxColumns.OF_POLICY);

    private Rows() {}

    static DialPlan dialPlan(ResultSet row) throws SQLException {
        return DialPlan.existing(
                row.getString("dial_plan"), ParameterColumns.OF_DIAL_PLANS.read(row));
    }

    static MailboxPolicy policy(ResultSet row) throws SQLException {
        return new MailboxPolicy(
                UUID.fromString(row.getString("policy_guid")),
                row.getString("policy_name"),
                row.getString("dial_plan"),
                PinPolicy.EXCHANGE.with(ParameterColumns.OF_POLICIES.read(row)));
    }

    /// A row of [SqlMailboxes#SELECT].
    static Mailbox mailbox(ResultSet result) throws SQLException {
        var row = MailboxColumns.READ.of(result);
        return new Mailbox(
                UUID.fromString(row.text("mailbox_guid")),
                new Numbering(
                        DIAL_PLANS.of(row, () -> dialPlan(result)),
                        POLICIES.of(row, () -> policy(result)),
                        lines(row.optional("extension_list"))),
                new MailboxOwner(
                        addresses(row),
                        lines(row.optional("alias_list")),
                        row.text("display_name"),
                        row.optional("owner_language").flatMap(Language::of),
                        row.optional("time_zone").map(TimeZone::new)),
                new PhoneAccess(row.flag("subscriber_access"), row.flag("mailbox_pinless")),
                new PinState(
                        row.text("pin_sealed"),
                        row.big("pin_version"),
                        row.flag("pin_by_owner"),
                        Instant.ofEpochMilli(row.big("pin_set_at")),
                        new PinValidity(
                                row.flag("pin_must_change"),
                                instant(row, "pin_lapses_at"),
                                row.flag("pin_own_phone"),
                                instant(row, "pin_expiry_told")),
                        row.flag("pin_signed_in")),
                new Logons(
                        lockouts(row),
                        row.flag("first_time_user"),
                        row.number("failed_since_logon"),
                        instant(row, "last_logon"),
                        instant(row, "untold_reset")));
    }

    private static Addresses addresses(Columns.Row row) throws SQLException {
        var notify = row.text("notify_addresses");
        return new Addresses(
                row.optional("address"),
                row.flag("address_shared"),
                notify.isEmpty() ? List.of() : Arrays.asList(notify.split("\n")),
                row.flag("pin_to_notify"));
    }

    /// Without a count of its own the trusted phone has that of all others.
    private static Lockouts lockouts(Columns.Row row) throws SQLException {
        var outside = lockout(row, OUTSIDE);
        var trusted =
                row.optionalBig("trusted_streak").isPresent() ? lockout(row, TRUSTED) : outside;
        return new Lockouts(outside, trusted, instant(row, "outside_allowed_at"));
    }

    /// The columns of a path's count.
    private record CountColumns(
            String failures,
            String streak,
            String charges,
            String resetInStreak,
            String resetOwed,
            LockColumns lock) {
        static CountColumns of(String path) {
            return new CountColumns(
                    path + "failures",
                    path + "streak",
                    path + "charges",
                    path + "reset_in_streak",
                    path + "reset_owed",
                    new LockColumns(path + "lock_reason", path + "lock_since", path + "lock_told"));
        }
    }

    private record LockColumns(String reason, String since, String told) {}

    private static final CountColumns OUTSIDE = CountColumns.of("");
    private static final CountColumns TRUSTED = CountColumns.of("trusted_");

    private static Lockout lockout(Columns.Row row, CountColumns of) throws SQLException {
        var reason = row.optional(of.lock.reason).map(Lockout.Reason::valueOf);
        var since = instant(row, of.lock.since);
        var told = row.flag(of.lock.told);
        return new Lockout(
                row.number(of.failures),
                row.big(of.streak),
                row.number(of.charges),
                row.flag(of.resetInStreak),
                instant(row, of.resetOwed),
                reason.flatMap(r -> since.map(s -> new Lockout.Lock(r, s, told))));
    }

    static Event event(ResultSet row) throws SQLException {
        var mailbox = row.getString("mailbox_guid");
        return new Event(
                Instant.ofEpochMilli(row.getLong("at")),
                new Event.Occurrence(
                        Event.Name.valueOf(row.getString("name")), row.getString("result")),
                new Event.Target(
                        row.getString("dial_plan"),
                        mailbox.isEmpty()
                                ? Optional.empty()
                                : Optional.of(UUID.fromString(mailbox)),
                        row.getString("subject")),
                new Origin(row.getString("by_whom"), row.getString("from_where")),
                row.getInt("occurrences"),
                FieldChanges.read(row.getString("changes")));
    }

    public static Notice notice(ResultSet row) throws SQLException {
        return new Notice(
                UUID.fromString(row.getString("notice_id")),
                addressee(row),
                row.getString("recipient"),
                new Notice.Report(
                        Notice.Kind.valueOf(row.getString("kind")),
                        row.getString("by_whom"),
                        row.getInt("failures")),
                new Notice.Secret(
                        Optional.ofNullable(row.getString("pin_sealed")),
                        row.getLong("pin_version")),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }

    private static Notice.Addressee addressee(ResultSet row) throws SQLException {
        var mailbox = Optional.ofNullable(row.getString("mailbox_guid"));
        if (mailbox.isPresent()) return new Notice.Addressee.Owner(UUID.fromString(mailbox.get()));
        return new Notice.Addressee.Administrator(
                row.getString("to_administrator"),
                Language.of(row.getString("letter_language")).orElse(Language.EN));
    }

    static MailFailure mailFailure(ResultSet row) throws SQLException {
        return new MailFailure(
                Instant.ofEpochMilli(row.getLong("failed_at")), row.getString("failure"));
    }

    static CallSession session(ResultSet row) throws SQLException {
        return new CallSession(
                new CallSession.Key(row.getString("token_hash"), row.getString("bound_to")),
                new CallSession.Entry(
                        UUID.fromString(row.getString("mailbox_guid")),
                        Admission.Level.valueOf(row.getString("level")),
                        row.getLong("pin_version")),
                Instant.ofEpochMilli(row.getLong("call_ends")),
                row.getInt("refusals"));
    }

    static ResetLink resetLink(ResultSet row) throws SQLException {
        return new ResetLink(
                row.getString("link_hash"),
                UUID.fromString(row.getString("mailbox_guid")),
                row.getLong("pin_version"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("expires_at")));
    }

    static HourlyCount hourlyCount(ResultSet row) throws SQLException {
        return new HourlyCount(
                Instant.ofEpochMilli(row.getLong("hours") * 3_600_000),
                Event.Name.valueOf(row.getString("name")),
                row.getString("result"),
                row.getLong("total"));
    }

    /// Null, which is what an aggregate of no rows is, is no lines.
    private static List<String> lines(Optional<String> text) {
        return text.map(Rows::split).orElse(List.of());
    }

    private static List<String> split(String text) {
        return text.indexOf('\n') < 0 ? List.of(text) : Arrays.asList(text.split("\n"));
    }

    private static Optional<Instant> instant(Columns.Row row, String column) throws SQLException {
        return row.optionalBig(column).map(Instant::ofEpochMilli);
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return number(row, column).map(Instant::ofEpochMilli);
    }

    private static Optional<Long> number(ResultSet row, String column) throws SQLException {
        var number = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(number);
    }
}
