package org.ovalogin.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.NotDone;

class RefusalStatusTest {
    @ParameterizedTest
    @CsvSource({
        "VALUE,             MinPINLength, 422, 400, 422",
        "NO_SUCH_MAILBOX,   Identity,     404, 404, 422",
        "NO_SUCH_DIAL_PLAN, Name,         404, 404, 422",
        "NO_SUCH_DIAL_PLAN, UMDialPlan,   422, 404, 422",
        "AMBIGUOUS_MAILBOX, Identity,     409, 404, 422",
        "NAME_TAKEN,        Name,         409, 400, 422",
        "STALE,             '',           412, 409, 409",
        "NOT_YOUR_ROLE,     '',           403, 403, 403",
    })
    void faultHasOneStatusForEachPlace(
            Fault fault, String field, int operation, int page, int form) {
        var status = RefusalStatus.of(new NotDone(field, fault, "", ""));
        assertThat(status.operation().code()).isEqualTo(operation);
        assertThat(status.page().code()).isEqualTo(page);
        assertThat(status.form().code()).isEqualTo(form);
    }
}
