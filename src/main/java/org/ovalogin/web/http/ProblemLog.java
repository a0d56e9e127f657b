package org.ovalogin.web.http;

import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs problems under ids, which their readers can report. A client that causes many gets no
/// further ids for a while, so that nobody can fill the log. Thread-safe.
public final class ProblemLog {
    private static final Logger log = LoggerFactory.getLogger(ProblemLog.class);

    /// Others explain themselves.
    private static final Set<Integer> LOGGED = Set.of(403, 404, 405, 409, 410, 413, 429);

    private static final int AT_ONCE = 100;
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /// No vowels, which make words, and no digits, which could be taken for those of a PIN.
    private static final String LETTERS = "bcdfghjkmnpqrstvwxz";

    private static final int LENGTH = 10;

    private final ClientAddress clients;
    private final Throttle throttle = new Throttle(AT_ONCE, INTERVAL);
    private final SecureRandom random = new SecureRandom();

    public ProblemLog(ClientAddress clients) {
        this.clients = clients;
    }

    /// Logs the error of a page that explains itself.
    ///
    /// @return its id; empty if it is no error, not logged, or one of too many
    public Optional<String> note(ServiceRequestContext context, HttpStatus status) {
        return isLogged(status)
                ? log(context, Problem.of(status, ""), null).id()
                : Optional.empty();
    }

    /// @param cause logged with its trace, always
    /// @return the problem with its id, if it was logged
    Problem log(ServiceRequestContext context, Problem problem, @Nullable Throwable cause) {
        if (cause == null && (!isLogged(problem.status()) || !throttle.admits(clients.of(context))))
            return problem;
        var id = id();
        // The pattern only: a path may contain a name, and a query anything. Codes only: a sentence
        // quotes what was typed.
        var place = context.method() + " " + context.config().route().patternString();
        var codes =
                problem.errors().stream()
                        .map(Problem.FieldError::code)
                        .distinct()
                        .map(code -> ": " + code)
                        .collect(Collectors.joining());
        if (cause != null)
            log.error("problem {}: {} at {}{}", id, problem.statusCode(), place, codes, cause);
        else log.info("problem {}: {} at {}{}", id, problem.statusCode(), place, codes);
        return problem.withId(id);
    }

    private static boolean isLogged(HttpStatus status) {
        return LOGGED.contains(status.code()) || status.isServerError();
    }

    private String id() {
        return random.ints(LENGTH, 0, LETTERS.length())
                .mapToObj(i -> LETTERS.substring(i, i + 1))
                .collect(Collectors.joining());
    }
}
