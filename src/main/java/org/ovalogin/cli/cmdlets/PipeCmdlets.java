package org.ovalogin.cli.cmdlets;

import java.util.List;
import org.ovalogin.cli.script.Cmdlet;

/// Cmdlets that select, sort and count the objects of a pipeline and their properties.
public final class PipeCmdlets {
    private PipeCmdlets() {}

    public static List<Cmdlet> all() {
        return List.of(
                WhereObject.cmdlet(),
                SelectObject.cmdlet(),
                SortObject.cmdlet(),
                GroupObject.cmdlet(),
                MeasureObject.cmdlet(),
                WriteCmdlets.output(),
                WriteCmdlets.host());
    }
}
