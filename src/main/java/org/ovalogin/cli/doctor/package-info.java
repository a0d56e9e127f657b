/// Diagnosis of an installation and of its Asterisk. Imports the JDK alone.
@org.jspecify.annotations.NullMarked
package org.ovalogin.cli.doctor;
