# Shared by ./demo, ./check and ./bench: where things are, and how progress is told.
# Sourced, so it sets no options of its own.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$root/build
began=$SECONDS

# say WORDS: one line of progress with the seconds since the beginning.
say() { printf '%4d s  %s\n' $((SECONDS - began)) "$*" >&2; }

# die WORDS: a failure in one sentence.
die() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

# quietly LOG COMMAND…: runs COMMAND with its output in LOG, shows the log's end only if it fails.
quietly() {
    local log=$1
    shift
    mkdir -p "$(dirname "$log")"
    if ! "$@" >"$log" 2>&1; then
        tail -n 40 "$log" >&2
        die "'$*' failed; its whole output is in $log"
    fi
}

# configure_and_build PRESET [TARGET…]: with progress every few seconds, since a first build takes minutes.
configure_and_build() {
    local preset=$1
    shift
    local dir=$root/build-$preset
    [ "$preset" = dev ] && dir=$build
    mkdir -p "$dir"
    # A cache inside the tree: a clean clone starts without one, and nothing is left outside.
    export CCACHE_DIR=${CCACHE_DIR:-$root/build/ccache} CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1
    say "configuring ($preset)"
    quietly "$dir/configure.log" cmake --preset "$preset" -S "$root"
    say "building ($preset)"
    local targets=()
    [ $# -gt 0 ] && targets=(--target "$@")
    NINJA_STATUS='[%f/%t] ' cmake --build "$dir" "${targets[@]}" >"$dir/build.log" 2>&1 &
    local pid=$! ticks=0
    while kill -0 "$pid" 2>/dev/null; do
        sleep 1
        ticks=$((ticks + 1))
        [ $((ticks % 15)) -eq 0 ] && say "  $(grep -o '^\[[0-9]*/[0-9]*\]' "$dir/build.log" | tail -n 1) compiled"
    done
    if ! wait "$pid"; then
        grep -E -A 12 'error|FAILED|undefined' "$dir/build.log" | head -n 80 >&2
        die "the build ($preset) failed; its whole output is in $dir/build.log"
    fi
}

# on_real_root: true for uid 0.
on_real_root() { [ "$(id -u)" -eq 0 ]; }
