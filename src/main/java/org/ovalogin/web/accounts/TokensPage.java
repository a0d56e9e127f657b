package org.ovalogin.web.accounts;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.account.Token;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.Finding;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.web.frame.Answers;
import org.ovalogin.web.frame.Findings;
import org.ovalogin.web.frame.Flash;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.frame.Place;
import org.ovalogin.web.frame.Refusals;
import org.ovalogin.web.frame.Renderer;
import org.ovalogin.web.http.Form;
import org.ovalogin.web.http.Problem;
import org.ovalogin.web.http.Routes;

/// Bearer tokens for programs: the visitor's own, or everybody's for visitors who see accounts.
public final class TokensPage implements Routes {
    static final String PATH = "/tokens";
    private static final String ISSUED = PATH + "/issued";
    private static final String REMOVE = PATH + "/{id}/remove";
    private static final int MOST_DAYS = 3650;
    private static final String NAME = "Name";
    private static final Set<String> FIELDS = Set.of("name", "role", "days");

    /// The inputs by name of the finding, in the form's order.
    public static final Map<String, String> INPUTS = inputs();

    private static Map<String, String> inputs() {
        var inputs = new LinkedHashMap<String, String>();
        inputs.put(NAME, "name");
        inputs.put("Role", "role");
        inputs.put("Days", "days");
        return Collections.unmodifiableMap(inputs);
    }

    private final Administration administration;
    private final Renderer renderer;
    private final PageDoor door;
    private final Flash flash;

    public TokensPage(
            Administration administration, Renderer renderer, PageDoor door, Flash flash) {
        this.administration = administration;
        this.renderer = renderer;
        this.door = door;
        this.flash = flash;
    }

    /// @param removable whether the visitor may remove it
    public record Row(Token token, boolean over, boolean removable) {}

    /// The form as typed.
    public record Fields(String name, Role role, String days) {
        /// @return a value outside the range if the text is not a number
        int number() {
            return days.matches("[0-9]{1,9}") ? Integer.parseInt(days) : -1;
        }

        static Fields of(Form form) {
            return new Fields(
                    form.text("name").strip(),
                    AccountFields.role(form.text("role")),
                    form.text("days").strip());
        }
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get(PATH).build(door.inside(this::show));
        door.form(server, PATH, FIELDS, this::issue, this::again);
        server.route().get(ISSUED).build(door.inside(this::showIssued));
        server.route().get(REMOVE).build(door.inside(this::askToRemove));
        door.form(server, REMOVE, Set.of(), this::remove, this::removeAgain);
    }

    private HttpResponse show(PageVisit visit) {
        // the least of the roles; more is chosen on purpose
        var fields = new Fields("", Role.AUDITOR, "90");
        return page(visit, HttpStatus.OK, fields, Findings.none(visit.texts()));
    }

    private HttpResponse again(PageVisit visit) {
        var fields = Fields.of(visit.form(FIELDS, Set.of()));
        return page(visit, HttpStatus.OK, fields, Findings.none(visit.texts()));
    }

    /// Keeps the token sealed in this session until the next page shows it once. Reloading that
    /// page neither makes a second token nor shows this one again.
    private HttpResponse issue(PageVisit visit) {
        var fields = Fields.of(visit.form(FIELDS, Set.of()));
        var days = fields.number();
        try {
            var issued =
                    administration
                            .tokens()
                            .issue(
                                    visit.who().account(),
                                    fields.name(),
                                    Optional.of(fields.role()),
                                    days,
                                    visit.actor());
            administration
                    .signIn()
                    .keepOnce(visit.who(), issued.token().id() + " " + issued.secret());
            return Answers.seeOther(ISSUED);
        } catch (NotDone e) {
            var findings = e.findings().stream().map(found -> inWords(found, fields)).toList();
            return page(
                    visit,
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    fields,
                    Findings.of(visit.texts(), findings));
        }
    }

    /// Names what was typed, and the allowed values in any language.
    private static Finding inWords(Finding found, Fields fields) {
        return switch (found.field()) {
            case NAME -> new Finding(NAME, Fault.DISPLAY_NAME, fields.name(), "");
            case "Days" ->
                    new Finding("Days", Fault.VALUE, "“" + fields.days() + "”", "1–" + MOST_DAYS);
            default -> found;
        };
    }

    private HttpResponse showIssued(PageVisit visit) {
        var kept = administration.signIn().takeOnce(visit.who());
        if (kept.isEmpty()) return Answers.seeOther(PATH);
        var parts = kept.get().split(" ", 2);
        var token =
                administration.tokens().all(visit.actor()).stream()
                        .filter(t -> t.id().toString().equals(parts[0]))
                        .findFirst();
        if (token.isEmpty()) return Answers.seeOther(PATH);
        return renderer.page(
                visit,
                HttpStatus.OK,
                "tokenIssued.jte",
                Optional.of(Place.TOKENS),
                visit.texts().text("tokens.issued"),
                Map.of("token", token.get(), "secret", parts[1]));
    }

    private HttpResponse askToRemove(PageVisit visit) {
        var token = token(visit);
        var texts = visit.texts();
        Refusals.require(isRemovable(visit, token));
        return renderer.page(
                visit,
                HttpStatus.OK,
                "confirm.jte",
                Optional.of(Place.TOKENS),
                texts.text("tokens.remove.title", token.name()),
                Map.of(
                        "text",
                        texts.text("tokens.remove.text"),
                        "action",
                        PATH + "/" + token.id() + "/remove",
                        "button",
                        texts.text("tokens.remove"),
                        "back",
                        PATH));
    }

    private HttpResponse removeAgain(PageVisit visit) {
        visit.form(Set.of(), Set.of());
        return askToRemove(visit);
    }

    private HttpResponse remove(PageVisit visit) {
        visit.form(Set.of(), Set.of());
        administration.tokens().remove(visit.path("id"), visit.actor());
        return flash.seeOther(PATH, "token-removed");
    }

    private HttpResponse page(
            PageVisit visit, HttpStatus status, Fields fields, Findings findings) {
        var now = administration.now();
        var rows =
                administration.tokens().all(visit.actor()).stream()
                        .map(
                                token ->
                                        new Row(
                                                token,
                                                !now.isBefore(token.lifetime().expiresAt()),
                                                isRemovable(visit, token)))
                        .toList();
        return renderer.page(
                visit,
                status,
                "tokens.jte",
                Optional.of(Place.TOKENS),
                visit.texts().text("place.tokens"),
                Map.of(
                        "rows",
                        rows,
                        "everybodys",
                        visit.actor().may(Right.VIEW_ACCOUNTS),
                        "roles",
                        roles(visit),
                        "fields",
                        fields,
                        "findings",
                        findings));
    }

    /// The roles whose rights the account has too, and the role that only views.
    private static List<Role> roles(PageVisit visit) {
        var own = visit.who().account().role();
        return Arrays.stream(Role.values())
                .filter(
                        role ->
                                role == own
                                        || own.rights().containsAll(role.rights())
                                        || role == Role.AUDITOR)
                .toList();
    }

    private Token token(PageVisit visit) {
        return administration.tokens().all(visit.actor()).stream()
                .filter(token -> token.id().toString().equals(visit.path("id")))
                .findFirst()
                .orElseThrow(
                        () ->
                                Problem.of(HttpStatus.NOT_FOUND, "There is no such token.")
                                        .exception());
    }

    private static boolean isRemovable(PageVisit visit, Token token) {
        return visit.actor().may(Right.MANAGE)
                || visit.who().account().guid().equals(token.grant().account().guid());
    }
}
