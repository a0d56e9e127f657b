/// File and environment to the settings records which the other packages declare. Only `Main` calls
/// it.
@org.jspecify.annotations.NullMarked
package org.ovalogin.config;
