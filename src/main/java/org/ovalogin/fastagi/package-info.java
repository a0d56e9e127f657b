/// Asterisk's side of a call: FastAGI over Netty, commands and replies through Asterisk-Java. The
/// only package that knows either library. Imports `dialog` for what a call is.
@org.jspecify.annotations.NullMarked
package org.ovalogin.fastagi;
