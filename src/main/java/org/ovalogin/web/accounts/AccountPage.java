package org.ovalogin.web.accounts;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ovalogin.core.account.Account;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.administration.Accounts;
import org.ovalogin.core.administration.Accounts.TokensThen;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.Mailboxes;
import org.ovalogin.core.administration.Versioned;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.Finding;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.input.TextChecks;
import org.ovalogin.core.pin.Password;
import org.ovalogin.web.frame.Answers;
import org.ovalogin.web.frame.Faults;
import org.ovalogin.web.frame.Findings;
import org.ovalogin.web.frame.Flash;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.PageTexts;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.frame.Place;
import org.ovalogin.web.frame.Refusals;
import org.ovalogin.web.frame.Renderer;
import org.ovalogin.web.http.Form;
import org.ovalogin.web.http.Problem;
import org.ovalogin.web.http.Routes;

/// One account: role and links, password, removal. The address contains its GUID, since a name may
/// be `..`.
public final class AccountPage implements Routes {
    private static final String PATH = AccountsPage.PATH + "/{id}";
    private static final String PASSWORD = PATH + "/password";
    private static final String DELAY = PATH + "/delay";
    private static final String REMOVE = PATH + "/remove";
    private static final String TOKENS = "endTokens";
    private static final Set<String> PASSWORD_FIELDS = Set.of("password", "again", TOKENS);

    private final Accounts accounts;
    private final Mailboxes mailboxes;
    private final Renderer renderer;
    private final PageDoor door;
    private final Flash flash;

    public AccountPage(
            Administration administration, Renderer renderer, PageDoor door, Flash flash) {
        accounts = administration.accounts();
        mailboxes = administration.mailboxes();
        this.renderer = renderer;
        this.door = door;
        this.flash = flash;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get(PATH).build(door.inside(this::show));
        door.form(server, PATH, AccountFields.NAMES, this::change, this::again);
        door.form(server, PASSWORD, Set.of(TOKENS), this::setPassword, this::passwordAgain);
        door.form(server, DELAY, Set.of(), this::liftDelay, this::delayAgain);
        door.leads(server, PASSWORD, visit -> path(account(visit).object()));
        door.leads(server, DELAY, visit -> path(account(visit).object()));
        server.route().get(REMOVE).build(door.inside(this::askToRemove));
        door.form(server, REMOVE, Set.of(), this::remove, this::removeAgain);
    }

    static String path(Account account) {
        return AccountsPage.PATH + "/" + account.guid();
    }

    /// The submitted forms, to be shown again.
    ///
    /// @param endTokens whether the tokens are to end with the password
    private record Sent(
            Optional<AccountFields> fields,
            Findings ofFields,
            Findings ofPassword,
            boolean endTokens) {
        static Sent nothing(PageTexts texts) {
            return new Sent(Optional.empty(), Findings.none(texts), Findings.none(texts), true);
        }

        static Sent fields(PageTexts texts, AccountFields fields, Findings findings) {
            return new Sent(Optional.of(fields), findings, Findings.none(texts), true);
        }

        static Sent password(PageTexts texts, Form form, Findings findings) {
            return new Sent(
                    Optional.empty(), Findings.none(texts), findings, form.isTicked(TOKENS));
        }
    }

    private HttpResponse show(PageVisit visit) {
        return page(visit, HttpStatus.OK, account(visit), Sent.nothing(visit.texts()));
    }

    private HttpResponse again(PageVisit visit) {
        var form = visit.form(AccountFields.NAMES, Set.of());
        var none = Findings.none(visit.texts());
        return again(visit, form, Sent.fields(visit.texts(), AccountFields.of(form), none));
    }

    private HttpResponse passwordAgain(PageVisit visit) {
        var form = visit.form(PASSWORD_FIELDS, Set.of());
        var none = Findings.none(visit.texts());
        return again(visit, form, Sent.password(visit.texts(), form, none));
    }

    private HttpResponse delayAgain(PageVisit visit) {
        return again(visit, visit.form(Set.of(), Set.of()), Sent.nothing(visit.texts()));
    }

    private HttpResponse again(PageVisit visit, Form form, Sent sent) {
        Refusals.require(visit, Right.MANAGE);
        return page(visit, HttpStatus.OK, PageVisit.asSeen(form, account(visit)), sent);
    }

    private HttpResponse change(PageVisit visit) {
        var form = visit.form(AccountFields.NAMES, Set.of());
        var fields = AccountFields.of(form);
        Refusals.require(visit, Right.MANAGE);
        var seen = account(visit);
        var account = seen.object();
        var texts = visit.texts();
        try {
            var faults = new Faults();
            var details = fields.details(mailboxes, faults);
            if (faults.any())
                details.address()
                        .filter(a -> !TextChecks.isAddress(a))
                        .ifPresent(a -> faults.add(new Finding("Address", Fault.ADDRESS, a, "")));
            faults.refuse();
            accounts.change(account.name(), _ -> details, visit.actor(form));
            return flash.seeOther(path(account), "account-changed");
        } catch (NotDone e) {
            var sent = Sent.fields(texts, fields, Findings.of(texts, e).ofForm("Name"));
            return page(visit, HttpStatus.UNPROCESSABLE_ENTITY, seen, sent);
        }
    }

    private HttpResponse setPassword(PageVisit visit) {
        var form = visit.form(PASSWORD_FIELDS, Set.of());
        Refusals.require(visit, Right.MANAGE);
        var seen = account(visit);
        var account = seen.object();
        // One's own password requires the current one; otherwise an unattended browser would be
        // enough to take the account over.
        if (isOwn(visit, account)) return Answers.seeOther(OwnAccountPage.PATH);
        var texts = visit.texts();
        var tokens = form.isTicked(TOKENS) ? TokensThen.END : TokensThen.STAY;
        Findings refused;
        try (var password = Password.of(form.text("password"))) {
            if (form.text("password").equals(form.text("again"))) {
                accounts.setPassword(account.name(), password, tokens, visit.actor(form));
                return flash.seeOther(path(account), "account-password");
            }
            var faults = new Faults();
            faults.check(() -> Accounts.checkPassword(account.name(), password));
            refused = Findings.of(texts, faults.findings()).different(texts);
        } catch (NotDone e) {
            refused = Findings.of(texts, e).ofForm("Name");
        }
        var sent = Sent.password(texts, form, refused);
        return page(visit, HttpStatus.UNPROCESSABLE_ENTITY, seen, sent);
    }

    private HttpResponse liftDelay(PageVisit visit) {
        visit.form(Set.of(), Set.of());
        var seen = account(visit);
        var account = seen.object();
        accounts.liftDelay(account.name(), visit.actor());
        return flash.seeOther(path(account), "account-delay");
    }

    private HttpResponse askToRemove(PageVisit visit) {
        Refusals.require(visit, Right.MANAGE);
        return confirmation(visit, HttpStatus.OK, account(visit), Findings.none(visit.texts()));
    }

    private HttpResponse removeAgain(PageVisit visit) {
        Refusals.require(visit, Right.MANAGE);
        var form = visit.form(Set.of(), Set.of());
        var seen = PageVisit.asSeen(form, account(visit));
        return confirmation(visit, HttpStatus.OK, seen, Findings.none(visit.texts()));
    }

    private HttpResponse remove(PageVisit visit) {
        var form = visit.form(Set.of(), Set.of());
        Refusals.require(visit, Right.MANAGE);
        var seen = account(visit);
        var account = seen.object();
        try {
            accounts.remove(account.name(), visit.actor(form));
            return flash.seeOther(AccountsPage.PATH, "account-removed", account.name());
        } catch (NotDone e) {
            return confirmation(visit, HttpStatus.CONFLICT, seen, Findings.of(visit.texts(), e));
        }
    }

    private HttpResponse confirmation(
            PageVisit visit, HttpStatus status, Versioned<Account> seen, Findings findings) {
        var account = seen.object();
        var texts = visit.texts();
        return renderer.page(
                visit,
                status,
                "confirm.jte",
                Optional.of(Place.ACCOUNTS),
                texts.text("accounts.remove.title", account.name()),
                Map.of(
                        "text",
                        texts.text("accounts.remove.text"),
                        "errors",
                        findings.others(Set.of("Name")).isEmpty()
                                ? findings.of("Name")
                                : findings.others(Set.of()),
                        "action",
                        path(account) + "/remove",
                        "version",
                        seen.version(),
                        "button",
                        texts.text("accounts.remove"),
                        "back",
                        path(account)));
    }

    private HttpResponse page(
            PageVisit visit, HttpStatus status, Versioned<Account> seen, Sent sent) {
        var account = seen.object();
        var row = AccountsPage.row(mailboxes, account);
        var mailbox = row.mailbox();
        var parameters = new HashMap<String, Object>();
        parameters.put("account", account);
        parameters.put("mailbox", mailbox);
        parameters.put("atAddress", row.atAddress());
        parameters.put("fields", sent.fields().orElseGet(() -> AccountFields.of(account, mailbox)));
        parameters.put("findings", sent.ofFields());
        parameters.put("ofPassword", sent.ofPassword());
        parameters.put("endTokens", sent.endTokens());
        parameters.put("manages", visit.actor().may(Right.MANAGE));
        parameters.put("own", isOwn(visit, account));
        parameters.put("version", seen.version());
        return renderer.page(
                visit,
                status,
                "account.jte",
                Optional.of(Place.ACCOUNTS),
                account.name(),
                parameters);
    }

    /// @throws NotDone if the role may not see accounts
    private Versioned<Account> account(PageVisit visit) {
        return guid(visit.path("id"))
                .flatMap(guid -> accounts.versioned(guid, visit.actor()))
                .orElseThrow(
                        () ->
                                Problem.of(HttpStatus.NOT_FOUND, "There is no such account.")
                                        .exception());
    }

    private static Optional<UUID> guid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static boolean isOwn(PageVisit visit, Account account) {
        return visit.who().account().guid().equals(account.guid());
    }
}
