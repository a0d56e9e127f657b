package org.ovalogin.web.accounts;

import com.linecorp.armeria.common.HttpStatus;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ovalogin.core.account.Account;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.Mailboxes;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.web.frame.Faults;
import org.ovalogin.web.http.Form;
import org.ovalogin.web.http.Problem;

/// An account's form without name and password, as typed.
///
/// @param mailbox any identity of a mailbox, or empty
public record AccountFields(Role role, String address, String mailbox, boolean enabled) {
    static final Set<String> NAMES = Set.of("role", "address", "mailbox", "enabled");

    /// The inputs by Exchange's names, in the form's order. Both a mailbox that does not exist and
    /// one that is gone stand under the one input.
    public static final Map<String, String> INPUTS = inputs(false);

    /// As above, for a new account.
    public static final Map<String, String> NEW_INPUTS = inputs(true);

    private static Map<String, String> inputs(boolean fresh) {
        var inputs = new LinkedHashMap<String, String>();
        if (fresh) inputs.put("Name", "name");
        inputs.put("Role", "role");
        inputs.put("Address", "address");
        inputs.put("Identity", "mailbox");
        inputs.put("Mailbox", "mailbox");
        if (fresh) {
            inputs.put("Password", "password");
            inputs.put("Again", "again");
        }
        return Collections.unmodifiableMap(inputs);
    }

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

    /// @param faults gets that of the field `Identity`, if the mailbox does not exist
    AccountDetails details(Mailboxes mailboxes, Faults faults) {
        return new AccountDetails(
                role,
                Optional.of(address).filter(text -> !text.isEmpty()),
                Optional.of(mailbox)
                        .filter(text -> !text.isEmpty())
                        .flatMap(identity -> faults.of(() -> mailboxes.findExactly(identity)))
                        .map(Mailbox::guid),
                enabled);
    }

    /// The names of these fields and of others.
    static Set<String> and(String... others) {
        return Stream.concat(NAMES.stream(), Stream.of(others))
                .collect(Collectors.toUnmodifiableSet());
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
