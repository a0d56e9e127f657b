package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// A data folder, seen from outside.
record InstalledOva(Path folder) {
    private static final Pattern PIN = Pattern.compile("PIN: (\\d{4,24})");

    /// The PIN in the newest letter that has one.
    String mailedPin() {
        return letters().stream()
                .map(letter -> PIN.matcher(read(letter)))
                .filter(m -> m.find())
                .map(m -> m.group(1))
                .reduce((_, newer) -> newer)
                .orElseThrow(() -> new AssertionError("no PIN in " + letters()));
    }

    /// Oldest first.
    List<Path> letters() {
        var mail = folder.resolve("mail");
        if (!Files.exists(mail)) return List.of();
        try (var files = Files.list(mail)) {
            return files.filter(f -> f.toString().endsWith(".eml"))
                    .sorted(Comparator.comparing(Path::getFileName))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Path> files() {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The first column of a query, as texts.
    List<String> query(String sql) {
        try (var connection =
                        DriverManager.getConnection("jdbc:sqlite:file:" + database() + "?mode=ro");
                var rows = connection.createStatement().executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) values.add(rows.getString(1));
            return values;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    int number(String sql) {
        var values = query(sql);
        assertThat(values).hasSize(1);
        return Integer.parseInt(values.getFirst());
    }

    /// Changes the database in ways that no command does.
    void tamper(String sql) {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                var statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout = 10000");
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    Path database() {
        return folder.resolve("ova.db");
    }

    /// Empty when it is gone by now, as a letter is that another one replaces.
    static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
