#!/usr/bin/env bash
# Prints the file with what Java has learnt of a server's start and of a call: classes as they are in memory, code worth compiling.
# It halves the time of a start. Learns first where the file is missing, or was made from another jar or by another JDK. Prints
# nothing where it can't be had; a start goes on without. Needs JAVA_HOME. Run by the build and by ./ova.
set -euo pipefail
scripts=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
if [[ -f $scripts/ova.jar ]]; then # a package
    home=$scripts
    jar=$home/ova.jar
    folder=${home%/usr/lib/ova-login}/var/cache/ova-login
    JAVA_HOME=$home/runtime
else
    home=$(cd "$scripts/../../.." && pwd)
    jar=$home/target/ova.jar
    folder=$home/target
fi
cache=$folder/ova.aot # an empty one says that learning has failed here

learnt() {
    [[ -r $cache && ! $cache -nt $jar && ! $cache -ot $jar && $(<"$cache.jdk") == "$(<"$JAVA_HOME/release")" ]]
} 2>/dev/null

# The environment may name a database: nothing of it is handed on.
java=(env -i LC_ALL=C.UTF-8 timeout --foreground 300 "$JAVA_HOME/bin/java" "@$scripts/java.options" -Dova.home="$home")

# A request to the server, whose answer is read to its end.
get() { # PORT PATH TOKEN
    exec 8<>"/dev/tcp/127.0.0.1/$1"
    printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n' "$2" "$1" "$3" >&8
    timeout 20 cat <&8
    exec 8<&-
}

# Signs in with a wrong and with the right PIN, looks at a page and at the REST interface. Whatever fails is not learnt.
use() { # FASTAGI-PORT HTTP-PORT PIN TOKEN
    printf '51234#000000#,,%s#,1' "$3" | "${java[@]}" -XX:TieredStopAtLevel=1 -jar "$jar" phone --to "127.0.0.1:$1" --keys - || true
    { get "$2" /signin "$4"; get "$2" /api/v1/mailboxes "$4"; } || true
}

# Runs a server with mailboxes for a demonstration on a folder of its own. With the first compiler alone: otherwise every start
# would be busy with the second one, for code that a server at work needs. The second compiler begins where code gets hot.
learn() (
    umask 022
    try=$(mktemp -d "$folder/ova-aot.XXXXXX") || exit
    trap 'rm -rf "$try"' EXIT
    cp "$JAVA_HOME/release" "$try/jdk" 2>/dev/null || exit # a full disk is no reason to learn at every start
    touch -r "$jar" "$try/time" "$try/cache"               # the jar may be built anew meanwhile
    mkfifo "$try/out"
    "${java[@]}" -XX:AOTCacheOutput="$try/cache" -XX:TieredStopAtLevel=1 \
        -jar "$jar" serve --demo --data "$try/data" --fastagi 127.0.0.1:0 --http 127.0.0.1:0 >"$try/out" 2>/dev/null &
    while read -r line; do
        case $line in
            *"for Asterisk on "*) fastagi=${line##*:} ;;
            "administration on "*) http=${line##*:} http=${http%/} ;;
            "demo mailbox 51234 PIN "*) pin=${line##* } ;;
            "demo token "*) token=${line##* } ;;
            ready)
                use "$fastagi" "$http" "$pin" "$token" >/dev/null 2>&1
                kill $!
                ;;
        esac
    done <"$try/out"
    wait
    touch -r "$try/time" "$try/cache"
    mv -f "$try/jdk" "$cache.jdk"
    mv -f "$try/cache" "$cache"
)

if ! learnt && [[ -w $folder ]]; then
    exec 9<"$jar"
    ! command -v flock >/dev/null || flock 9 # another terminal may be learning
    if ! learnt; then
        [[ ! -t 2 ]] || echo "ova: learning to start faster, this takes some seconds ..." >&2
        learn >&2 || true
    fi
fi
if learnt && [[ -s $cache ]]; then echo "$cache"; fi
