/// The line to Asterisk: FastAGI over Netty, with Asterisk-Java's commands. Only this package knows
/// either library. Imports `call.dialog`.
@org.jspecify.annotations.NullMarked
package org.ovalogin.call.fastagi;
