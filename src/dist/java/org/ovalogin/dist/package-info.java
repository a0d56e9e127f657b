/// Builds the packages: jars without natives of other systems, authorities, archives. Run by
/// `src/dist/tree` at build time; nothing of it is in the packages. Uses the JDK and Commons
/// Compress alone.
@NullMarked
package org.ovalogin.dist;

import org.jspecify.annotations.NullMarked;
