package org.ovalogin.web.http;

import java.net.http.HttpClient;

/// Clients for connections without TLS.
///
/// Java's own client asks such a server for HTTP/2 in its first request. If the first answer is
/// long, Java 25 sometimes loses its position in it ("exceeds MAX_FRAME_SIZE"), although the server
/// sent it correctly: seen in 3 of 1,000 answers of 64 kB. So these clients speak HTTP/1.1.
public final class PlainClient {
    private PlainClient() {}

    public static HttpClient make() {
        return builder().build();
    }

    public static HttpClient.Builder builder() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    }
}
