package org.ovalogin.storage.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ovalogin.storage.backup.TableDigest.Sum;
import org.ovalogin.storage.database.SetUpException;

/// The description of a backup's content.
public record Manifest(Instant created, String release, Keys keys, Content database) {
    /// The keys that seal its secrets.
    ///
    /// @param enclosed whether it contains them
    public record Keys(List<String> ids, boolean enclosed) {}

    /// The database.
    ///
    /// @param schema the version of its tables
    /// @param bytes its size
    /// @param sha256 its digest
    /// @param tables the rows of each table and their digest
    public record Content(String schema, long bytes, String sha256, Map<String, Sum> tables) {}

    /// Raise it whenever older releases could no longer read the format.
    private static final int FORMAT = 1;

    private static final JsonMapper JSON = new JsonMapper();

    public long rows(String table) {
        var sum = database.tables().get(table);
        return sum == null ? 0 : sum.rows();
    }

    byte[] json() {
        var json = JSON.createObjectNode();
        json.put("format", FORMAT)
                .put("created", created.toString())
                .put("release", release)
                .put("schema", database.schema());
        keys.ids().forEach(json.putArray("keys")::add);
        json.put("withKey", keys.enclosed());
        json.putObject("database").put("bytes", database.bytes()).put("sha256", database.sha256());
        var rows = json.putObject("tables");
        database.tables()
                .forEach(
                        (table, sum) ->
                                rows.putObject(table)
                                        .put("rows", sum.rows())
                                        .put("digest", sum.digest()));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers are JSON", e);
        }
    }

    /// @throws SetUpException if this release can't read it
    static Manifest of(byte[] text) {
        try {
            var json = JSON.readTree(new String(text, UTF_8));
            if (json.path("format").asInt() != FORMAT) {
                throw new SetUpException(
                        "the backup has format %s; this release reads %d"
                                .formatted(json.path("format").asText("none"), FORMAT),
                        "use the release that wrote it, or a later one");
            }
            return of(json);
        } catch (JsonProcessingException | DateTimeException _) {
            throw damaged();
        }
    }

    private static Manifest of(JsonNode json) {
        var keys = new ArrayList<String>();
        json.path("keys").forEach(key -> keys.add(key.asText()));
        var tables = new LinkedHashMap<String, Sum>();
        json.path("tables")
                .properties()
                .forEach(
                        e ->
                                tables.put(
                                        e.getKey(),
                                        new Sum(
                                                e.getValue().path("rows").asLong(),
                                                e.getValue().path("digest").asText())));
        return new Manifest(
                Instant.parse(json.path("created").asText()),
                json.path("release").asText(),
                new Keys(List.copyOf(keys), json.path("withKey").asBoolean()),
                new Content(
                        json.path("schema").asText(),
                        json.path("database").path("bytes").asLong(),
                        json.path("database").path("sha256").asText(),
                        Map.copyOf(tables)));
    }

    static SetUpException damaged() {
        return new SetUpException(
                "this is not a backup of ova-login, or it was changed or cut off",
                "use another copy");
    }
}
