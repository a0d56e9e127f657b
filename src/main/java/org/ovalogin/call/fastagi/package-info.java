/// The line to Asterisk: FastAGI over Netty, with Asterisk-Java's commands. The only package that
/// knows either. Imports `call.dialog`.
@org.jspecify.annotations.NullMarked
package org.ovalogin.call.fastagi;
