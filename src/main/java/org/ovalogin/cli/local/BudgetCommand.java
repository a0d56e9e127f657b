package org.ovalogin.cli.local;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `./ova budget …`: the budgets of failures of the installation, also while servers run on it.
@Command(
        name = "budget",
        description = "Fills the budgets of failed sign-ins again, also while serve runs.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class BudgetCommand implements LocalCommand.Group {
    private final Installation.Opening opening;

    public BudgetCommand(Installation.Opening opening) {
        this.opening = opening;
    }

    @Override
    public Installation.Opening opening() {
        return opening;
    }

    @Command(
            name = "reset",
            description = {
                "Fills all budgets, so that nobody is refused or delayed for others' failures any more.",
                "Whoever guesses can go on as well; see who it was first: ./ova run 'Search-UMEvent -Name BudgetAlarm'"
            },
            mixinStandardHelpOptions = true)
    static final class Reset extends LocalCommand {
        @Override
        void run(Installation installation) {
            installation.administration().budgets().reset(actor());
            out().println("all budgets are full; servers notice within a minute");
        }
    }

    /// The subcommands, for the command line to register.
    public static List<Callable<Integer>> commands() {
        return List.of(new Reset());
    }
}
