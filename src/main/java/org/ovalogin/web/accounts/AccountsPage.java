package org.ovalogin.web.accounts;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ovalogin.core.account.Account;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.administration.Accounts;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.Mailboxes;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.input.SearchText;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.pin.Password;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.web.frame.Faults;
import org.ovalogin.web.frame.Findings;
import org.ovalogin.web.frame.Flash;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.frame.Place;
import org.ovalogin.web.frame.Refusals;
import org.ovalogin.web.frame.Renderer;
import org.ovalogin.web.http.Routes;

/// Lists administrators' accounts and creates new ones.
public final class AccountsPage implements Routes {
    static final String PATH = "/accounts";
    private static final String NEW = PATH + "/new";
    private static final String MAILBOXES = PATH + "/mailboxes";

    /// Mailboxes offered for what was typed.
    private static final int SUGGESTED = 10;

    /// Without the passwords.
    private static final Set<String> KEPT = AccountFields.and("name");

    private static final Set<String> ALL = AccountFields.and("name", "password", "again");

    private final Accounts accounts;
    private final Mailboxes mailboxes;
    private final Renderer renderer;
    private final PageDoor door;
    private final Flash flash;

    public AccountsPage(
            Administration administration, Renderer renderer, PageDoor door, Flash flash) {
        accounts = administration.accounts();
        mailboxes = administration.mailboxes();
        this.renderer = renderer;
        this.door = door;
        this.flash = flash;
    }

    /// @param mailbox linked to the account
    /// @param atAddress mailboxes with the account's address
    public record Row(Account account, Optional<Mailbox> mailbox, List<Mailbox> atAddress) {
        public Row {
            atAddress = List.copyOf(atAddress);
        }
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get(PATH).build(door.inside(this::list));
        server.route().get(NEW).build(door.inside(this::ask));
        server.route().get(MAILBOXES).build(door.inside(this::suggest));
        door.form(server, NEW, KEPT, this::add, this::again);
    }

    /// The account with the mailboxes that are its person's.
    static Row row(Mailboxes mailboxes, Account account) {
        return new Row(
                account,
                mailbox(mailboxes, account),
                account.address().stream()
                        .flatMap(
                                address ->
                                        mailboxes.exact(address).stream()
                                                .filter(m -> m.answersTo(address)))
                        .toList());
    }

    /// The mailboxes that may be meant, for htmx.
    private HttpResponse suggest(PageVisit visit) {
        Refusals.require(visit, Right.MANAGE);
        var typed = visit.query("mailbox").orElse("").strip();
        var found =
                typed.isEmpty() || typed.length() > SearchText.LONGEST
                        ? List.<Mailbox>of()
                        : mailboxes.search(MailboxQuery.ALL.text(typed).limit(SUGGESTED)).items();
        return renderer.part(visit, "accountMailboxes.jte", Map.of("mailboxes", found));
    }

    private HttpResponse list(PageVisit visit) {
        var rows =
                accounts.all(visit.actor()).stream()
                        .map(account -> row(mailboxes, account))
                        .toList();
        return renderer.page(
                visit,
                HttpStatus.OK,
                "accounts.jte",
                Optional.of(Place.ACCOUNTS),
                visit.texts().text("place.accounts"),
                Map.of("rows", rows, "manages", visit.actor().may(Right.MANAGE)));
    }

    private HttpResponse ask(PageVisit visit) {
        Refusals.require(visit, Right.MANAGE);
        var none = Findings.none(visit.texts());
        return form(visit, HttpStatus.OK, "", AccountFields.NEW, none);
    }

    private HttpResponse again(PageVisit visit) {
        Refusals.require(visit, Right.MANAGE);
        var form = visit.form(ALL, Set.of());
        return form(
                visit,
                HttpStatus.OK,
                form.text("name").strip(),
                AccountFields.of(form),
                Findings.none(visit.texts()));
    }

    private HttpResponse add(PageVisit visit) {
        var form = visit.form(ALL, Set.of());
        Refusals.require(visit, Right.MANAGE);
        var name = form.text("name").strip();
        var fields = AccountFields.of(form);
        var texts = visit.texts();
        var faults = new Faults();
        try (var password = Password.of(form.text("password"))) {
            var details = fields.details(mailboxes, faults);
            var different = !form.text("password").equals(form.text("again"));
            if (!faults.any() && !different) {
                var account = accounts.add(name, details, password, visit.actor());
                return flash.seeOther(AccountPage.path(account), "account-created", name);
            }
            faults.check(() -> accounts.whatIf(name, details, password, visit.actor()));
            var found = Findings.of(texts, faults.findings());
            return refused(visit, name, fields, different ? found.different(texts) : found);
        } catch (NotDone e) {
            return refused(visit, name, fields, Findings.of(texts, e));
        }
    }

    private HttpResponse refused(
            PageVisit visit, String name, AccountFields fields, Findings findings) {
        return form(visit, HttpStatus.UNPROCESSABLE_ENTITY, name, fields, findings);
    }

    private HttpResponse form(
            PageVisit visit,
            HttpStatus status,
            String name,
            AccountFields fields,
            Findings findings) {
        return renderer.page(
                visit,
                status,
                "accountNew.jte",
                Optional.of(Place.ACCOUNTS),
                visit.texts().text("accounts.new"),
                Map.of("name", name, "fields", fields, "findings", findings));
    }

    /// The mailbox linked to an account, if it still exists.
    static Optional<Mailbox> mailbox(Mailboxes mailboxes, Account account) {
        try {
            return account.mailbox().map(mailboxes::find);
        } catch (NotDone _) {
            return Optional.empty();
        }
    }
}
