package org.ovalogin.call.dialog;

import java.time.Duration;
import java.util.concurrent.Executor;

/// How verdicts are waited for.
///
/// @param floor a refusal is spoken this long after the entry, or a multiple of it, whatever it
///   took
/// @param patience a caller who has been waiting so long hears that the service is not available
/// @param thinking runs a verdict, which is completed even when the caller hangs up meanwhile
public record Pace(Duration floor, Duration patience, Executor thinking) {}
