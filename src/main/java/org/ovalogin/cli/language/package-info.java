/// The shell's language: lines and their parts, values, conditions, and the objects of a pipeline.
@org.jspecify.annotations.NullMarked
package org.ovalogin.cli.language;
