package org.ovalogin.bench;

import java.nio.file.Path;
import java.util.Map;

/// Place of an installation.
///
/// @param environment names the database; empty for SQLite in the folder
record Site(Path folder, Map<String, String> environment) {}
