/// The terminal phone: plays Asterisk's side of FastAGI, so that a call can be tried and scripted
/// without Asterisk. Imports `dialog` for the catalogue of prompts, nothing else of ours.
@org.jspecify.annotations.NullMarked
package org.ovalogin.phone;
