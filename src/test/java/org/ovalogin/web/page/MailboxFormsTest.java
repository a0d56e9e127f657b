package org.ovalogin.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.input.TimeZone;

/// Addresses and time zones in the forms of mailboxes.
class MailboxFormsTest extends OnMailboxForms {
    @Test
    void anInternationalDomainIsShownAsTyped() {
        var enabled = enable("51271", Map.of("address", "Lea@Bücher.example"));
        assertThat(enabled.status()).as(enabled.body()).isEqualTo(303);
        var path = enabled.header("location");
        assertThat(administrator.get(path).text("main")).contains("Lea@Bücher.example");
        var input = administrator.get(path + "/edit").page().select("#address");
        assertThat(input.val()).isEqualTo("Lea@Bücher.example");
        // browsers convert the domain in an input of type email to ASCII
        assertThat(input.attr("type")).isNotEqualTo("email");
        assertThat(administrator.get("/mailboxes?search=b%C3%BCch").text("main"))
                .contains("Lea@Bücher.example");
    }

    @ParameterizedTest
    @CsvSource({
        "address, lea@straße.example, lea@xn--strae-oqa.example",
        "address, léa@contoso.com, before the @",
        "notify, ops@ｃｏｎｔｏｓｏ.com, ops@contoso.com",
        "timeZone, +02:00, Europe/Paris",
        "timeZone, Europe/Lisbn, such as Europe/Lisbon"
    })
    void whatIsNotTakenIsToldAtItsFieldAndKept(String field, String typed, String told) {
        var fields = new HashMap<>(Map.of("address", "new@contoso.com"));
        fields.put(field, typed);
        var answer = enable("51272", fields);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("#" + field + "-errors")).contains(told);
        assertThat(answer.page().select("#" + field).val()).isEqualTo(typed);
    }

    @Test
    void aTimeZoneIsKeptShownAndTakenAway() {
        var path =
                enable("51273", Map.of("address", "zoe@contoso.com", "timeZone", "asia/tokyo"))
                        .header("location");
        var guid = server.site.administration.mailboxes().find("51273").guid();
        var mailboxes = server.site.administration.mailboxes();
        assertThat(mailboxes.find(guid).timeZone()).contains(new TimeZone("Asia/Tokyo"));
        assertThat(administrator.get(path).text("dl")).contains("Asia/Tokyo");
        var edit = administrator.get(path + "/edit").page();
        assertThat(edit.select("#timeZone").val()).isEqualTo("Asia/Tokyo");
        var fields = new HashMap<String, String>();
        for (var input : edit.select("main form.card [id][name]"))
            fields.put(input.attr("name"), input.val());
        fields.put("policy", mailboxes.find(guid).policy().guid().toString());
        fields.put("timeZone", "");
        assertThat(administrator.submit(path + "/edit", fields).status()).isEqualTo(303);
        assertThat(mailboxes.find(guid).timeZone()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/mailboxes", "/events", "/tokens", "/account"})
    void everyPageNamesTheZoneOfItsTimes(String path) {
        assertThat(administrator.get(path).text("footer")).contains("Time zone: Europe/Paris");
    }
}
