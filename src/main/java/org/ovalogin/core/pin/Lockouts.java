package org.ovalogin.core.pin;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.ovalogin.core.pin.Lockout.Lock;

/// The two counts of a mailbox: of attempts from its own, trusted phone, and of all others.
///
/// With `SeparateTrustedLockout` an attempt is counted on its own path alone, and nothing that
/// happens on the other matters to it. Without, every attempt is counted on both, a lock on either
/// refuses it, and a success clears both: until it is first turned on, the two are equal and act as
/// one count.
///
/// So the parameter only says which counts the next charge goes to. Turning it on or off changes
/// neither of them: no lock is lost, and on neither path are more than `MaxLogonAttempts`
/// comparisons counted in a streak, however often it is turned.
///
/// @param allowed when the owner last let the outside path start a new streak
public record Lockouts(Lockout outside, Lockout trusted, Optional<Instant> allowed) {
    /// Time after which the owner may do so again. It bounds the guesses from elsewhere to one
    /// streak a day, however careless the owner is.
    public static final Duration BETWEEN_ALLOWING = Duration.ofHours(24);

    public enum Path {
        OUTSIDE,
        TRUSTED;

        /// The paths on which an attempt on this one counts.
        public Set<Path> counted(PinPolicy policy) {
            return policy.separateTrustedLockout() ? EnumSet.of(this) : EnumSet.allOf(Path.class);
        }
    }

    public static final Lockouts NONE = of(Lockout.NONE);

    public Lockouts(Lockout outside, Lockout trusted) {
        this(outside, trusted, Optional.empty());
    }

    /// The answer to a request for one comparison.
    ///
    /// @param path of the attempt
    /// @param counted paths on which the attempt was counted
    /// @param granted the comparison may be made
    /// @param lifted a lock had run out and was lifted for it
    /// @param after the state to store, even if nothing was granted
    public record Charge(
            Path path, Set<Path> counted, boolean granted, boolean lifted, Lockouts after) {

        public Charge {
            counted = Set.copyOf(counted);
        }

        /// The same charge, without an automatic reset.
        public Charge resetWaived() {
            return new Charge(path, counted, granted, lifted, after.resetWaived());
        }
    }

    /// Both paths with the same count.
    public static Lockouts of(Lockout both) {
        return new Lockouts(both, both);
    }

    public Lockout on(Path path) {
        return path == Path.OUTSIDE ? outside : trusted;
    }

    /// True while a lock stands that refuses attempts on this path.
    public boolean locked(Path path, PinPolicy policy, Instant now) {
        return path.counted(policy).stream().anyMatch(p -> on(p).locked(policy, now));
    }

    /// True while a lock stands on either path.
    public boolean locked(PinPolicy policy, Instant now) {
        return outside.locked(policy, now) || trusted.locked(policy, now);
    }

    /// The lock that stands: an administrator's, otherwise the older one.
    public Optional<Lock> lock(PinPolicy policy, Instant now) {
        return both().filter(l -> l.locked(policy, now))
                .flatMap(l -> l.lock().stream())
                .min(
                        Comparator.comparing((Lock l) -> l.reason() != Lockout.Reason.ADMINISTRATOR)
                                .thenComparing(Lock::since));
    }

    /// The time at which attempts on this path are no longer refused for a lock; empty if none
    /// stands, or if a person has to lift one.
    public Optional<Instant> lockedUntil(Path path, PinPolicy policy, Instant now) {
        return lockedUntil(path.counted(policy), policy, now);
    }

    /// The time at which no lock stands on either path; empty if none stands, or if a person has to
    /// lift one.
    public Optional<Instant> lockedUntil(PinPolicy policy, Instant now) {
        return lockedUntil(EnumSet.allOf(Path.class), policy, now);
    }

    private Optional<Instant> lockedUntil(Set<Path> paths, PinPolicy policy, Instant now) {
        var standing = paths.stream().map(this::on).filter(l -> l.locked(policy, now)).toList();
        var ends = standing.stream().flatMap(l -> l.lockEnds(policy).stream()).toList();
        return ends.size() < standing.size()
                ? Optional.empty()
                : ends.stream().max(Comparator.naturalOrder());
    }

    /// True where a lock is stored on either path, whether it stands or has run out.
    public boolean hasLock() {
        return both().anyMatch(l -> l.lock().isPresent());
    }

    /// The greater of the two counts.
    public int failures() {
        return Math.max(outside.failures(), trusted.failures());
    }

    /// Pays for one comparison on every path on which it counts, or refuses it. Callers store the
    /// result durably before they compare.
    public Charge charge(Path path, PinPolicy policy, Instant now) {
        var counted = path.counted(policy);
        var charges = new EnumMap<Path, Lockout.Charge>(Path.class);
        for (var p : counted) charges.put(p, on(p).charge(policy, now));
        var granted = charges.values().stream().allMatch(Lockout.Charge::granted);
        var lifted = granted && charges.values().stream().anyMatch(Lockout.Charge::lifted);
        var after = this;
        for (var charged : charges.entrySet()) {
            var charge = charged.getValue();
            // A grant on one path is dropped if the other path refuses.
            if (granted || !charge.granted()) after = after.with(charged.getKey(), charge.after());
        }
        // Outsiders' entries must not take the owner's PIN away.
        if (policy.separateTrustedLockout() && path == Path.OUTSIDE)
            after = after.with(path, after.outside.resetWaived());
        return new Charge(path, counted, granted, lifted, after);
    }

    /// The right PIN was entered for this charge. Clears the paths on which the charge was counted;
    /// never the other path while they are separate. Empty if a new streak has begun on its path
    /// meanwhile, or the owner has blocked it. Callers have checked that the PIN is still that of
    /// the charge, and that no administrator has locked the mailbox.
    public Optional<Lockouts> success(Charge charge, PinPolicy policy) {
        if (!sameStreak(charge, charge.path)) return Optional.empty();
        if (charge.path.counted(policy).stream().anyMatch(p -> on(p).blockedByOwner()))
            return Optional.empty();
        var cleared =
                charge.path.counted(policy).stream()
                        .filter(charge.counted::contains)
                        .filter(p -> sameStreak(charge, p))
                        .toList();
        if (cleared.size() > 1) return Optional.of(nextStreak());
        return Optional.of(with(charge.path, on(charge.path).success()));
    }

    /// An administrator's unlock, or a reset that unlocks: a new streak on both paths.
    public Lockouts unlock() {
        return nextStreak();
    }

    /// An administrator's lock, on both paths.
    public Lockouts lockByAdministrator(Instant now) {
        return each(l -> l.lockByAdministrator(now));
    }

    /// Whether [#allowOutside] would do anything.
    public boolean outsideAllowable(PinPolicy policy, Instant now) {
        return policy.separateTrustedLockout()
                && !lockedByAdministrator()
                && !trusted.locked(policy, now)
                && outside.liftableByOwner(policy, now)
                && allowed.filter(a -> now.isBefore(a.plus(BETWEEN_ALLOWING))).isEmpty();
    }

    /// The owner, signed in at the own phone, allows calls from elsewhere again: a new streak for
    /// the outside path alone. Empty where failures have not blocked it, where only an
    /// administrator may lift the lock, or where the owner has done so in the last 24 hours.
    public Optional<Lockouts> allowOutside(PinPolicy policy, Instant now) {
        return outsideAllowable(policy, now)
                ? Optional.of(new Lockouts(outside.unlock(), trusted, Optional.of(now)))
                : Optional.empty();
    }

    /// The owner, at the own phone, blocks calls from elsewhere. The same as before unless the
    /// paths are separate.
    public Lockouts blockOutside(PinPolicy policy, Instant now) {
        return policy.separateTrustedLockout()
                ? with(Path.OUTSIDE, outside.blockByOwner(now))
                : this;
    }

    /// Whether a person has set a lock: an administrator, or the owner for calls from elsewhere.
    public boolean lockedOnPurpose() {
        return both().anyMatch(l -> l.lockedByAdministrator() || l.blockedByOwner());
    }

    public boolean lockedByAdministrator() {
        return both().anyMatch(Lockout::lockedByAdministrator);
    }

    /// The automatic reset was made; it counts for both paths.
    public Lockouts resetMade() {
        return each(Lockout::resetMade);
    }

    /// Cancels an automatic reset that is due.
    public Lockouts resetWaived() {
        return each(Lockout::resetWaived);
    }

    /// The owner has been told of these paths' locks.
    public Lockouts lockTold(Set<Path> paths) {
        var after = this;
        for (var p : paths) after = after.with(p, on(p).lockTold());
        return after;
    }

    /// Paths with a lock for failures of which the owner has not been told.
    public Set<Path> locksUntold() {
        return paths(p -> on(p).lockUntold());
    }

    /// Untold locks that this charge set and whose streak goes on.
    public Set<Path> locksUntold(Charge charge) {
        return paths(
                p ->
                        charge.counted.contains(p)
                                && charge.after.on(p).lock().isPresent()
                                && sameStreak(charge, p)
                                && on(p).lockUntold());
    }

    /// The path for which the automatic reset is due. While the two are separate, outside failures
    /// never make it due.
    public Optional<Path> resetOwed(PinPolicy policy) {
        return Path.TRUSTED.counted(policy).stream()
                .filter(p -> on(p).resetOwed().isPresent())
                .findFirst();
    }

    /// True if the reset was due at this charge and still is, in the same streak. It does not wait
    /// for a charge under way that may prove right.
    public boolean resetOwed(Charge charge, PinPolicy policy) {
        return resetOwed(policy)
                .filter(charge.counted::contains)
                .filter(p -> sameStreak(charge, p))
                .filter(p -> charge.after.on(p).resetOwed().isPresent())
                .isPresent();
    }

    private boolean sameStreak(Charge charge, Path path) {
        return on(path).streak() == charge.after.on(path).streak();
    }

    /// A new streak for both paths, with a number that neither has had.
    private Lockouts nextStreak() {
        var next = outside.streak() > trusted.streak() ? outside.unlock() : trusted.unlock();
        return new Lockouts(next, next, allowed);
    }

    private Lockouts each(UnaryOperator<Lockout> change) {
        return new Lockouts(change.apply(outside), change.apply(trusted), allowed);
    }

    private Lockouts with(Path path, Lockout changed) {
        return path == Path.OUTSIDE
                ? new Lockouts(changed, trusted, allowed)
                : new Lockouts(outside, changed, allowed);
    }

    private Stream<Lockout> both() {
        return Stream.of(outside, trusted);
    }

    private static Set<Path> paths(Predicate<Path> wanted) {
        var paths = EnumSet.noneOf(Path.class);
        for (var p : Path.values()) if (wanted.test(p)) paths.add(p);
        return paths;
    }
}
