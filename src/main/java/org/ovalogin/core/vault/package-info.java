/// Sealing under a key: texts, streams, and the keys themselves. Imports `core.pin`.
@org.jspecify.annotations.NullMarked
package org.ovalogin.core.vault;
