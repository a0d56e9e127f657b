package org.ovalogin.web.accounts;

import com.linecorp.armeria.common.HttpStatus;
import java.util.Optional;
import java.util.Set;
import org.ovalogin.core.account.Account;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.Mailboxes;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.web.http.Form;
import org.ovalogin.web.http.Problem;

/// An account's form without name and password, as typed.
///
/// @param mailbox any identity of a mailbox, or empty
public record AccountFields(Role role, String address, String mailbox, boolean enabled) {
    static final Set<String> NAMES = Set.of("role", "address", "mailbox", "enabled");

    /// The fields of a new account.
    static final AccountFields NEW = new AccountFields(Role.HELPDESK, "", "", true);

    static AccountFields of(Form form) {
        return new AccountFields(
                role(form.text("role")),
                form.text("address").strip(),
                form.text("mailbox").strip(),
                form.isTicked("enabled"));
    }

    static AccountFields of(Account account, Optional<Mailbox> mailbox) {
        return new AccountFields(
                account.role(),
                account.address().orElse(""),
                mailbox.map(Mailbox::identity).orElse(""),
                account.enabled());
    }

    /// @throws NotDone for the field `Identity`, if the mailbox does not exist
    AccountDetails details(Mailboxes mailboxes) {
        return new AccountDetails(
                role,
                Optional.of(address).filter(text -> !text.isEmpty()),
                Optional.of(mailbox)
                        .filter(text -> !text.isEmpty())
                        .map(identity -> mailboxes.findExactly(identity).guid()),
                enabled);
    }

    /// A role that the form offers.
    static Role role(String code) {
        return Role.of(code)
                .orElseThrow(
                        () ->
                                Problem.of(HttpStatus.BAD_REQUEST, "There is no such role.")
                                        .exception());
    }
}
