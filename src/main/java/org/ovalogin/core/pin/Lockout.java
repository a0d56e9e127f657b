package org.ovalogin.core.pin;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// How often a mailbox's PIN was tried and whether it may be tried again: the count that stands
/// between a guesser and the mailbox.
///
/// A *streak* is the time from one success, unlock or reset by a person to the next. Every
/// comparison with the mailbox's hash is paid for by one [#charge] first, and a streak has at most
/// `MaxLogonAttempts` of them (and one more for each `LockoutDuration` that passes), whatever
/// happens between the charge and its verdict.
///
/// @param failures charges since the streak began that no success has cleared
/// @param streak number of the streak; a verdict counts only for the streak that its charge was
///   made in
/// @param charges comparisons paid for in this streak, those after a lifted lock included
/// @param resetInStreak the automatic reset has happened; a streak has at most one
/// @param resetOwed time of the charge that made the automatic reset due; empty while none is due
public record Lockout(
        int failures,
        long streak,
        int charges,
        boolean resetInStreak,
        Optional<Instant> resetOwed,
        Optional<Lock> lock) {

    public enum Reason {
        FAILURES,
        ADMINISTRATOR,
        /// The owner has blocked calls from elsewhere, having heard of attempts that were not
        /// theirs.
        OWNER
    }

    /// @param told the owner has been told, or need not be
    public record Lock(Reason reason, Instant since, boolean told) {}

    /// The answer to a request for one comparison.
    ///
    /// @param granted the comparison may be made
    /// @param lifted a lock had run out and was lifted for it
    /// @param after the state to store, even if nothing was granted
    public record Charge(boolean granted, boolean lifted, Lockout after) {}

    /// Comparisons in one streak after which only a person lifts a lock. A patient guesser gets one
    /// for each `LockoutDuration`.
    public static final int CHARGES_BEFORE_ONLY_ADMINISTRATORS_UNLOCK = 100;

    public static final Lockout NONE =
            new Lockout(0, 1, 0, false, Optional.empty(), Optional.empty());

    /// True while a lock stands. A count that a tightened policy no longer allows becomes a lock at
    /// the next [#charge].
    public boolean locked(PinPolicy policy, Instant now) {
        return lock.isPresent() && lockEnds(policy).filter(end -> !now.isBefore(end)).isEmpty();
    }

    /// The time at which the lock ends by itself; empty without a lock, or if only a person lifts
    /// it.
    public Optional<Instant> lockEnds(PinPolicy policy) {
        return liftable().flatMap(l -> policy.lockoutDuration().map(l.since::plus));
    }

    /// The lock, if it is for failures, and not so many that only an administrator lifts it.
    private Optional<Lock> liftable() {
        return lock.filter(l -> l.reason == Reason.FAILURES)
                .filter(_ -> charges < CHARGES_BEFORE_ONLY_ADMINISTRATORS_UNLOCK);
    }

    /// The end of a lock as people are told it, without seconds: never too early.
    public static Instant inWholeMinutes(Instant end) {
        var minute = end.truncatedTo(ChronoUnit.MINUTES);
        return minute.equals(end) ? end : minute.plus(1, ChronoUnit.MINUTES);
    }

    /// Pays for one comparison, or refuses it. Callers store the result durably before they
    /// compare.
    public Charge charge(PinPolicy policy, Instant now) {
        if (locked(policy, now)) return new Charge(false, false, this);
        var max = policy.maxLogonAttempts();
        var lifted = lock.isPresent();
        var before = lifted ? max - 1 : failures;
        var lockForFailures = Optional.of(new Lock(Reason.FAILURES, now, false));
        // The policy was tightened meanwhile.
        if (before >= max) return new Charge(false, false, withLock(lockForFailures));
        var k = before + 1;
        Optional<Lock> newLock = k >= max ? lockForFailures : Optional.empty();
        var owed = resetDue(policy, k) ? Optional.of(now) : resetOwed;
        return new Charge(
                true, lifted, new Lockout(k, streak, charges + 1, resetInStreak, owed, newLock));
    }

    /// The right PIN was entered. Callers have checked that streak and PIN are still those of the
    /// charge, and that no administrator has locked the mailbox.
    public Lockout success() {
        return nextStreak();
    }

    /// An administrator's unlock, or a reset that unlocks.
    public Lockout unlock() {
        return nextStreak();
    }

    /// An administrator's lock; only an administrator lifts it. The count keeps its value.
    public Lockout lockByAdministrator(Instant now) {
        return withLock(Optional.of(new Lock(Reason.ADMINISTRATOR, now, true)));
    }

    /// The owner's block; an administrator or self-service lifts it. An administrator's lock stays.
    Lockout blockByOwner(Instant now) {
        return lockedByAdministrator()
                ? this
                : withLock(Optional.of(new Lock(Reason.OWNER, now, true)));
    }

    /// True while a lock for failures stands that a person at the own phone may lift.
    boolean liftableByOwner(PinPolicy policy, Instant now) {
        return locked(policy, now) && liftable().isPresent();
    }

    /// The automatic reset was made; the failures stay.
    public Lockout resetMade() {
        return new Lockout(failures, streak, charges, true, Optional.empty(), lock);
    }

    /// Cancels an automatic reset that is due.
    public Lockout resetWaived() {
        return new Lockout(failures, streak, charges, resetInStreak, Optional.empty(), lock);
    }

    /// The owner has been told of the lock.
    public Lockout lockTold() {
        return withLock(lock.map(l -> new Lock(l.reason, l.since, true)));
    }

    public boolean lockedByAdministrator() {
        return lock.filter(l -> l.reason == Reason.ADMINISTRATOR).isPresent();
    }

    public boolean blockedByOwner() {
        return lock.filter(l -> l.reason == Reason.OWNER).isPresent();
    }

    /// A lock for failures of which the owner has not been told.
    public boolean lockUntold() {
        return lock.filter(l -> !l.told).isPresent();
    }

    private boolean resetDue(PinPolicy policy, int k) {
        var threshold = policy.logonFailuresBeforePinReset();
        return !resetInStreak && threshold.isPresent() && k >= threshold.getAsInt();
    }

    private Lockout withLock(Optional<Lock> newLock) {
        return new Lockout(failures, streak, charges, resetInStreak, resetOwed, newLock);
    }

    private Lockout nextStreak() {
        return new Lockout(0, streak + 1, 0, false, Optional.empty(), Optional.empty());
    }
}
