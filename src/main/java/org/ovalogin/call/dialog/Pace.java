package org.ovalogin.call.dialog;

import java.time.Duration;
import java.util.concurrent.Executor;

/// The timing of verdicts.
///
/// @param floor a refusal is spoken this long after the entry, or a multiple of it, however long
///   the comparison took
/// @param patience a caller who has waited this long hears that the service is not available
/// @param thinking runs a verdict, which is completed even if the caller hangs up meanwhile
public record Pace(Duration floor, Duration patience, Executor thinking) {}
