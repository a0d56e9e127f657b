package org.ovalogin.cli.local;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.ovalogin.cli.terminal.AlignedColumns;
import org.ovalogin.core.account.Account;

/// Accounts as a table, a line each.
final class AccountTable {
    private static final List<String> HEAD =
            List.of("NAME", "ROLE", "E-MAIL", "STATE", "LAST SIGN-IN");

    private AccountTable() {}

    static void print(List<Account> accounts, PrintWriter out) {
        var rows = new ArrayList<List<String>>();
        rows.add(HEAD);
        for (var account : accounts)
            rows.add(
                    List.of(
                            account.name(),
                            account.role().code(),
                            account.address().orElse("-"),
                            account.enabled() ? "enabled" : "disabled",
                            account.lastSignIn().map(AccountTable::seconds).orElse("never")));
        AlignedColumns.print(rows, out);
    }

    static String seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
