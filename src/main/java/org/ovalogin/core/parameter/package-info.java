/// The definitions of parameters that administrators set. Each is said once, with its name, range
/// and column; the REST interface, the pages, the shell, the database and the documentation follow.
/// Imports `core.input`.
@org.jspecify.annotations.NullMarked
package org.ovalogin.core.parameter;
