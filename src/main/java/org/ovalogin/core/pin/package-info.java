/// The rules about PINs as values and pure functions: the form of a PIN, refused PINs, policies,
/// counts of failures, hashes. Time comes in as an `Instant`. Imports `core.input`; `PinHasher`
/// alone imports the crypto library.
@org.jspecify.annotations.NullMarked
package org.ovalogin.core.pin;
