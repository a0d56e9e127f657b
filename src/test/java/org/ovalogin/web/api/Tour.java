package org.ovalogin.web.api;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.ovalogin.web.api.Served.Answer;

/// One successful call of each operation.
final class Tour {
    /// @param path as sent, with actual names
    /// @param template the path in the document
    record Step(String method, String template, String path, String body, int status) {
        String operation() {
            return method + " " + template;
        }
    }

    record Taken(Step step, Answer answer) {}

    static final List<Step> STEPS =
            List.of(
                    get("/me", ""),
                    get("/health", ""),
                    get("/openapi.json", ""),
                    get("/overview", ""),
                    get("/budgets", ""),
                    step("POST", "/budgets/reset", "/budgets/reset", "", 204),
                    get("/mailboxes", "?search=tony&state=expired,never-used&limit=10"),
                    get("/mailboxes", "?dialPlan=default&policy=default%20Default%20Policy"),
                    post("/mailboxes", "?whatIf=true", newMailbox(), 200),
                    post("/mailboxes", "", newMailbox(), 201),
                    step("GET", "/mailboxes/{id}", "/mailboxes/nina", "", 200),
                    step(
                            "PATCH",
                            "/mailboxes/{id}",
                            "/mailboxes/nina?whatIf=true",
                            "{\"language\":null}",
                            200),
                    step(
                            "PATCH",
                            "/mailboxes/{id}",
                            "/mailboxes/nina",
                            "{\"language\":null,\"extensions\":[\"51298\",\"51299\"],\"umMailboxPolicy\":\"default Default Policy\"}",
                            200),
                    step("GET", "/mailboxes/{id}/pin", "/mailboxes/nina/pin", "", 200),
                    step(
                            "PUT",
                            "/mailboxes/{id}/pin",
                            "/mailboxes/nina/pin?whatIf=true",
                            "{\"pin\":\"739162\"}",
                            200),
                    step(
                            "PUT",
                            "/mailboxes/{id}/pin",
                            "/mailboxes/nina/pin",
                            "{\"sendEmail\":false}",
                            200),
                    step("PUT", "/mailboxes/{id}/lock", "/mailboxes/nina/lock", "", 200),
                    step("DELETE", "/mailboxes/{id}/lock", "/mailboxes/nina/lock", "", 200),
                    step("POST", "/queue/retry", "/queue/retry", "", 200),
                    post(
                            "/jobs",
                            "",
                            "{\"work\":\"reset\",\"mailboxes\":[\"tonysmith\"],\"reason\":\"lost\"}",
                            201),
                    get("/jobs", ""),
                    step("GET", "/jobs/{id}", "/jobs/JOB", "", 200),
                    step(
                            "GET",
                            "/jobs/{id}/mailboxes",
                            "/jobs/JOB/mailboxes?outcome=waiting&limit=5",
                            "",
                            200),
                    step("POST", "/jobs/{id}/stop", "/jobs/JOB/stop", "", 200),
                    step("DELETE", "/mailboxes/{id}", "/mailboxes/nina", "", 204),
                    get("/dialplans", ""),
                    post("/dialplans", "?whatIf=true", "{\"name\":\"paris\"}", 200),
                    post("/dialplans", "", "{\"name\":\"paris\",\"operatorExtension\":\"0\"}", 201),
                    step("GET", "/dialplans/{name}", "/dialplans/paris", "", 200),
                    step(
                            "PATCH",
                            "/dialplans/{name}",
                            "/dialplans/paris?whatIf=true",
                            "{\"maxCallDuration\":40}",
                            200),
                    step(
                            "PATCH",
                            "/dialplans/{name}",
                            "/dialplans/paris",
                            "{\"maxCallDuration\":40,\"operatorExtension\":null}",
                            200),
                    get("/policies", "?dialPlan=paris"),
                    post("/policies", "?whatIf=true", newPolicy(), 200),
                    post("/policies", "", newPolicy(), 201),
                    step("GET", "/policies/{policy}", "/policies/hard", "", 200),
                    step(
                            "PATCH",
                            "/policies/{policy}",
                            "/policies/default%20Default%20Policy?whatIf=true",
                            "{\"minPinLength\":8}",
                            200),
                    step(
                            "PATCH",
                            "/policies/{policy}",
                            "/policies/paris%5Chard",
                            "{\"pinLifetime\":null,\"lockoutDuration\":60,\"resetPinText\":null}",
                            200),
                    step("DELETE", "/policies/{policy}", "/policies/hard", "", 204),
                    step("DELETE", "/dialplans/{name}", "/dialplans/paris", "", 204),
                    get("/events", "?mailbox=tony%40contoso.com&since=2026-01-01T00:00:00Z"),
                    get("/events", "?name=PinReset,Locked&by=account&limit=1"),
                    post(
                            "/accounts",
                            "",
                            "{\"name\":\"helen\",\"role\":\"helpdesk\",\"password\":\"twelve or more of them\",\"mailbox\":\"51234\"}",
                            201),
                    get("/accounts", ""),
                    step("GET", "/accounts/{name}", "/accounts/helen", "", 200),
                    step(
                            "PATCH",
                            "/accounts/{name}",
                            "/accounts/helen",
                            "{\"role\":\"auditor\",\"mailbox\":null,\"address\":\"helen@contoso.com\"}",
                            200),
                    step(
                            "PUT",
                            "/accounts/{name}/password",
                            "/accounts/helen/password",
                            "{\"password\":\"another long password\"}",
                            204),
                    step("DELETE", "/accounts/{name}/delay", "/accounts/helen/delay", "", 204),
                    step("DELETE", "/accounts/{name}", "/accounts/helen", "", 204),
                    post(
                            "/tokens",
                            "",
                            "{\"name\":\"backup\",\"role\":\"auditor\",\"days\":3}",
                            201),
                    get("/tokens", ""),
                    step("DELETE", "/tokens/{id}", "/tokens/TOKEN", "", 204));

    private Tour() {}

    private static String newMailbox() {
        return """
               {"identity":"nina@contoso.com","extensions":["51299"],"displayName":"Nina","aliases":["nina"],
                "language":"fr-FR","pin":"860293","pinExpired":false,"notifyEmail":"desk@contoso.com"}
               """;
    }

    private static String newPolicy() {
        return "{\"name\":\"hard\",\"umDialPlan\":\"paris\",\"template\":\"strict\",\"minPinAge\":1}";
    }

    private static Step get(String path, String query) {
        return new Step("GET", path, path + query, "", 200);
    }

    private static Step post(String path, String query, String body, int status) {
        return new Step("POST", path, path + query, body, status);
    }

    private static Step step(String method, String template, String path, String body, int status) {
        return new Step(method, template, path, body, status);
    }

    private static String id(List<Taken> taken, String operation) {
        return taken.stream()
                .filter(t -> t.step().operation().equals(operation))
                .map(t -> t.answer().json().path("id").asText())
                .findFirst()
                .orElse("");
    }

    /// Calls every step.
    static List<Taken> take(Served served, String token) {
        var taken = new ArrayList<Taken>();
        UnaryOperator<String> made =
                path ->
                        path.replace("TOKEN", id(taken, "POST /tokens"))
                                .replace("JOB", id(taken, "POST /jobs"));
        for (var step : STEPS) {
            var answer = served.send(token, step.method(), made.apply(step.path()), step.body());
            taken.add(new Taken(step, answer));
        }
        return taken;
    }
}
