/// A real Asterisk for the tests, with the shipped `asterisk-config/`, and callers that dial its
/// voice-mail number, by Local channel or by SIP, and press a test's keys. Knows only the port of
/// the server under test.
@org.jspecify.annotations.NullMarked
package org.ovalogin.lab;
