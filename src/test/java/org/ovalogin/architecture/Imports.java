package org.ovalogin.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which package imports which, without the leading `org.ovalogin.`. The top package and the
/// generated templates are left out.
///
/// @param packages each package with what it imports of the others
public record Imports(Map<String, Set<String>> packages) {
    private static final String TOP = "org.ovalogin";

    private static final String TEMPLATES = "web.template";

    public static Imports of(JavaClasses classes) {
        var packages = new TreeMap<String, Set<String>>();
        for (var from : classes) {
            if (!ours(from)) continue;
            var imported = packages.computeIfAbsent(name(from), _ -> new TreeSet<>());
            for (var dependency : from.getDirectDependenciesFromSelf()) {
                var to = dependency.getTargetClass().getBaseComponentType();
                if (ours(to) && !name(to).equals(name(from))) imported.add(name(to));
            }
        }
        return new Imports(packages);
    }

    private static boolean ours(JavaClass type) {
        return type.getPackageName().startsWith(TOP + ".") && !name(type).equals(TEMPLATES);
    }

    private static String name(JavaClass type) {
        return type.getPackageName().substring(TOP.length() + 1);
    }

    /// The same for the wings: the first word of each package.
    public Map<String, Set<String>> wings() {
        var wings = new TreeMap<String, Set<String>>();
        packages.forEach(
                (from, imported) -> {
                    for (var to : imported)
                        if (!wing(from).equals(wing(to)))
                            wings.computeIfAbsent(wing(from), _ -> new TreeSet<>()).add(wing(to));
                });
        return wings;
    }

    private static String wing(String name) {
        return name.split("\\.", 2)[0];
    }
}
