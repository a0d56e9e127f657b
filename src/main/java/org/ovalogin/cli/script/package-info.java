/// Cmdlets and their parameters: binding, stages of a pipeline, what a session remembers. Imports
/// the packages of `cli` below it.
@org.jspecify.annotations.NullMarked
package org.ovalogin.cli.script;
