/// The whole program: the launcher as separate processes, on real TCP and real files.
@org.jspecify.annotations.NullMarked
package org.ovalogin.process;
