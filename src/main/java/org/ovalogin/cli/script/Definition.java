package org.ovalogin.cli.script;

import java.util.ArrayList;
import java.util.List;
import org.ovalogin.cli.script.Cmdlet.Example;
import org.ovalogin.cli.script.Parameter.Kind;

/// Builds a [Cmdlet].
public final class Definition {
    private final String name;
    private final String synopsis;
    private final List<String> aliases = new ArrayList<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Example> examples = new ArrayList<>();

    public Definition(String name, String synopsis) {
        this.name = name;
        this.synopsis = synopsis;
    }

    public Definition also(String... names) {
        aliases.addAll(List.of(names));
        return this;
    }

    public Definition with(Parameter... more) {
        parameters.addAll(List.of(more));
        return this;
    }

    /// Adds parameters of Exchange that have no effect here.
    public Definition ignoring(Kind kind, String... names) {
        for (var n : names) parameters.add(Parameter.ignored(n, kind));
        return this;
    }

    public Definition example(String line, String says) {
        examples.add(new Example(line, says));
        return this;
    }

    /// Builds a cmdlet that asks the server.
    public Cmdlet asking(Cmdlet.Action action) {
        return in(Cmdlet.Place.ANY, PerObject.of(action));
    }

    /// Builds a cmdlet that changes something on the server.
    public Cmdlet changing(Cmdlet.Action action) {
        with(
                Parameter.of("WhatIf", Kind.SWITCH, "says what would be done, and does nothing"),
                Parameter.of("Confirm", Kind.SWITCH, "asks first; -Confirm:$false does not"));
        return asking(action);
    }

    /// Builds a cmdlet that begins pipelines.
    public Cmdlet beginning(Cmdlet.Opening opening) {
        return in(Cmdlet.Place.FIRST, Tolerant.of(opening));
    }

    /// Builds a cmdlet that works on the objects of a pipeline.
    public Cmdlet taking(Cmdlet.Opening opening) {
        return in(Cmdlet.Place.LATER, Tolerant.of(opening));
    }

    private Cmdlet in(Cmdlet.Place place, Cmdlet.Opening opening) {
        common();
        var manual = new Cmdlet.Manual(synopsis, examples);
        return new Cmdlet(name, aliases, manual, parameters, place, opening);
    }

    private void common() {
        with(
                Parameter.of(
                                ErrorAction.NAME,
                                Kind.ERROR_ACTION,
                                "after an error about one object: go on, stop, or go on and say nothing")
                        .also("EA"));
        ignoring(Kind.TEXT, "DomainController", "WarningAction", "InformationAction");
        ignoring(Kind.SWITCH, "Verbose", "Debug", "IgnoreDefaultScope");
    }
}
