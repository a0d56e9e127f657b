/// What `./ova doctor` looks at on this host: files, processes, addresses, Asterisk beside us. Says
/// what was found and what to do, and changes nothing. Imports the catalogue of prompts only.
@org.jspecify.annotations.NullMarked
package org.ovalogin.doctor;
