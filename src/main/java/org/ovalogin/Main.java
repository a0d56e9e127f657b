package org.ovalogin;

/// Builds every object with `new`, starts and stops them. The only class that sees all packages.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println(args.length);
    }
}
