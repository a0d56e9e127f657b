package org.ovalogin.page;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ovalogin.http.Routes;
import org.ovalogin.mailbox.Account;
import org.ovalogin.mailbox.Accounts;
import org.ovalogin.mailbox.Administration;
import org.ovalogin.mailbox.Mailbox;
import org.ovalogin.mailbox.Mailboxes;
import org.ovalogin.mailbox.NotDone;
import org.ovalogin.mailbox.Right;
import org.ovalogin.pin.Password;

/// Who may administer, and the making of new accounts.
final class AccountsPage implements Routes {
    static final String PATH = "/accounts";
    private static final String NEW = PATH + "/new";

    private final Accounts accounts;
    private final Mailboxes mailboxes;
    private final Renderer renderer;
    private final Door door;
    private final Flash flash;

    AccountsPage(Administration administration, Renderer renderer, Door door, Flash flash) {
        accounts = administration.accounts();
        mailboxes = administration.mailboxes();
        this.renderer = renderer;
        this.door = door;
        this.flash = flash;
    }

    /// @param mailbox that it is linked to
    record Row(Account account, Optional<Mailbox> mailbox) {}

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get(PATH).build(door.inside(this::list));
        server.route().get(NEW).build(door.inside(this::ask));
        server.route().post(NEW).build(door.inside(this::add));
    }

    private HttpResponse list(Visit visit) {
        var rows =
                accounts.all(visit.actor()).stream()
                        .map(account -> new Row(account, mailbox(mailboxes, account)))
                        .toList();
        return renderer.page(
                visit,
                HttpStatus.OK,
                "accounts.jte",
                Optional.of(Place.ACCOUNTS),
                visit.texts().text("place.accounts"),
                Map.of("rows", rows, "manages", visit.actor().may(Right.MANAGE)));
    }

    private HttpResponse ask(Visit visit) {
        Refusals.require(visit, Right.MANAGE);
        var none = Findings.none(visit.texts());
        return form(visit, HttpStatus.OK, "", AccountFields.NEW, false, none);
    }

    private HttpResponse add(Visit visit) {
        var names = new HashSet<>(AccountFields.NAMES);
        names.addAll(List.of("name", "password", "again"));
        var form = visit.form(names, Set.of());
        Refusals.require(visit, Right.MANAGE);
        var name = form.text("name").strip();
        var fields = AccountFields.of(form);
        var different = !form.text("password").equals(form.text("again"));
        var texts = visit.texts();
        if (different)
            return form(
                    visit,
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    name,
                    fields,
                    true,
                    Findings.none(texts));
        try (var password = Password.of(form.text("password"))) {
            var account = accounts.add(name, fields.details(mailboxes), password, visit.actor());
            return flash.seeOther(AccountPage.path(account), "account-created", name);
        } catch (NotDone e) {
            return form(
                    visit,
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    name,
                    fields,
                    false,
                    Findings.of(texts, e));
        }
    }

    private HttpResponse form(
            Visit visit,
            HttpStatus status,
            String name,
            AccountFields fields,
            boolean different,
            Findings findings) {
        return renderer.page(
                visit,
                status,
                "accountNew.jte",
                Optional.of(Place.ACCOUNTS),
                visit.texts().text("accounts.new"),
                Map.of(
                        "name",
                        name,
                        "fields",
                        fields,
                        "different",
                        different,
                        "findings",
                        findings));
    }

    /// The mailbox that an account is linked to, as long as there is one.
    static Optional<Mailbox> mailbox(Mailboxes mailboxes, Account account) {
        try {
            return account.mailbox().map(mailboxes::find);
        } catch (NotDone _) {
            return Optional.empty();
        }
    }
}
