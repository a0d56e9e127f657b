/// Network addresses as settings and proxies write them. Knows nothing but the JDK; every adapter
/// may know it.
@org.jspecify.annotations.NullMarked
package org.ovalogin.net;
