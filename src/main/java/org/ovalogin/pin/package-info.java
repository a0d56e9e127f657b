/// The rules about PINs as values and pure functions: what a PIN is, which are refused, how
/// failures are counted, how a PIN is kept. Time comes in as an `Instant`. Imports the JDK, and the
/// crypto library in `PinHasher` only.
@org.jspecify.annotations.NullMarked
package org.ovalogin.pin;
