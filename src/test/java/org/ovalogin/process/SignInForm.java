package org.ovalogin.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.ovalogin.web.http.PlainClient;

/// The administrators' sign-in form, as a browser sends it.
record SignInForm(OvaServer server) {
    /// The answer's status: 303 signed in, 401 refused, 429 delayed.
    int send(String name, String password) {
        var fields =
                "to=%2F&name={0}&password={1}"
                        .replace("{0}", URLEncoder.encode(name, UTF_8))
                        .replace("{1}", URLEncoder.encode(password, UTF_8));
        var request =
                HttpRequest.newBuilder(server.administration().resolve("/signin"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Sec-Fetch-Site", "same-origin")
                        .POST(HttpRequest.BodyPublishers.ofString(fields))
                        .build();
        return status(request);
    }

    static int status(HttpRequest request) {
        try (var client = PlainClient.make()) {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new AssertionError(request.uri().getPath(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
