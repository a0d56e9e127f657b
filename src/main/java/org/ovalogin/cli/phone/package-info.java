/// A phone in the terminal, with Asterisk's side of FastAGI: a call without a PBX. Imports
/// `call.dialog` for the prompts.
@org.jspecify.annotations.NullMarked
package org.ovalogin.cli.phone;
