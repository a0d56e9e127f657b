/// The language of the shell: lexer, parser, binder, values, stages of a pipeline. Imports the
/// packages of `cli` below it.
@org.jspecify.annotations.NullMarked
package org.ovalogin.cli.script;
