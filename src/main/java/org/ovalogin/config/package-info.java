/// Reads file and environment into the settings records that other packages declare. Only `Main`
/// calls it.
@org.jspecify.annotations.NullMarked
package org.ovalogin.config;
