/// Diagnosis of an installation and of the Asterisk beside it. Asks Asterisk's console, changes
/// nothing, and repeats no PIN or password.
@org.jspecify.annotations.NullMarked
package org.ovalogin.cli.doctor;
