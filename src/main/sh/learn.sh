#!/usr/bin/env bash
# Prints the file with what Java has learnt of a server's start: classes as they are in memory, code worth compiling. It halves
# the time of a start. Learns first where the file is missing, or was made from another jar or by another JDK. Prints nothing
# where it can't be had; a start goes on without. Needs JAVA_HOME. Run by the build and by ./ova.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
jar=$home/target/ova.jar
cache=$home/target/ova.aot # an empty one says that learning has failed here

learnt() {
    [[ -r $cache && ! $cache -nt $jar && ! $cache -ot $jar && $(<"$cache.jdk") == "$(<"$JAVA_HOME/release")" ]]
} 2>/dev/null

# Runs a server on a folder of its own until it is ready.
learn() (
    umask 022
    folder=$(mktemp -d "$home/target/ova-aot.XXXXXX") || exit
    trap 'rm -rf "$folder"' EXIT
    cp "$JAVA_HOME/release" "$folder/jdk" 2>/dev/null || exit # a full disk is no reason to learn at every start
    touch -r "$jar" "$folder/time" "$folder/cache"            # the jar may be built anew meanwhile
    mkfifo "$folder/out"
    # The environment may name a database: nothing of it is handed on.
    env -i LC_ALL=C.UTF-8 timeout --foreground 300 "$JAVA_HOME/bin/java" "@$home/src/main/sh/java.options" -Dova.home="$home" \
        -XX:AOTCacheOutput="$folder/cache" \
        -jar "$jar" serve --data "$folder/data" --fastagi 127.0.0.1:0 --http 127.0.0.1:0 >"$folder/out" 2>&1 &
    while read -r line; do [[ $line != ready ]] || kill $!; done <"$folder/out"
    wait
    touch -r "$folder/time" "$folder/cache"
    mv -f "$folder/jdk" "$cache.jdk"
    mv -f "$folder/cache" "$cache"
)

if ! learnt && [[ -w $home/target ]]; then
    exec 9<"$jar"
    ! command -v flock >/dev/null || flock 9 # another terminal may be learning
    if ! learnt; then
        [[ ! -t 2 ]] || echo "ova: learning to start faster, this takes some seconds ..." >&2
        learn >&2 || true
    fi
fi
if learnt && [[ -s $cache ]]; then echo "$cache"; fi
