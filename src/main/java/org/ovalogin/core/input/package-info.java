/// Typed input: addresses, names, languages, time zones, and the faults of input. The lowest
/// package of the core. Imports the JDK alone.
@org.jspecify.annotations.NullMarked
package org.ovalogin.core.input;
