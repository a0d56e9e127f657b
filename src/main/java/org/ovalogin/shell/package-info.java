/// The management shell and the commands of `./ova` for administrators: a language, cmdlets as
/// data, and a client of the REST API. Imports `mailbox` for the commands that work on a local data
/// folder; the store is handed in.
@org.jspecify.annotations.NullMarked
package org.ovalogin.shell;
