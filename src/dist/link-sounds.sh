#!/bin/sh
# link-sounds.sh link|unlink: links the prompts into the folder where this host's Asterisk looks for sounds, or takes the links away.
# Touches no folder and no file of the same name. In a folder of Asterisk's user, as on FreePBX, works with that user's rights: nobody
# can lead root elsewhere.
set -eu

prompts=/usr/share/ova-login/sounds
config=${2:-/etc/asterisk/asterisk.conf}

# astdatadir of asterisk.conf, else the folder of Debian's package, else that of Asterisk's own make.
sounds() {
    set -- "$(sed -nE 's/^[[:space:]]*astdatadir[[:space:]]*=>?[[:space:]]*([^;[:space:]]+).*/\1/p' "$config" 2>/dev/null | tail -n 1)" \
        /usr/share/asterisk /var/lib/asterisk
    for folder in "$@"; do
        case $folder in
            /*) if [ -d "$folder/sounds" ]; then echo "$folder/sounds"; return; fi ;;
        esac
    done
    return 1
}

link() { # LANGUAGE: in the folder of sounds
    mkdir -p "$1"
    if [ -L "$1/ova" ]; then
        [ "$(readlink "$1/ova")" != "$prompts/$1/ova" ] || return 0
        echo "ova-login: $PWD/$1/ova is a link to $(readlink "$1/ova") and stays so" >&2
    elif [ -e "$1/ova" ]; then
        echo "ova-login: $PWD/$1/ova has prompts of its own and stays; move it away and run ova dialplan --link-sounds for these" >&2
    else
        ln -s "$prompts/$1/ova" "$1/ova"
    fi
}

unlink() {
    if [ "$(readlink "$1/ova" || true)" = "$prompts/$1/ova" ]; then rm "$1/ova"; fi
}

folder=$(sounds) || { echo "ova-login: this host has no folder of Asterisk's sounds" >&2; exit 1; }
cd -P "$folder"

# Sets owner and group to those of the outermost folder or link of these paths that is not root's: its owner can lead the rest elsewhere.
outermost() { # PATH...
    owner=0 group=0
    for way in "$@"; do
        while [ "$way" != / ] && [ "$way" != . ]; do
            if [ "$(stat -c %u "$way")" != 0 ]; then owner=$(stat -c %u "$way") group=$(stat -c %g "$way"); fi
            way=$(dirname "$way")
        done
        [ "$owner" = 0 ] || return 0
    done
}
outermost "$folder" "$PWD"
if [ "$(id -u)" = 0 ] && [ "$owner" != 0 ] && [ "${3:-}" != again ]; then
    exec setpriv --reuid="$owner" --regid="$group" --clear-groups --no-new-privs "$0" "$1" "$config" again
fi
for language in "$prompts"/*/; do
    language=$(basename "$language")
    case $1 in
        link) link "$language" ;;
        unlink) unlink "$language" ;;
        *) echo "usage: $0 link|unlink [asterisk.conf]" >&2; exit 2 ;;
    esac
done
