package org.ovalogin.core.signin;

import java.util.List;
import java.util.Map;

/// Token buckets, shared by all servers that share the store. A bucket is full until a token is
/// taken from it, and fills again as time goes by. Thread-safe.
public interface TokenBuckets {
    /// @param key the kind of bucket in a word, a blank, and the bucket's own mark
    /// @param allowance size and refill, always the same for a key
    /// @param refuses true where no bucket gives a token while this one is empty
    record Bucket(String key, Allowance allowance, boolean refuses) {}

    /// Answer to [#take].
    ///
    /// @param left tokens left in each bucket; an empty bucket has no entry. After a refusal, the
    ///   tokens that there would be
    /// @param refused true where a bucket that refuses was empty, so that nothing was taken
    /// @param from what to give back; a bucket may be kept in parts, and then this is the part
    record Taken(Map<Bucket, Long> left, boolean refused, List<Bucket> from) {
        public Taken {
            left = Map.copyOf(left);
            from = List.copyOf(from);
        }

        public static Taken of(List<Bucket> asked, Map<Bucket, Long> left) {
            var refused = asked.stream().anyMatch(b -> b.refuses() && !left.containsKey(b));
            return new Taken(left, refused, refused ? List.of() : List.copyOf(left.keySet()));
        }
    }

    /// Takes a token from each bucket that has one, or from none where a bucket that refuses is
    /// empty.
    ///
    /// @param buckets each once
    /// @throws StoreException when they can't be had; nothing was taken unless the commit failed
    Taken take(List<Bucket> buckets);

    /// The tokens left in each bucket. Takes none.
    ///
    /// @throws StoreException when they can't be had
    Map<Bucket, Long> left(List<Bucket> buckets);

    /// Gives back a token to each bucket.
    ///
    /// @throws StoreException when they can't be had
    void giveBack(List<Bucket> buckets);

    /// Forgets the buckets that are full again.
    ///
    /// @throws StoreException when they can't be had
    void tidy();
}
