package org.ovalogin.core.signin;

/// How full a budget is.
///
/// @param left failures until its callers are refused or delayed
/// @param size failures of a full one
public record BudgetLevel(Source source, long left, int size) {
    /// @param whose the line, server or dial plan; `all` for the total
    public record Source(Budget budget, String whose) {}

    /// Its callers are refused or delayed.
    public boolean spent() {
        return left == 0;
    }
}
