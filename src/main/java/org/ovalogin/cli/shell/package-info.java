/// The shell and one-shot runs: pipelines of cmdlets, help, completion, history. Imports the
/// packages of `cli` below it.
@org.jspecify.annotations.NullMarked
package org.ovalogin.cli.shell;
