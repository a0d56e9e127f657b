package org.ovalogin.web.page;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
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
import java.util.stream.Stream;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.administration.DialPlans;
import org.ovalogin.core.administration.Policies;
import org.ovalogin.core.administration.Versioned;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.Finding;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.parameter.UmFlag;
import org.ovalogin.core.parameter.UmNumber;
import org.ovalogin.core.parameter.UmText;
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

    private static final Set<String> FIELDS = fields();
    private static final Set<String> SHOWN =
            FIELDS.stream()
                    .filter(name -> !name.equals("preview"))
                    .collect(Collectors.toUnmodifiableSet());

    /// The inputs by Exchange's names, in the form's order.
    public static final Map<String, String> INPUTS = inputs();

    private static Map<String, String> inputs() {
        var inputs = new LinkedHashMap<String, String>();
        inputs.put("Name", "Name");
        Stream.of(ofKind(UmNumber.class), ofKind(UmFlag.class), ofKind(UmText.class))
                .flatMap(List::stream)
                .forEach(parameter -> inputs.put(parameter.name(), parameter.name()));
        return Collections.unmodifiableMap(inputs);
    }

    private final Policies policies;
    private final DialPlans dialPlans;
    private final Renderer renderer;
    private final PageDoor door;
    private final Flash flash;

    PoliciesPage(
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

    /// The values in a policy's form, either typed or stored.
    ///
    /// @param values by Exchange's names
    /// @param effect of the typed values, in a sentence
    public record Filled(Map<String, String> values, Optional<String> effect) {
        public String value(String name) {
            return values.getOrDefault(name, "");
        }

        public boolean ticked(String name) {
            return values.containsKey(name);
        }

        static Filled of(MailboxPolicy policy) {
            var values = new HashMap<String, String>();
            values.put("Name", policy.name());
            for (var parameter : PolicyParameters.ALL)
                ParameterField.shown(parameter, policy.pin())
                        .ifPresent(text -> values.put(parameter.name(), text));
            return new Filled(values, Optional.empty());
        }

        /// Replaces the effect by the differences from somebody else's newer values.
        Filled beside(Filled saved, PageTexts texts) {
            var typed = new HashMap<>(values);
            typed.keySet().retainAll(SHOWN);
            return new Filled(values, Differences.of(texts, typed, saved.values));
        }

        static Filled of(Form form, Optional<String> effect) {
            var values = new HashMap<String, String>();
            for (var name : FIELDS) form.field(name).ifPresent(text -> values.put(name, text));
            return new Filled(values, effect);
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
        var filled =
                form.field("Name").isPresent()
                        ? Filled.of(form, Optional.empty())
                        : Filled.of(seen.object());
        return form(visit, HttpStatus.OK, seen, filled, none(visit));
    }

    /// Saves the typed values, or shows which mailboxes they would affect.
    private HttpResponse change(PageVisit visit) {
        var seen = policies.versioned(visit.path("policy"));
        var policy = seen.object();
        var form = visit.form(FIELDS, Set.of());
        var actor = visit.actor(form);
        try {
            if (form.isTicked("preview")) {
                var effect = policies.effect(policy.guid(), before -> typed(form, before), actor);
                var filled = Filled.of(form, Optional.of(sentence(visit.texts(), effect)));
                return form(visit, HttpStatus.OK, seen, filled, none(visit));
            }
            policies.change(policy.guid(), before -> typed(form, before), actor);
            return flash.seeOther(path(policy.guid()), "saved");
        } catch (NotDone e) {
            var now = policies.versioned(policy.guid().toString());
            var stale = e.kind() == Fault.Kind.STALE;
            var typed = Filled.of(form, Optional.empty());
            var filled = stale ? typed.beside(Filled.of(now.object()), visit.texts()) : typed;
            var status = RefusalStatus.of(e).form();
            return refused(
                    withName(e, form, now.object()),
                    f -> form(visit, status, now, filled, f),
                    visit);
        }
    }

    /// With the fault of a name that is taken, which is looked for once the values are right.
    private NotDone withName(NotDone e, Form form, MailboxPolicy policy) {
        var named = e.findings().stream().anyMatch(f -> f.field().equals("Name"));
        if (named || e.kind() != Fault.Kind.INVALID) return e;
        var name = form.text("Name").strip();
        return policies.all(Optional.of(policy.dialPlan())).stream()
                .filter(p -> !p.guid().equals(policy.guid()))
                .filter(p -> p.name().equalsIgnoreCase(name))
                .findFirst()
                .map(p -> e.and(new Finding("Name", Fault.NAME_TAKEN, p.name(), "")))
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
        return renderer.page(
                visit,
                status,
                "policy.jte",
                Optional.of(Place.POLICIES),
                policy.name(),
                Map.of(
                        "policy",
                        policy,
                        "numbers",
                        ofKind(UmNumber.class),
                        "flags",
                        ofKind(UmFlag.class),
                        "wordings",
                        ofKind(UmText.class),
                        "filled",
                        filled,
                        "version",
                        seen.version(),
                        "mayManage",
                        visit.actor().may(Right.MANAGE),
                        "findings",
                        findings));
    }

    private static <T> List<T> ofKind(Class<T> kind) {
        return PolicyParameters.ALL.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static MailboxPolicy typed(Form form, MailboxPolicy before) {
        var faults = new Faults();
        var named = faults.of(() -> before.named(form.text("Name").strip()));
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
        var names = new HashSet<>(Set.of("Name", "preview"));
        PolicyParameters.ALL.forEach(parameter -> names.add(parameter.name()));
        return names;
    }
}
