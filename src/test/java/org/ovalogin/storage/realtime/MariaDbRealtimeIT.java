package org.ovalogin.storage.realtime;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Needs MariaDB's server; `src/test/lab/mariadb prepare` installs it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MariaDbRealtimeIT extends RealtimeContract {
    private RealMariaDb server;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, InterruptedException, SQLException {
        server = RealMariaDb.start(folder);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Override
    String url() {
        return server.url("asterisk");
    }

    @Override
    String user() {
        return "ova";
    }

    @Override
    String password() {
        return server.password();
    }

    @Override
    void sql(String statement) throws SQLException {
        server.sql("asterisk", statement);
    }
}
