package org.ovalogin.core.bulk;

/// The wish of a bulk job's author.
///
/// @param target GUID of the policy or code of the language; empty for other work, and for no
///   language of its own
/// @param reason in the author's words, for the record of events; may be empty
/// @param liftsHeld whether locks by administrators and owners are lifted too
public record JobOrder(BulkWork work, String target, String reason, boolean liftsHeld) {
    /// In characters, as in a display name. An event's origin has room for it.
    public static final int LONGEST_REASON = 128;

    public static JobOrder of(BulkWork work, String target) {
        return new JobOrder(work, target, "", false);
    }

    /// The order as it is confirmed.
    public JobOrder confirmed(String why, boolean lifts) {
        return new JobOrder(work, target, why, lifts && work.unlocks());
    }
}
