package org.ovalogin.web.page;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import java.util.HashMap;
import java.util.HashSet;
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

    private static final Set<String> FIELDS = fields();
    private static final Set<String> SHOWN =
            FIELDS.stream()
                    .filter(name -> !name.equals("preview"))
                    .collect(Collectors.toUnmodifiableSet());

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
        server.route().post(PATH).build(door.inside(this::add));
        server.route().get(ONE).build(door.inside(this::show));
        server.route().post(ONE).build(door.inside(this::change));
        server.route().post(ONE + "/removal").build(door.inside(this::remove));
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
        return list(visit, HttpStatus.OK, Findings.none(visit.texts()), "");
    }

    private HttpResponse list(PageVisit visit, HttpStatus status, Findings findings, String name) {
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
                        name,
                        "findings",
                        findings));
    }

    private HttpResponse add(PageVisit visit) {
        var form = visit.form(Set.of("name", "dialPlan", "template"), Set.of());
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
                    e,
                    f -> list(visit, HttpStatus.UNPROCESSABLE_ENTITY, f, form.text("name")),
                    visit);
        }
    }

    private HttpResponse show(PageVisit visit) {
        var seen = policies.versioned(visit.path("policy"));
        return form(visit, HttpStatus.OK, seen, Filled.of(seen.object()), none(visit));
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
            return refused(e, f -> form(visit, status, now, filled, f), visit);
        }
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
        var pin =
                before.pin()
                        .with(draft -> ParameterField.takeAll(PolicyParameters.ALL, form, draft));
        return before.named(form.text("Name").strip()).with(pin);
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
