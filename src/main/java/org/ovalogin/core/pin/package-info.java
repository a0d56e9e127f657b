/// The rules about PINs as values and pure functions: what a PIN is, which ones are refused, how
/// failures are counted, how a PIN is hashed. Time comes in as an `Instant`. Imports `core.input`,
/// and the crypto library in `PinHasher` only.
@org.jspecify.annotations.NullMarked
package org.ovalogin.core.pin;
