/// Network addresses as settings and proxies write them. Imports the JDK alone; every adapter may
/// import it.
@org.jspecify.annotations.NullMarked
package org.ovalogin.net;
