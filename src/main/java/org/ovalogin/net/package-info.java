/// Network addresses as settings and proxies write them, and password files. Imports the JDK alone;
/// every adapter may import it.
@org.jspecify.annotations.NullMarked
package org.ovalogin.net;
