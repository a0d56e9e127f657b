# Sourced by ./ova of a package where root runs it. The program runs as the package's user, in a clean environment; no Java runs as root.
# Files named on the command line are opened here, by the caller, and handed over as pipes: Linux checks a file's own permissions again
# when somebody opens /dev/fd/N, a pipe's too, and a pipe can be given to the user.
#
# The user must not make root open anything. So a file is opened here only if nobody but root can have chosen where its path leads:
# each folder on the way, and each link in it, is root's. All others are left to the user's own rights.

# Sets found to the path without links, if only root can change where it leads. Fails otherwise. Missing last names are allowed.
lead_by_root() { # PATH
    local rest=$1 name mode owner links=0
    [[ $rest == /* ]] || rest=$(pwd -P)/$rest
    found=
    while :; do
        while [[ $rest == /* ]]; do rest=${rest#/}; done
        read -r owner mode < <(stat -c '%u %f' "${found:-/}") && [[ -n $owner ]] || return 1
        [[ $owner == 0 ]] || return 1
        mode=$((16#$mode))
        # Others may write here, and may not in a folder whose entries are their owners' alone.
        ((!(mode & 8#22))) || { ((mode & 8#1000)) && sticky "$found/${rest%%/*}" || return 1; }
        name=${rest%%/*} rest=${rest#"${rest%%/*}"}
        case $name in
            '') return 1 ;;
            .) ;;
            ..) found=${found%/*} ;;
            *)
                if [[ -L $found/$name ]]; then
                    ((++links < 40)) || return 1
                    name=$(readlink "$found/$name")
                    [[ $name != /* ]] || found=
                    rest=$name$rest
                    continue
                fi
                found=$found/$name
                ;;
        esac
        [[ -n ${rest//\//} ]] || return 0
        [[ -d ${found:-/} ]] || return 1
    done
}

sticky() { # PATH: it is root's, and nobody else can take its place
    [[ ! -e $1 && ! -L $1 ]] || [[ $(stat -c %u "$1") == 0 ]]
}

# Replaces a file's name in arguments[] by a pipe from or to it, if root may open it. The user's own files stay as they are named.
hand() { # KIND INDEX PREFIX PATH
    local kind=$1 at=$2 prefix=$3 path=$4 found file pipe
    [[ $path != - ]] || return 0
    lead_by_root "$path" || return 0
    if [[ $kind == read ]]; then
        [[ -f $found ]] || return 0
        { exec {file}<"$found"; } 2>/dev/null || return 0
        exec {pipe}< <(exec cat <&"$file")
        exec {file}<&-
    else
        # Never over another file, and through no link.
        { set -C; exec {file}>"$found"; set +C; } 2>/dev/null || { set +C; return 0; }
        made+=("$found")
        exec {pipe}> >(exec cat >&"$file")
        writers+=($!)
        pipes+=("$pipe")
        exec {file}>&-
    fi
    chown "$user" "/proc/self/fd/$pipe"
    arguments[at]=$prefix/dev/fd/$pipe
}

# The kind of a command's argument.
kind() { # COMMAND WHAT
    while read -r command sort what; do
        if [[ $command == "$1" && $what == "$2" ]]; then
            echo "$sort"
            return
        fi
    done <"$scripts/arguments"
}

hand_files() {
    local command=${arguments[0]:-} i=1 operand=0 sort argument
    if [[ -n ${arguments[1]:-} ]] && grep -qE "^${command//[^a-z-]/}_${arguments[1]//[^a-z.-]/} " "$scripts/arguments"; then
        command=${command}_${arguments[1]}
        i=2
    fi
    for (( ; i < ${#arguments[@]}; i++)); do
        argument=${arguments[i]}
        case $argument in
            --) ;;
            --*=*)
                sort=$(kind "$command" "${argument%%=*}")
                case $sort in read | new) hand "$sort" "$i" "${argument%%=*}=" "${argument#*=}" ;; esac
                ;;
            -?*)
                sort=$(kind "$command" "$argument")
                [[ -n $sort ]] || continue # a flag
                i=$((i + 1))
                case $sort in read | new) [[ -z ${arguments[i]:-} ]] || hand "$sort" "$i" '' "${arguments[i]}" ;; esac
                ;;
            *)
                operand=$((operand + 1))
                sort=$(kind "$command" "$operand")
                case $sort in read | new) hand "$sort" "$i" '' "$argument" ;; esac
                ;;
        esac
    done
}

as_user() { # USER ARGUMENT...
    local user=$1 groups environment=() name status=0 home_of i
    local arguments=("${@:2}") made=() writers=() pipes=()
    groups=$(id -G "$user" | tr ' ' ,)
    # These read Asterisk's configuration and ask its console.
    case ${arguments[0]:-} in
        doctor | dialplan | import) ! getent group asterisk >/dev/null || groups=$groups,$(getent group asterisk | cut -d: -f3) ;;
    esac
    home_of=$(getent passwd "$user" | cut -d: -f6)
    for name in $(compgen -e); do
        case $name in TERM | LANG | LC_* | COLUMNS | NO_COLOR | TZ | OVA_*) environment+=("$name=${!name}") ;; esac
    done
    umask 077
    hand_files
    local run=(setpriv --reuid="$user" --regid="$(id -g "$user")" --groups="$groups" --inh-caps=-all
        env -i PATH=/usr/local/bin:/usr/bin:/bin HOME="$home_of" USER="$user" LOGNAME="$user" "${environment[@]}"
        "$home/ova" "${arguments[@]}")
    ((${#made[@]})) || exec "${run[@]}"
    "${run[@]}" || status=$?
    for i in "${pipes[@]}"; do exec {i}>&-; done
    wait "${writers[@]}" || status=1
    # A part is no file.
    ((status == 0)) || rm -f -- "${made[@]}"
    exit "$status"
}
