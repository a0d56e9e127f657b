/// Network addresses as settings and proxies write them, password files, and the sockets of a
/// service manager. Imports no other package of ours; every adapter may import it.
@org.jspecify.annotations.NullMarked
package org.ovalogin.net;
