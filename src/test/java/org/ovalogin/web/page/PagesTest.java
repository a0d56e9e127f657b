package org.ovalogin.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovalogin.core.administration.ServerState;
import org.ovalogin.core.administration.Site;
import org.ovalogin.web.frame.Assets;
import org.ovalogin.web.frame.Clock;
import org.ovalogin.web.frame.Frame;
import org.ovalogin.web.frame.PageLanguage;
import org.ovalogin.web.frame.PageTexts;
import org.ovalogin.web.frame.ProblemWords;
import org.ovalogin.web.frame.Templates;
import org.ovalogin.web.http.HttpServer;
import org.ovalogin.web.http.PlainClient;
import org.ovalogin.web.http.TryHttp;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {
    @TempDir static Path folder;
    private Site site;
    private HttpServer server;
    private final HttpClient client = PlainClient.make();
    private String place = "";

    @BeforeAll
    void start() {
        var settings = new TryHttp().build();
        site = Site.at(folder);
        var pages =
                new Pages(
                        site.administration,
                        settings,
                        ZoneOffset.UTC,
                        site.overviews(ServerState.NONE),
                        site.moving());
        server = new HttpServer(settings, List.of(pages), pages.errorPage());
        place = server.address(server.start());
    }

    @AfterAll
    void stop() {
        client.close();
        server.close();
        site.close();
    }

    private HttpResponse<String> page(String path, String... headers)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(place + path)).header("Accept", "text/html");
        if (headers.length > 0) request.headers(headers);
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void referToFilesThatAreThere() throws Exception {
        var page = Jsoup.parse(page("nowhere").body(), place);
        var files = page.select("link[href], script[src]");
        assertThat(files).hasSize(3);
        for (var file : files) {
            var path = file.hasAttr("src") ? file.attr("src") : file.attr("href");
            assertThat(page(path.substring(1)).statusCode()).as(path).isEqualTo(200);
        }
    }

    @Test
    void haveNoStyleOrScriptOfTheirOwn() throws Exception {
        var page = Jsoup.parse(page("nowhere").body());
        assertThat(page.select("style, [style], script:not([src])")).isEmpty();
        assertThat(page.getAllElements())
                .flatExtracting(element -> element.attributes().asList())
                .noneMatch(attribute -> attribute.getKey().startsWith("on"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "fr-CH, en;q=0.5 | - | fr",
                "en-GB, fr;q=0.5 | - | en",
                "pt, fr;q=0.5 | - | fr",
                "pt | - | en",
                "de-AT, en;q=0.5 | - | de",
                "es-MX | - | es",
                "it-CH, de;q=0.9 | - | it",
                "de | lang=it | it",
                "*;;q=nonsense | - | en",
                "en | lang=fr | fr",
                "fr | lang=en | en",
                "fr | lang=xx | fr",
            })
    void areInTheLanguageChosenOrPreferred(String preferred, String cookie, String language)
            throws Exception {
        var headers =
                Optional.ofNullable(cookie)
                        .map(c -> new String[] {"Accept-Language", preferred, "Cookie", c})
                        .orElse(new String[] {"Accept-Language", preferred});
        assertThat(Jsoup.parse(page("nowhere", headers).body()).select("html").attr("lang"))
                .isEqualTo(language);
    }

    @Test
    void aChoiceOfLanguageIsKept() throws Exception {
        var answer = page("nowhere?a=1&lang=fr");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("location")).contains("/nowhere?a=1");
        assertThat(answer.headers().firstValue("set-cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie).startsWith("lang=fr; "));
        assertThat(page("nowhere?lang=xx").statusCode()).isEqualTo(404);
    }

    @Test
    void aChoiceOfLanguageLeadsToNoOtherHost() throws Exception {
        assertThat(page("/evil.example/?lang=fr").headers().firstValue("location").orElse(""))
                .doesNotStartWith("//");
    }

    @Test
    void whatTheyShowIsEscaped() {
        var name = "<script>alert('1')</script>\" onclick=\"x";
        var frame =
                new Frame(
                        new Clock(PageTexts.in(PageLanguage.ENGLISH), ZoneOffset.UTC),
                        new Frame.Product(Assets.files(), name),
                        new Frame.Heading(name, Optional.empty(), Optional.of(name)),
                        Optional.empty(),
                        List.of(new Frame.Link("/x?\"onclick=\"x", name, true)),
                        Optional.of(new Frame.Told(name, "good")));
        var words = new ProblemWords(frame.texts(), name, name, name);
        var html =
                new Templates()
                        .page("problem.jte", Map.of("frame", frame, "words", words, "id", name));
        var page = Jsoup.parse(html);
        assertThat(page.select("script:not([src]), [onclick]")).isEmpty();
        assertThat(page.select("h1").text()).isEqualTo(name);
        assertThat(page.select("nav a[aria-current=page]").text()).isEqualTo(name);
    }
}
