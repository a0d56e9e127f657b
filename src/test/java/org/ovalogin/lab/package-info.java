/// A real Asterisk for the tests, loaded with the shipped `asterisk-config/`, and callers who dial
/// its voice-mail number, by Local channel or by SIP, and key what a test tells them. Knows nothing
/// of the server under test but the port it listens on.
@org.jspecify.annotations.NullMarked
package org.ovalogin.lab;
