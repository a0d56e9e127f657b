package org.ovalogin.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {
    private static Form read(MediaType type, String body) {
        return Form.read(
                AggregatedHttpRequest.of(HttpMethod.POST, "/", type, body),
                Set.of("name", "force"),
                Set.of("extension"));
    }

    private static Problem problem(MediaType type, String body) {
        return catchThrowableOfType(ProblemException.class, () -> read(type, body)).problem();
    }

    @Test
    void hasWhatTheBrowserSent() {
        var form =
                read(
                        MediaType.FORM_DATA.withParameter("charset", "UTF-8"),
                        "name=L%C3%A9a+%26+Tony&extension=51234&extension=51235&force=on");
        assertThat(form.text("name")).isEqualTo("Léa & Tony");
        assertThat(form.texts("extension")).containsExactly("51234", "51235");
        assertThat(form.isTicked("force")).isTrue();
    }

    @Test
    void whatDidNotComeIsEmpty() {
        var form = read(MediaType.FORM_DATA, "");
        assertThat(form.field("name")).isEmpty();
        assertThat(form.text("name")).isEmpty();
        assertThat(form.texts("extension")).isEmpty();
        assertThat(form.isTicked("force")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name=135790&name=135790",
                "pin=135790",
                "name=135790%",
                "name=135790%zz",
                "name=135790%ff",
                "name=135790%00",
                "&name=135790"
            })
    void malformedOrUnknownIsRefusedWithoutSayingWhatItWas(String body) {
        var problem = problem(MediaType.FORM_DATA, body);
        assertThat(problem.status()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(problem.json()).doesNotContain("135790");
    }

    @Test
    void tooManyFieldsAreRefused() {
        assertThat(problem(MediaType.FORM_DATA, "extension=1&".repeat(201) + "name=x").detail())
                .isEqualTo("The form has too many fields.");
    }

    @Test
    void anotherTypeIsRefused() {
        assertThat(problem(MediaType.JSON, "{}").status())
                .isEqualTo(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void tellsNothingAsText() {
        assertThat(read(MediaType.FORM_DATA, "name=135790").toString()).doesNotContain("135790");
    }
}
