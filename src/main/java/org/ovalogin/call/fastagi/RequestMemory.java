package org.ovalogin.call.fastagi;

import java.util.concurrent.atomic.AtomicLong;

/// Bounds the memory of all requests together. Many connections could each stop just before the end
/// of a long request; without a bound their lines would fill the heap. Thread-safe.
final class RequestMemory {
    /// Objects around a line: the line, its name, their places in a set and a list.
    private static final int BYTES_A_LINE = 320;

    /// Java keeps a string in two bytes a character if one of them needs two.
    private static final int BYTES_A_CHAR = 2;

    /// The calls that the heap carries leave more than this part of it.
    private static final int PART_OF_HEAP = 4;

    private final AtomicLong free;

    RequestMemory(long bytes) {
        free = new AtomicLong(bytes);
    }

    static RequestMemory ofHeap() {
        return new RequestMemory(Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    }

    /// The part of one connection, for its call's thread. Close it with the call.
    Share share() {
        return new Share();
    }

    /// What one connection holds.
    final class Share implements AutoCloseable {
        private int lines;
        private int chars;

        private Share() {}

        /// Takes memory for a line. False if there is none left.
        boolean add(String line) {
            var bytes = BYTES_A_LINE + BYTES_A_CHAR * line.length();
            if (free.addAndGet(-bytes) < 0) {
                free.addAndGet(bytes);
                return false;
            }
            lines++;
            chars += line.length();
            return true;
        }

        int chars() {
            return chars;
        }

        /// The request is complete: its lines go. The call keeps some of the values.
        void complete() {
            free.addAndGet((long) lines * BYTES_A_LINE);
            lines = 0;
        }

        @Override
        public void close() {
            complete();
            free.addAndGet((long) chars * BYTES_A_CHAR);
            chars = 0;
        }
    }
}
