package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Any text in a request's address has one meaning or none.
class CallParametersFuzz {
    @FuzzTest
    @DictionaryEntries({
        "dialplan=",
        "&trusted=yes",
        "&session=",
        "&mailbox=51234",
        "&operator=no",
        "&recording=stop",
        "&language=fr_CA",
        "%3D",
        "%26",
        "trusted%3Dyes"
    })
    void queries(byte[] bytes) {
        var query = new String(bytes, StandardCharsets.UTF_8);
        var found = CallParameters.of(call(query));
        if (found.isEmpty()) return;
        var meant = found.get();
        assertThat(CallParameters.of(call(written(meant)))).contains(meant);
        if (meant.trusted())
            assertThat(query.split("&", -1)).filteredOn(p -> p.startsWith("trusted=")).hasSize(1);
        if (!CallParameters.language(call(query)).isEmpty())
            assertThat(query.split("&", -1)).filteredOn(p -> p.startsWith("language=")).hasSize(1);
    }

    private static Call call(String query) {
        return new Call(
                new Call.Request("login", query),
                "51234",
                new Call.Channel("PJSIP/51234-00000001", "1.1", "en"),
                "127.0.0.1");
    }

    private static String written(CallParameters meant) {
        return "dialplan=%s&trusted=%s&session=%s&mailbox=%s&operator=%s&recording=%s"
                .formatted(
                        encoded(meant.dialPlan()),
                        meant.trusted() ? "yes" : "no",
                        encoded(meant.session()),
                        meant.mailbox(),
                        meant.operator() ? "yes" : "no",
                        meant.recorded() ? "stop" : "");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
