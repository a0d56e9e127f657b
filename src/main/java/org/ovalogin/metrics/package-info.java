/// How the server is doing, for programs that watch it: counts and times in Prometheus' format, and
/// whether calls can be taken. Micrometer is its library; it looks at what the others show of
/// themselves, and none of them knows it.
@org.jspecify.annotations.NullMarked
package org.ovalogin.metrics;
