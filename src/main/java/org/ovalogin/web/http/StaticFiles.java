package org.ovalogin.web.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServerBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/// Style sheets, scripts and pictures. Each is at `/static/HASH/NAME` with the hash of its content,
/// so browsers never need to ask again. A request's path is only looked up; it never opens a file.
public final class StaticFiles implements Routes {
    private static final int HASH_BYTES = 8;

    private static final Map<String, MediaType> TYPES =
            Map.of(
                    "css", MediaType.CSS_UTF_8,
                    "js", MediaType.JAVASCRIPT_UTF_8,
                    "svg", MediaType.SVG_UTF_8,
                    "png", MediaType.PNG);

    private record Content(String path, String tag, MediaType type, HttpData plain, HttpData gzip) {
        HttpResponse answer(RequestHeaders request) {
            var headers =
                    ResponseHeaders.builder(HttpStatus.OK)
                            .set(
                                    HttpHeaderNames.CACHE_CONTROL,
                                    "public, max-age=31536000, immutable")
                            .set(HttpHeaderNames.ETAG, tag)
                            .set(HttpHeaderNames.VARY, "accept-encoding");
            if (request.get(HttpHeaderNames.IF_NONE_MATCH, "").contains(tag))
                return HttpResponse.of(headers.status(HttpStatus.NOT_MODIFIED).build());
            headers.contentType(type);
            if (!request.get(HttpHeaderNames.ACCEPT_ENCODING, "").contains("gzip"))
                return HttpResponse.of(headers.build(), plain);
            headers.set(HttpHeaderNames.CONTENT_ENCODING, "gzip");
            return HttpResponse.of(headers.build(), gzip);
        }
    }

    private final Map<String, Content> files = new HashMap<>();

    /// @param resources by served name, such as `app.css`
    /// @throws UncheckedIOException if one can't be read
    public StaticFiles(Map<String, URL> resources) {
        resources.forEach((name, resource) -> files.put(name, content(name, resource)));
    }

    /// The path of a file, for links to it.
    ///
    /// @throws IllegalArgumentException if no file has that name
    public String path(String name) {
        var file = files.get(name);
        if (file == null) throw new IllegalArgumentException("no static file '" + name + "'");
        return file.path();
    }

    @Override
    public void addTo(ServerBuilder server) {
        files.values()
                .forEach(
                        file ->
                                server.route()
                                        .get(file.path())
                                        .head(file.path())
                                        .build((_, request) -> file.answer(request.headers())));
    }

    private static Content content(String name, URL resource) {
        var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) throw new IllegalArgumentException("no type is known for '" + name + "'");
        try (var in = resource.openStream()) {
            var plain = in.readAllBytes();
            var digest = MessageDigest.getInstance("SHA-256").digest(plain);
            var hash = HexFormat.of().formatHex(digest, 0, HASH_BYTES);
            return new Content(
                    "/static/" + hash + "/" + name,
                    '"' + hash + '"',
                    type,
                    HttpData.wrap(plain),
                    HttpData.wrap(gzip(plain)));
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the static file '" + name + "'", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }
}
