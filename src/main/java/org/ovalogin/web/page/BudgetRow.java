package org.ovalogin.web.page;

import org.ovalogin.core.signin.Budget;
import org.ovalogin.core.signin.BudgetLevel;
import org.ovalogin.web.frame.PageTexts;

/// A budget of failed sign-ins as the overview shows it.
///
/// @param name budget and source, in the page's language
/// @param key of the text that says what a spent one does
public record BudgetRow(String name, BudgetLevel level, String key) {
    static BudgetRow of(BudgetLevel level, PageTexts texts) {
        var budget = level.source().budget();
        return new BudgetRow(
                name(texts, budget.title(), level.source().whose()),
                level,
                budget.refuses() ? "budget.refuses" : "budget.delays");
    }

    /// @param title as in events, such as `Trunk`
    static String name(PageTexts texts, String title, String whose) {
        return texts.text("budget." + title, title.equals(Budget.TOTAL.title()) ? "" : whose);
    }
}
