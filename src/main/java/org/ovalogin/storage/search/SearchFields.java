package org.ovalogin.storage.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.ovalogin.core.input.EmailAddress;
import org.ovalogin.core.input.Folding;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.storage.database.SqlConditions;

/// The fields that a mailbox is found by.
///
/// @param addresses own address and aliases
record SearchFields(String guid, String name, List<String> extensions, List<String> addresses) {
    static SearchFields of(Mailbox mailbox) {
        return new SearchFields(
                mailbox.guid().toString(),
                mailbox.displayName(),
                mailbox.extensions(),
                addresses(mailbox.address(), mailbox.aliases()));
    }

    private static List<String> addresses(Optional<String> address, List<String> aliases) {
        var addresses = new ArrayList<String>();
        address.ifPresent(addresses::add);
        addresses.addAll(aliases);
        return addresses;
    }

    /// As they are in the database.
    static List<SearchFields> read(Handle handle, List<String> guids) {
        if (guids.isEmpty()) return List.of();
        return handle.createQuery(
                        """
                        select m.mailbox_guid, m.display_name, m.address,
                            (select string_agg(e.digits, '\n' order by e.position) from extension e where e.mailbox_guid = m.mailbox_guid) as extension_list,
                            (select string_agg(a.alias, '\n' order by a.position) from alias a where a.mailbox_guid = m.mailbox_guid) as alias_list
                        from mailbox m where m.mailbox_guid in (<guids>)
                        """)
                .bindList("guids", guids)
                .map((row, _) -> fields(row))
                .list();
    }

    private static SearchFields fields(ResultSet row) throws SQLException {
        return new SearchFields(
                row.getString("mailbox_guid"),
                row.getString("display_name"),
                lines(row.getString("extension_list")),
                addresses(
                        Optional.ofNullable(row.getString("address")),
                        lines(row.getString("alias_list"))));
    }

    private static List<String> lines(@Nullable String text) {
        return text == null ? List.of() : Arrays.asList(text.split("\n"));
    }

    String foldedName() {
        return Folding.field(name);
    }

    String folded() {
        var all = new ArrayList<>(List.of(name));
        all.addAll(extensions);
        for (var address : addresses) {
            all.add(address);
            ascii(address).ifPresent(all::add);
        }
        return Folding.fields(all);
    }

    /// The form of an address with an international domain that mail servers use.
    private static Optional<String> ascii(String address) {
        return Optional.of(EmailAddress.key(address))
                .filter(key -> !key.equals(SqlConditions.key(address)));
    }
}
