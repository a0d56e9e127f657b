# Sourced by ./ova and ./test. Sets JAVA_HOME to a JDK of at least the wanted release, or says what to install.

jdk_release() { # FOLDER: sets release to the feature release; empty without a JDK
    local key version
    release=
    [[ -x $1/bin/java && -r $1/release ]] || return 0
    while IFS='="' read -r key _ version _; do
        [[ $key != JAVA_VERSION ]] || release=${version%%[!0-9]*}
    done <"$1/release"
}

find_jdk() { # RELEASE
    local wanted=$1 folder release on_path
    on_path=$(command -v javac || command -v java || true)
    [[ -z $on_path ]] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
    for folder in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/java/openjdk; do
        [[ -n $folder ]] || continue
        jdk_release "$folder"
        if [[ -n $release && $release -ge $wanted ]]; then
            export JAVA_HOME=$folder
            return
        fi
    done
    cat >&2 <<MESSAGE
$(basename "$0"): no JDK $wanted found in JAVA_HOME (${JAVA_HOME:-not set}), on the PATH or under /usr/lib/jvm.
hint: install one, e.g. "apt-get install openjdk-$wanted-jdk-headless" on Debian 13 and later or Eclipse Temurin $wanted elsewhere, or set JAVA_HOME.
MESSAGE
    exit 2
}
