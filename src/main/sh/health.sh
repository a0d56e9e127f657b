# Sourced by ./ova for `ova health`, before it looks for Java: asked every few seconds, a JVM would cost more than the server at rest.
# Does as org.ovalogin.Health does. Returns where the arguments are others, such as --help: Java reads those.

health() { # ARGUMENT...
    local data=${OVA_DATA:-data} key value mark= place= answer=
    while (($#)); do
        case $1 in
            --data=*) data=${1#*=} ;;
            --data)
                (($# > 1)) || return 0
                data=$2
                shift
                ;;
            *) return 0 ;;
        esac
        shift
    done
    while IFS='=' read -r key value; do
        case $key in
            mark) mark=$value ;;
            health) place=$value ;;
        esac
    done 2>/dev/null <"$data/running" || true
    if [[ ! $place =~ ^127\.0\.0\.1:[0-9]{1,5}$ || ! $mark =~ ^[0-9a-f-]+$ ]]; then
        echo "ova: no server runs on the data folder, or it starts or stops" >&2
        exit 1
    fi
    if ! { exec 7<>"/dev/tcp/127.0.0.1/${place##*:}"; } 2>/dev/null || ! read -r -t 5 answer <&7; then
        echo "ova: the server does not answer" >&2
        exit 1
    fi
    case $answer in
        "$mark ready")
            echo ready
            exit 0
            ;;
        "$mark "*) echo "ova: ${answer#"$mark "}" >&2 ;;
        *) echo "ova: another program answers at $place" >&2 ;;
    esac
    exit 1
}
