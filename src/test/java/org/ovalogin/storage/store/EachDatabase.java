package org.ovalogin.storage.store;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.database.FreshDatabase;

/// A contract that each kind of database keeps.
@ParameterizedClass
@EnumSource
abstract class EachDatabase extends StoreContract {
    @Parameter Kind kind;
    @TempDir Path folder;

    enum Kind {
        SQLITE {
            @Override
            Database open(Path folder) {
                return FreshDatabase.open(folder.resolve("ova.db"));
            }

            @Override
            void clear() {
                // each test has a folder of its own
            }
        },
        POSTGRESQL {
            @Override
            Database open(Path folder) {
                return ClockedPostgres.open();
            }

            @Override
            void clear() {
                ClockedPostgres.clear();
            }
        };

        abstract Database open(Path folder);

        abstract void clear();
    }

    @Override
    public Database open() {
        return kind.open(folder);
    }

    @BeforeEach
    @Override
    public void begin() {
        kind.clear();
        super.begin();
    }
}
