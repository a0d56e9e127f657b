package org.ovalogin.call.dialog;

/// One telephone key: `0` to `9`, `*`, `#`. It may be a digit of a PIN, so it does not print.
public record Key(char symbol) {
    public static final Key STAR = new Key('*');
    public static final Key POUND = new Key('#');

    public Key {
        if (!(symbol >= '0' && symbol <= '9') && symbol != '*' && symbol != '#') {
            throw new IllegalArgumentException("not a key of a telephone");
        }
    }

    @Override
    public String toString() {
        return "Key";
    }
}
