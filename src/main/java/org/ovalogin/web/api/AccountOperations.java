package org.ovalogin.web.api;

import com.linecorp.armeria.common.HttpStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.ovalogin.core.account.Account;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.Accounts;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.Mailboxes;
import org.ovalogin.core.pin.Password;
import org.ovalogin.web.http.Problem;
import org.ovalogin.web.http.Problem.FieldError;

/// Administrators' accounts.
final class AccountOperations {
    private static final Set<String> MEMBERS = Set.of("role", "address", "mailbox", "enabled");

    private final Administration administration;
    private final Accounts accounts;
    private final Mailboxes mailboxes;

    AccountOperations(Administration administration) {
        this.administration = administration;
        accounts = administration.accounts();
        mailboxes = administration.mailboxes();
    }

    List<Operation> all() {
        return List.of(
                Operation.get("/accounts", "listAccounts", "All accounts.", this::list)
                        .needs(Right.VIEW_ACCOUNTS)
                        .answers("Accounts"),
                Operation.post("/accounts", "createAccount", "Makes an account.", this::add)
                        .needs(Right.MANAGE)
                        .takes("NewAccount")
                        .answers(HttpStatus.CREATED, "Account"),
                Operation.get("/accounts/{name}", "getAccount", "An account.", this::get)
                        .needs(Right.VIEW_ACCOUNTS)
                        .answers("Account"),
                Operation.patch(
                                "/accounts/{name}",
                                "changeAccount",
                                "Changes an account by a merge patch.",
                                this::change)
                        .needs(Right.MANAGE)
                        .takes("AccountPatch")
                        .answers("Account"),
                Operation.delete(
                                "/accounts/{name}",
                                "removeAccount",
                                "Removes an account, with its tokens and sessions.",
                                this::remove)
                        .needs(Right.MANAGE)
                        .answersNothing(),
                Operation.put(
                                "/accounts/{name}/password",
                                "setPassword",
                                "Sets a password and ends the account's sessions and tokens; one's own takes the present one too, and leaves the tokens.",
                                this::setPassword)
                        .takes("NewPassword")
                        .answersNothing(),
                Operation.delete(
                                "/accounts/{name}/delay",
                                "liftDelay",
                                "Lets the account sign in again without delay.",
                                this::liftDelay)
                        .needs(Right.MANAGE)
                        .answersNothing());
    }

    private ApiReply list(ApiCall call) {
        return ApiReply.of(
                new PageJson.All<>(
                        accounts.all(call.actor()).stream().map(AccountJson::of).toList()));
    }

    private ApiReply get(ApiCall call) {
        var seen = accounts.versioned(call.path("name"), call.actor());
        return ApiReply.of(AccountJson.of(seen.object()), seen.revision());
    }

    private record New(String name, Patch patch, Password password) {}

    /// @param mailbox any of its identities
    private record Patch(
            Optional<Role> role,
            Body.Given<String> address,
            Body.Given<String> mailbox,
            Optional<Boolean> enabled) {

        static Patch read(Body body) {
            return new Patch(
                    roleIn(body),
                    body.clearableText("address"),
                    body.clearableText("mailbox"),
                    body.flag("enabled"));
        }

        AccountDetails apply(AccountDetails now, Body.Given<UUID> found) {
            return new AccountDetails(
                    role.orElse(now.role()),
                    address.or(now.address()),
                    found.or(now.mailbox()),
                    enabled.orElse(now.enabled()));
        }
    }

    static Optional<Role> roleIn(Body body) {
        return body.understood(
                "role", body.text("role"), Role::of, "administrator, helpdesk or auditor");
    }

    private Body.Given<UUID> mailbox(Patch patch) {
        return new Body.Given<>(
                patch.mailbox().present(),
                patch.mailbox()
                        .value()
                        .map(
                                id ->
                                        ApiCall.referred("mailbox", () -> mailboxes.findExactly(id))
                                                .guid()));
    }

    private ApiReply add(ApiCall call) {
        Set<String> members = new TreeSet<>(MEMBERS);
        members.addAll(List.of("name", "password"));
        var wanted =
                call.body(
                        members,
                        body -> {
                            var name = body.neededText("name");
                            var _ = body.neededText("role");
                            return new New(
                                    name,
                                    Patch.read(body),
                                    Password.of(body.neededSecret("password")));
                        });
        var patch = wanted.patch();
        var details =
                new AccountDetails(
                        patch.role().orElseThrow(),
                        patch.address().value(),
                        mailbox(patch).value(),
                        patch.enabled().orElse(true));
        try (var password = wanted.password()) {
            var made = accounts.add(wanted.name(), details, password, call.actor());
            return ApiReply.created(AccountJson.of(made), Api.BASE + "/accounts/" + made.name());
        }
    }

    private ApiReply change(ApiCall call) {
        var patch = call.body(MEMBERS, Patch::read);
        var mailbox = mailbox(patch);
        var changed =
                accounts.change(call.path("name"), now -> patch.apply(now, mailbox), call.actor());
        return ApiReply.of(AccountJson.of(changed));
    }

    private ApiReply remove(ApiCall call) {
        accounts.remove(call.path("name"), call.actor());
        return ApiReply.nothing();
    }

    private record NewPassword(
            Password wanted, Optional<Password> current, Accounts.TokensThen tokens) {}

    private ApiReply setPassword(ApiCall call) {
        var passwords =
                call.body(
                        Set.of("password", "current", "keepTokens"),
                        body ->
                                new NewPassword(
                                        Password.of(body.neededSecret("password")),
                                        body.secret("current").map(Password::of),
                                        body.flag("keepTokens").orElse(false)
                                                ? Accounts.TokensThen.STAY
                                                : Accounts.TokensThen.END));
        var own = OwnOperations.account(administration, call.actor());
        if (!own.name().equalsIgnoreCase(call.path("name"))) {
            try (var wanted = passwords.wanted()) {
                accounts.setPassword(call.path("name"), wanted, passwords.tokens(), call.actor());
            }
            return ApiReply.nothing();
        }
        setOwn(own, passwords, call);
        return ApiReply.nothing();
    }

    private void setOwn(Account own, NewPassword passwords, ApiCall call) {
        var current =
                passwords
                        .current()
                        .orElseThrow(
                                () ->
                                        Problem.of(
                                                        HttpStatus.UNPROCESSABLE_ENTITY,
                                                        "The present password is needed for setting one's own.",
                                                        List.of(
                                                                new FieldError(
                                                                        "current",
                                                                        "missing",
                                                                        "",
                                                                        "",
                                                                        "This member is needed.")))
                                                .exception());
        try (current;
                var wanted = passwords.wanted()) {
            administration
                    .signIn()
                    .changeOwnPassword(
                            own, current, wanted, Optional.empty(), call.caller().from());
        }
    }

    private ApiReply liftDelay(ApiCall call) {
        accounts.liftDelay(call.path("name"), call.actor());
        return ApiReply.nothing();
    }
}
