package org.ovalogin.web.policy;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.administration.DialPlans;
import org.ovalogin.core.administration.Policies;
import org.ovalogin.core.administration.Versioned;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.Finding;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.pin.PolicyParameters;
import org.ovalogin.core.pin.PolicyTemplate;
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

/// Mailbox policies: their values, the effect of a change, and the change.
public final class PoliciesPage implements Routes {
    private static final String PATH = "/policies";
    private static final String ONE = PATH + "/{policy}";
    private static final String REMOVAL = "/removal";
    private static final Set<String> NEW_FIELDS = Set.of("name", "dialPlan", "template");

    private static final String NAME = "Name";
    private static final String PREVIEW = "preview";

    /// The fields that are shown again; all but the button.
    private static final Set<String> SHOWN = fields();

    private static final Set<String> FIELDS = union(SHOWN, PREVIEW);

    private static final List<FieldGroup> GROUPS = FieldGroup.of(PolicyParameters.ALL);

    /// The inputs by Exchange's names, in the form's order.
    public static final Map<String, String> INPUTS = inputs();

    private static Map<String, String> inputs() {
        var inputs = new LinkedHashMap<String, String>();
        inputs.put(NAME, NAME);
        PolicyParameters.ALL.forEach(p -> inputs.put(p.name(), p.name()));
        return Collections.unmodifiableMap(inputs);
    }

    private final Policies policies;
    private final DialPlans dialPlans;
    private final Renderer renderer;
    private final PageDoor door;
    private final Flash flash;

    public PoliciesPage(
            Policies policies, DialPlans dialPlans, Renderer renderer, PageDoor door, Flash flash) {
        this.policies = policies;
        this.dialPlans = dialPlans;
        this.renderer = renderer;
        this.door = door;
        this.flash = flash;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get(PATH).build(door.inside(this::list));
        door.form(server, PATH, NEW_FIELDS, this::add, this::addAgain);
        server.route().get(ONE).build(door.inside(this::show));
        door.form(server, ONE, SHOWN, this::change, this::again);
        door.form(server, ONE + REMOVAL, Set.of(), this::remove, this::again);
        door.leads(
                server,
                ONE + REMOVAL,
                visit -> path(policies.versioned(visit.path("policy")).object().guid()));
    }

    /// What a policy's form shows besides the policy.
    ///
    /// @param values typed or stored, by Exchange's names
    /// @param differs the fields that somebody else has saved with newer values
    private record Filled(
            Map<String, String> values, Optional<ShownPreview> preview, Optional<String> differs) {
        static Filled of(MailboxPolicy policy) {
            return of(stored(policy));
        }

        static Filled of(Form form) {
            var values = new HashMap<String, String>();
            for (var name : SHOWN) form.field(name).ifPresent(text -> values.put(name, text));
            return of(values);
        }

        private static Filled of(Map<String, String> values) {
            return new Filled(values, Optional.empty(), Optional.empty());
        }

        private static Map<String, String> stored(MailboxPolicy policy) {
            var values = new HashMap<String, String>();
            values.put(NAME, policy.name());
            for (var parameter : PolicyParameters.ALL)
                ParameterField.shown(parameter, policy.pin())
                        .ifPresent(text -> values.put(parameter.name(), text));
            return values;
        }

        Filled with(ShownPreview shown) {
            return new Filled(values, Optional.of(shown), differs);
        }

        Filled beside(MailboxPolicy saved, PageTexts texts) {
            return new Filled(values, preview, Differences.of(texts, values, stored(saved)));
        }
    }

    private HttpResponse list(PageVisit visit) {
        return list(visit, HttpStatus.OK, Findings.none(visit.texts()), Map.of());
    }

    private HttpResponse addAgain(PageVisit visit) {
        var form = visit.form(NEW_FIELDS, Set.of());
        return list(visit, HttpStatus.OK, Findings.none(visit.texts()), typed(form));
    }

    private static Map<String, String> typed(Form form) {
        return NEW_FIELDS.stream().collect(Collectors.toMap(name -> name, form::text));
    }

    /// @param typed the fields of a new policy
    private HttpResponse list(
            PageVisit visit, HttpStatus status, Findings findings, Map<String, String> typed) {
        return renderer.page(
                visit,
                status,
                "policies.jte",
                Optional.of(Place.POLICIES),
                visit.texts().text("place.policies"),
                Map.of(
                        "policies",
                        policies.all(Optional.empty()),
                        "mailboxes",
                        policies.mailboxes(),
                        "dialPlans",
                        dialPlans.all().stream().map(DialPlan::name).toList(),
                        "templates",
                        PolicyTemplate.titles(),
                        "mayManage",
                        visit.actor().may(Right.MANAGE),
                        "name",
                        typed.getOrDefault("name", ""),
                        "dialPlan",
                        typed.getOrDefault("dialPlan", ""),
                        "template",
                        typed.getOrDefault("template", ""),
                        "findings",
                        findings));
    }

    private HttpResponse add(PageVisit visit) {
        var form = visit.form(NEW_FIELDS, Set.of());
        var template = PolicyTemplate.titled(form.text("template")).orElse(PolicyTemplate.EXCHANGE);
        try {
            var added =
                    policies.add(
                            form.text("name").strip(),
                            form.field("dialPlan"),
                            template.policy(),
                            fresh -> fresh,
                            visit.actor());
            return Answers.seeOther(path(added.guid()));
        } catch (NotDone e) {
            return refused(
                    e, f -> list(visit, HttpStatus.UNPROCESSABLE_ENTITY, f, typed(form)), visit);
        }
    }

    private HttpResponse show(PageVisit visit) {
        var seen = policies.versioned(visit.path("policy"));
        return form(visit, HttpStatus.OK, seen, Filled.of(seen.object()), none(visit));
    }

    /// The typed values; a form without fields has the stored ones.
    private HttpResponse again(PageVisit visit) {
        var form = visit.form(FIELDS, Set.of());
        var seen = PageVisit.asSeen(form, policies.versioned(visit.path("policy")));
        var filled = form.field(NAME).isPresent() ? Filled.of(form) : Filled.of(seen.object());
        return form(visit, HttpStatus.OK, seen, filled, none(visit));
    }

    /// Saves the typed values, or shows what they would change.
    private HttpResponse change(PageVisit visit) {
        var seen = policies.versioned(visit.path("policy"));
        var policy = seen.object();
        var form = visit.form(FIELDS, Set.of());
        var actor = visit.actor(form);
        try {
            if (form.isTicked(PREVIEW)) {
                var preview = policies.preview(policy.guid(), before -> typed(form, before), actor);
                var filled = Filled.of(form).with(shown(visit.texts(), preview));
                return form(visit, HttpStatus.OK, seen, filled, none(visit));
            }
            policies.change(policy.guid(), before -> typed(form, before), actor);
            return flash.seeOther(path(policy.guid()), "saved");
        } catch (NotDone e) {
            var now = policies.versioned(policy.guid().toString());
            var stale = e.kind() == Fault.Kind.STALE;
            var typed = Filled.of(form);
            var filled = stale ? typed.beside(now.object(), visit.texts()) : typed;
            var status = RefusalStatus.of(e).form();
            return refused(
                    withName(e, form, now.object()),
                    f -> form(visit, status, now, filled, f),
                    visit);
        }
    }

    private static ShownPreview shown(PageTexts texts, Policies.Preview preview) {
        var change = preview.change();
        var before = change.before();
        var after = change.after();
        var changes =
                new ArrayList<>(
                        ShownPreview.changes(
                                texts, PolicyParameters.ALL, before.pin(), after.pin()));
        if (!before.name().equals(after.name()))
            changes.addFirst(
                    new ShownPreview.Change(
                            texts.text("policies.name"), NAME, before.name(), after.name()));
        return new ShownPreview(
                changes,
                ShownPreview.concerned(
                        texts, change, kind -> MailboxesOf.policy(before.guid(), kind)),
                List.of(sentence(texts, preview.effect())));
    }

    /// With the fault of a name that is taken, which is looked for once the values are right.
    private NotDone withName(NotDone e, Form form, MailboxPolicy policy) {
        var named = e.findings().stream().anyMatch(f -> f.field().equals(NAME));
        if (named || e.kind() != Fault.Kind.INVALID) return e;
        var name = form.text(NAME).strip();
        return policies.all(Optional.of(policy.dialPlan())).stream()
                .filter(p -> !p.guid().equals(policy.guid()))
                .filter(p -> p.name().equalsIgnoreCase(name))
                .findFirst()
                .map(p -> e.and(new Finding(NAME, Fault.NAME_TAKEN, p.name(), "")))
                .orElse(e);
    }

    private HttpResponse remove(PageVisit visit) {
        var seen = policies.versioned(visit.path("policy"));
        var policy = seen.object();
        var form = visit.form(Set.of(), Set.of());
        try {
            policies.remove(policy.guid(), visit.actor(form));
            return Answers.seeOther(PATH);
        } catch (NotDone e) {
            return refused(
                    e, f -> form(visit, HttpStatus.CONFLICT, seen, Filled.of(policy), f), visit);
        }
    }

    private HttpResponse form(
            PageVisit visit,
            HttpStatus status,
            Versioned<MailboxPolicy> seen,
            Filled filled,
            Findings findings) {
        var policy = seen.object();
        var parameters = new HashMap<String, Object>();
        parameters.put("policy", policy);
        parameters.put("groups", GROUPS);
        parameters.put("values", filled.values());
        parameters.put("preview", filled.preview());
        parameters.put("differs", filled.differs());
        parameters.put("mailboxes", policies.mailboxes().getOrDefault(policy.guid(), 0L));
        parameters.put("version", seen.version());
        parameters.put("mayManage", visit.actor().may(Right.MANAGE));
        parameters.put("findings", findings);
        return renderer.page(
                visit,
                status,
                "policy.jte",
                Optional.of(Place.POLICIES),
                policy.name(),
                parameters);
    }

    private static MailboxPolicy typed(Form form, MailboxPolicy before) {
        var faults = new Faults();
        var named = faults.of(() -> before.named(form.text(NAME).strip()));
        var pin = ParameterField.typed(PolicyParameters.ALL, form, before.pin()::with, faults);
        faults.refuse();
        return named.orElseThrow().with(pin.orElseThrow());
    }

    private static String sentence(PageTexts texts, Policies.Effect effect) {
        var sentence =
                texts.text(
                        "policy.effect",
                        effect.mailboxes(),
                        effect.mustChange(),
                        effect.forLength(),
                        effect.forLifetime());
        return effect.lengthUnknown() == 0
                ? sentence
                : sentence + " " + texts.text("policy.unknown", effect.lengthUnknown());
    }

    /// A missing right gets a page of its own; any other refusal appears beside the form.
    private static HttpResponse refused(
            NotDone e, Function<Findings, HttpResponse> form, PageVisit visit) {
        return switch (e.kind()) {
            case FORBIDDEN, NOT_FOUND, BUSY, TOO_MANY -> throw e;
            case INVALID, CONFLICT, STALE -> form.apply(Findings.of(visit.texts(), e));
        };
    }

    private static Findings none(PageVisit visit) {
        return Findings.none(visit.texts());
    }

    private static String path(UUID guid) {
        return PATH + "/" + guid;
    }

    private static Set<String> fields() {
        var names = new HashSet<>(Set.of(NAME));
        PolicyParameters.ALL.forEach(parameter -> names.add(parameter.name()));
        return Set.copyOf(names);
    }

    private static Set<String> union(Set<String> names, String button) {
        var all = new HashSet<>(names);
        all.add(button);
        return Set.copyOf(all);
    }
}
