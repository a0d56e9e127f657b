package org.ovalogin.web.policy;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.administration.ChangePreview;
import org.ovalogin.core.administration.DialPlans;
import org.ovalogin.core.administration.Versioned;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.DialPlanParameters;
import org.ovalogin.core.parameter.UmParameter;
import org.ovalogin.web.frame.Answers;
import org.ovalogin.web.frame.Differences;
import org.ovalogin.web.frame.Faults;
import org.ovalogin.web.frame.Findings;
import org.ovalogin.web.frame.Flash;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.PageTexts;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.frame.Place;
import org.ovalogin.web.frame.Renderer;
import org.ovalogin.web.http.Form;
import org.ovalogin.web.http.RefusalStatus;
import org.ovalogin.web.http.Routes;

/// Lists, creates, changes and removes dial plans.
public final class DialPlansPage implements Routes {
    private static final String PATH = "/dialplans";
    private static final String NEW = "/new-dialplan"; // a dial plan may be named new
    private static final String ONE = PATH + "/{name}";
    private static final String REMOVAL = "/removal";
    private static final String NAME = "Name";
    private static final String PREVIEW = "preview";

    /// In the order of the form.
    private static final List<UmParameter<DialPlan, DialPlan.Draft>> PARAMETERS =
            DialPlanParameters.ALL;

    private static final List<FieldGroup> GROUPS = FieldGroup.of(PARAMETERS);

    private static final Set<String> FIELDS = fields();

    private final DialPlans dialPlans;
    private final Renderer renderer;
    private final PageDoor door;
    private final Flash flash;

    public DialPlansPage(DialPlans dialPlans, Renderer renderer, PageDoor door, Flash flash) {
        this.dialPlans = dialPlans;
        this.renderer = renderer;
        this.door = door;
        this.flash = flash;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get(PATH).build(door.inside(this::list));
        server.route().get(NEW).build(door.inside(this::ask));
        door.form(server, NEW, FIELDS, this::add, this::addAgain);
        server.route().get(ONE).build(door.inside(this::show));
        door.form(server, ONE, FIELDS, this::change, this::again);
        door.form(server, ONE + REMOVAL, Set.of(), this::remove, this::again);
        door.leads(
                server,
                ONE + REMOVAL,
                visit -> PATH + "/" + dialPlans.find(visit.path("name")).name());
    }

    private HttpResponse list(PageVisit visit) {
        return renderer.page(
                visit,
                HttpStatus.OK,
                "dialPlans.jte",
                Optional.of(Place.DIAL_PLANS),
                visit.texts().text("place.dial_plans"),
                Map.of(
                        "dialPlans",
                        dialPlans.all(),
                        "mailboxes",
                        dialPlans.mailboxes(),
                        "mayManage",
                        visit.actor().may(Right.MANAGE)));
    }

    private HttpResponse ask(PageVisit visit) {
        var values = values(DialPlan.named("new"));
        values.put("Name", "");
        return form(visit, HttpStatus.OK, Optional.empty(), Filled.of(values), none(visit));
    }

    private HttpResponse addAgain(PageVisit visit) {
        var form = visit.form(FIELDS, Set.of());
        return form(visit, HttpStatus.OK, Optional.empty(), Filled.of(typed(form)), none(visit));
    }

    /// The typed values; a form without fields has the stored ones.
    private HttpResponse again(PageVisit visit) {
        var form = visit.form(FIELDS, Set.of());
        var seen = PageVisit.asSeen(form, dialPlans.versioned(visit.path("name")));
        var typed = FIELDS.stream().anyMatch(name -> form.field(name).isPresent());
        return form(
                visit,
                HttpStatus.OK,
                Optional.of(seen),
                Filled.of(typed ? typed(form) : values(seen.object())),
                none(visit));
    }

    private HttpResponse add(PageVisit visit) {
        var form = visit.form(FIELDS, Set.of());
        try {
            var name = form.text("Name").strip();
            var added = dialPlans.add(name, plan -> typed(form, plan), visit.actor());
            return flash.seeOther(PATH + "/" + added.name(), "saved");
        } catch (NotDone e) {
            return refused(visit, Optional.empty(), form, withName(e, form, visit));
        }
    }

    /// With the fault of the name, which is looked at once the values are right.
    private NotDone withName(NotDone e, Form form, PageVisit visit) {
        var named = e.findings().stream().anyMatch(f -> f.field().equals(NAME));
        if (named || e.kind() != Fault.Kind.INVALID) return e;
        var faults = new Faults();
        var name = form.text(NAME).strip();
        faults.check(() -> dialPlans.whatIf(name, plan -> plan, visit.actor()));
        return faults.findings().stream().reduce(e, NotDone::and, (one, _) -> one);
    }

    private HttpResponse show(PageVisit visit) {
        var seen = dialPlans.versioned(visit.path("name"));
        var filled = Filled.of(values(seen.object()));
        return form(visit, HttpStatus.OK, Optional.of(seen), filled, none(visit));
    }

    private HttpResponse change(PageVisit visit) {
        var name = dialPlans.find(visit.path("name")).name();
        var form = visit.form(FIELDS, Set.of(PREVIEW));
        try {
            if (form.isTicked(PREVIEW)) return preview(visit, name, form);
            dialPlans.change(name, plan -> typed(form, plan), visit.actor(form));
            return flash.seeOther(PATH + "/" + name, "saved");
        } catch (NotDone e) {
            return refused(visit, Optional.of(dialPlans.versioned(name)), form, e);
        }
    }

    private HttpResponse preview(PageVisit visit, String name, Form form) {
        var seen = dialPlans.versioned(name);
        var preview = dialPlans.preview(name, plan -> typed(form, plan), visit.actor(form));
        var shown = new Filled(typed(form), Optional.of(shown(visit.texts(), preview)));
        return form(visit, HttpStatus.OK, Optional.of(seen), shown, none(visit));
    }

    private static ShownPreview shown(PageTexts texts, ChangePreview<DialPlan> preview) {
        var path = MailboxesOf.dialPlan(preview.before().name());
        return new ShownPreview(
                ShownPreview.changes(texts, PARAMETERS, preview.before(), preview.after()),
                ShownPreview.concerned(texts, preview, _ -> path),
                List.of(
                        texts.text("mailboxes.count", preview.mailboxes()) + ".",
                        texts.text("preview.unsaved")));
    }

    /// @param values typed or stored, by Exchange's names
    private record Filled(Map<String, String> values, Optional<ShownPreview> preview) {
        static Filled of(Map<String, String> values) {
            return new Filled(values, Optional.empty());
        }
    }

    private HttpResponse remove(PageVisit visit) {
        var seen = dialPlans.versioned(visit.path("name"));
        var sent = visit.form(Set.of(), Set.of());
        try {
            dialPlans.remove(seen.object().name(), visit.actor(sent));
            return Answers.seeOther(PATH);
        } catch (NotDone e) {
            if (e.kind() == Fault.Kind.FORBIDDEN) throw e;
            return form(
                    visit,
                    HttpStatus.CONFLICT,
                    Optional.of(seen),
                    Filled.of(values(seen.object())),
                    Findings.of(visit.texts(), e));
        }
    }

    private HttpResponse refused(
            PageVisit visit, Optional<Versioned<DialPlan>> seen, Form form, NotDone e) {
        return switch (e.kind()) {
            case FORBIDDEN, NOT_FOUND, BUSY, TOO_MANY -> throw e;
            case INVALID, CONFLICT, STALE -> again(visit, seen, form, e);
        };
    }

    /// The fields of a stale form that would change somebody else's newer values.
    private static Optional<String> differences(
            PageVisit visit, DialPlan now, Map<String, String> typed) {
        var saved = values(now);
        saved.remove("Name");
        var shown = new HashMap<>(typed);
        shown.remove("Name");
        return Differences.of(visit.texts(), shown, saved);
    }

    private HttpResponse again(
            PageVisit visit, Optional<Versioned<DialPlan>> seen, Form form, NotDone e) {
        var findings = Findings.of(visit.texts(), e);
        return form(
                visit, RefusalStatus.of(e).form(), seen, concerned(visit, seen, form, e), findings);
    }

    /// If extensions in use forbid the change, with the mailboxes that have them.
    private Filled concerned(
            PageVisit visit, Optional<Versioned<DialPlan>> seen, Form form, NotDone e) {
        var filled = Filled.of(typed(form));
        var inUse = e.findings().stream().anyMatch(f -> f.fault() == Fault.EXTENSIONS_IN_USE);
        if (!inUse || seen.isEmpty()) return filled;
        var preview =
                dialPlans.preview(
                        seen.get().object().name(), plan -> typed(form, plan), visit.actor());
        return new Filled(filled.values(), Optional.of(shown(visit.texts(), preview)));
    }

    private static Map<String, String> typed(Form form) {
        return FIELDS.stream().collect(Collectors.toMap(name -> name, form::text));
    }

    /// The inputs by Exchange's names, in the form's order.
    public static Map<String, String> inputs(boolean named) {
        var inputs = new LinkedHashMap<String, String>();
        if (named) inputs.put(NAME, NAME);
        PARAMETERS.forEach(parameter -> inputs.put(parameter.name(), parameter.name()));
        return inputs;
    }

    private HttpResponse form(
            PageVisit visit,
            HttpStatus status,
            Optional<Versioned<DialPlan>> seen,
            Filled filled,
            Findings findings) {
        var name = seen.map(s -> s.object().name());
        var parameters = new HashMap<String, Object>();
        parameters.put("name", name);
        parameters.put("groups", GROUPS);
        parameters.put("values", filled.values());
        parameters.put("preview", filled.preview());
        parameters.put("mailboxes", name.map(n -> dialPlans.mailboxes().getOrDefault(n, 0L)));
        parameters.put("version", seen.map(Versioned::version).orElse(""));
        parameters.put(
                "differs",
                seen.filter(_ -> findings.stale())
                        .flatMap(s -> differences(visit, s.object(), filled.values())));
        parameters.put("mayManage", visit.actor().may(Right.MANAGE));
        parameters.put("findings", findings);
        return renderer.page(
                visit,
                status,
                "dialPlan.jte",
                Optional.of(Place.DIAL_PLANS),
                name.orElseGet(() -> visit.texts().text("dialplan.new")),
                parameters);
    }

    private static DialPlan typed(Form form, DialPlan before) {
        var faults = new Faults();
        var typed = ParameterField.typed(PARAMETERS, form, before::with, faults);
        faults.refuse();
        return typed.orElseThrow();
    }

    private static Map<String, String> values(DialPlan plan) {
        var values = new HashMap<String, String>();
        values.put("Name", plan.name());
        for (var parameter : PARAMETERS)
            ParameterField.shown(parameter, plan)
                    .ifPresent(text -> values.put(parameter.name(), text));
        return values;
    }

    private static Set<String> fields() {
        var names = new HashSet<>(Set.of("Name"));
        PARAMETERS.forEach(parameter -> names.add(parameter.name()));
        return names;
    }

    private static Findings none(PageVisit visit) {
        return Findings.none(visit.texts());
    }
}
