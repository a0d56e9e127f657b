/// Measures the server beside others of its kind: plays Asterisk for many callers at a time, starts
/// each server as a process of its own, and prints what is to be reached beside what was seen. No
/// part of the product, and no test: nothing here fails because a machine is slow.
@org.jspecify.annotations.NullMarked
package org.ovalogin.bench;
