#!/bin/bash
# Deploys the stack on a Swarm and waits until every standby streams and every pooler answers. Running it again
# changes only what differs. See README.md beside this file.
set -Eeuo pipefail
trap 'echo "setup-replication.sh: line $LINENO failed: $BASH_COMMAND" >&2' ERR

readonly poolers=(pgbouncer-1 pgbouncer-2)
readonly secrets=(postgres repmgr replicator rewinder switchyard pgbouncer app pooladmin)
# What a person or program outside the containers logs in as; the others are the containers' own.
readonly member_users=(switchyard app postgres) pooler_users=(switchyard app pooladmin)
readonly here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)

usage() {
    cat <<'TEXT'
Usage: setup-replication.sh --cluster NAME --passfile PATH --image IMAGE [options]
       setup-replication.sh --cluster NAME --down [--host URL]
  --host URL         engine of a Swarm manager (default: DOCKER_HOST, else the local one)
  --cluster NAME     name of the cluster and of its stack
  --passfile PATH    libpq passfile for what connects from outside; made with new passwords if it is not there
  --image IMAGE      the image, already on every node or in a registry that they reach
  --node NAME=HOST   put a member, pooler or etcd (pg1, pg2, pg3, pgbouncer-1, pgbouncer-2, etcd-1, …) on this node; those that are
                     not named stay where their label is, else they go to the nodes in order of their host names
  --members N        how many PostgreSQL members, 1 to 9 (default: 3), each on a node of its own
  --etcds N          how many etcds, 1, 3 or 5, each on a node of its own (default: 3; 1 on a Swarm of fewer nodes)
  --new-etcd         begin with empty etcds, after the data of most of them was lost; the member with
                     most data leads then
  --asynchronous     commits do not wait for a standby
  --timeout SECONDS  how long to wait for the standbys and poolers (default: 300)
  --down             remove the stack, its secrets, configs and node labels; data volumes and the passfile stay
TEXT
}

say() { printf '%s %s\n' "$(date +%H:%M:%S)" "$*"; }
die() { printf 'setup-replication.sh: %s\n' "$*" >&2; exit 1; }

cluster='' passfile='' image='' down='' timeout=300 synchronous=on member_count=3 etcd_count='' new_etcd=''
declare -A place=()
while (($#)); do
    case $1 in
        --host) export DOCKER_HOST=${2:?--host needs a URL}; shift 2 ;;
        --cluster) cluster=${2:?}; shift 2 ;;
        --passfile) passfile=${2:?}; shift 2 ;;
        --image) image=${2:?}; shift 2 ;;
        --node) place[${2%%=*}]=${2#*=}; shift 2 ;;
        --members) member_count=${2:?}; shift 2 ;;
        --etcds) etcd_count=${2:?}; shift 2 ;;
        --new-etcd) new_etcd=1; shift ;;
        --asynchronous) synchronous=off; shift ;;
        --timeout) timeout=${2:?}; shift 2 ;;
        --down) down=1; shift ;;
        --help) usage; exit 0 ;;
        *) usage >&2; exit 64 ;;
    esac
done
[[ $cluster =~ ^[a-z][a-z0-9_-]{0,30}$ ]] ||
    { echo "setup-replication.sh: --cluster takes a name of lower-case letters, digits, - and _" >&2; exit 64; }
[[ $member_count =~ ^[1-9]$ ]] || { echo "setup-replication.sh: --members takes a number from 1 to 9" >&2; exit 64; }
[[ ! $etcd_count || $etcd_count =~ ^[135]$ ]] || { echo "setup-replication.sh: --etcds takes 1, 3 or 5" >&2; exit 64; }
members=() etcds=()
for ((n = 1; n <= member_count; n++)); do members+=("pg$n"); done
if [[ ! $down && ( ! $passfile || ! $image ) ]]; then usage >&2; exit 64; fi

# What a service is called in labels: member, pooler or etcd.
kind_of() {
    case $1 in
        pgbouncer-*) echo pooler ;;
        etcd-*) echo etcd ;;
        *) echo member ;;
    esac
}

check_manager() {
    local state
    state=$(docker info --format '{{.Swarm.LocalNodeState}} {{.Swarm.ControlAvailable}}' 2>&1) ||
        die "the engine at ${DOCKER_HOST:-the default socket} does not answer: $state"
    [[ $state == 'active true' ]] ||
        die "the engine at ${DOCKER_HOST:-the default socket} is no Swarm manager (state and control: $state); give a manager's with --host."
}

ours() { docker "$1" ls --quiet --filter "label=io.switchyard.cluster=$cluster"; }

# Nodes ----------------------------------------------------------------------------------------------------------

declare -A id_of=() address_of=() label_of=()
read_nodes() {
    local id host address labels state n
    hosts=()
    while IFS='|' read -r id host address state labels; do
        hosts+=("$host")
        id_of[$host]=$id
        address_of[$host]=${address%%:*}
        [[ $state == ready ]] || die "node $host is $state; all nodes must be ready."
        while [[ $labels =~ io\.switchyard\.(member|pooler|etcd)\.([a-z0-9_-]+)=([^;]*)\;(.*) ]]; do
            labels=${BASH_REMATCH[4]}
            [[ ${BASH_REMATCH[3]} == "$cluster" ]] && label_of[${BASH_REMATCH[2]}]=$host
        done
    done < <(docker node ls --quiet | xargs docker node inspect --format \
        '{{.ID}}|{{.Description.Hostname}}|{{with .ManagerStatus}}{{.Addr}}{{else}}{{$.Status.Addr}}{{end}}|{{.Status.State}}|{{range $k, $v := .Spec.Labels}}{{$k}}={{$v}};{{end}}' |
        sort -t'|' -k2)
    [[ $etcd_count ]] || etcd_count=$((${#hosts[@]} >= 3 ? 3 : 1))
    for ((n = 1; n <= etcd_count; n++)); do etcds+=("etcd-$n"); done
}

# The names among the given ones that share a node with an earlier one.
sharing() {
    local name
    local -A seen=()
    for name in "$@"; do
        [[ ! ${seen[${place[$name]}]:-} ]] || printf '%s and %s on %s ' "${seen[${place[$name]}]}" "$name" "${place[$name]}"
        seen[${place[$name]}]=$name
    done
}

# What such a cluster cannot do, said before it is made.
say_limits() {
    if ((member_count == 1)); then
        say "one member: nothing can take over when it fails, and commits wait for no other member"
    elif ((member_count == 2)); then
        say "two members: commits wait for the second one while it is there; while it is gone, nothing can take over"
    fi
    if ((etcd_count == 1)); then
        say "one etcd (on ${place[etcd-1]}): when it or its node fails, nobody may be writable until it is back; with a third node there would be three"
    fi
}

place_all() {
    local name host i=0
    ((${#hosts[@]} >= ${#members[@]})) || die "the Swarm has ${#hosts[@]} nodes; the stack needs ${#members[@]}, one for each member."
    ((${#hosts[@]} >= ${#etcds[@]})) || die "the Swarm has ${#hosts[@]} nodes, fewer than the ${#etcds[@]} etcds that were asked for."
    for name in "${members[@]}" "${poolers[@]}" "${etcds[@]}"; do
        [[ $name == pgbouncer-1 || $name == etcd-1 ]] && i=0
        host=${place[$name]:-${label_of[$name]:-${hosts[i % ${#hosts[@]}]}}}
        [[ ${id_of[$host]:-} ]] || die "there is no node $host in this Swarm (for $name); it has: ${hosts[*]}"
        place[$name]=$host
        i=$((i + 1))
    done
    [[ ! $(sharing "${members[@]}") ]] || die "two members would share a node ($(sharing "${members[@]}")); place each on its own with --node."
    [[ ! $(sharing "${etcds[@]}") ]] ||
        die "two etcds would share a node ($(sharing "${etcds[@]}")), which could then take the majority with it; place each on its own with --node."
    say_limits
    for name in "${members[@]}" "${poolers[@]}" "${etcds[@]}"; do label_node "$name"; done
}

label_node() {
    local name=$1 key
    key=$(kind_of "$name")
    [[ ${label_of[$name]:-} == "${place[$name]}" ]] && return
    if [[ ${label_of[$name]:-} ]]; then
        docker node update --label-rm "io.switchyard.$key.$name" "${id_of[${label_of[$name]}]}" > /dev/null
    fi
    docker node update --label-add "io.switchyard.$key.$name=$cluster" "${id_of[${place[$name]}]}" > /dev/null
    say "labelled ${place[$name]} as the place of $name"
}

# Secrets --------------------------------------------------------------------------------------------------------

# The password of a user in the passfile; nothing if it has none.
known_password() {
    [[ -r $passfile ]] || return 0
    awk -F: -v user="$1" '$4 == user && !/^#/ { print $5; exit }' "$passfile"
}

make_secrets() {
    local name password existing missing=()
    existing=" $(docker secret ls --format '{{.Name}}' | paste -sd' ') "
    for name in "${secrets[@]}"; do
        [[ $existing == *" ${cluster}_$name "* ]] || missing+=("$name")
    done
    local user
    for user in switchyard app postgres pooladmin; do
        if [[ ! " ${missing[*]-} " == *" $user "* && ! $(known_password "$user") ]]; then
            die "the Swarm has the secret ${cluster}_$user, but $passfile does not know its password, and a Swarm never shows a secret again. Give the passfile that was written when it was made, or remove the stack with --down to begin with new passwords."
        fi
    done
    declare -gA password_of=()
    for user in switchyard app postgres pooladmin; do password_of[$user]=$(known_password "$user"); done
    for name in ${missing[@]+"${missing[@]}"}; do
        # 24 random bytes; of base64's characters, / and + are replaced by two that mean nothing in a passfile or URL.
        password=${password_of[$name]:-$(head -c 24 /dev/urandom | base64 | tr '+/' '-_')}
        [[ -v password_of[$name] ]] && password_of[$name]=$password
        # printf is the shell's own: the password stands in no command line and no environment.
        printf '%s' "$password" |
            docker secret create --label "io.switchyard.cluster=$cluster" "${cluster}_$name" - > /dev/null
    done
    ((${#missing[@]} == 0)) || say "made the secrets: ${missing[*]}"
}

write_passfile() {
    local name user text='' owner
    for name in "${members[@]}"; do
        for user in "${member_users[@]}"; do
            text+="${address_of[${place[$name]}]}:5432:*:$user:${password_of[$user]}"$'\n'
        done
    done
    for name in "${poolers[@]}"; do
        for user in "${pooler_users[@]}"; do
            text+="${address_of[${place[$name]}]}:6432:*:$user:${password_of[$user]}"$'\n'
        done
    done
    [[ -e $passfile && $(cat "$passfile")$'\n' == "$text" ]] && return
    owner=${SUDO_UID:-$(id -u)}
    (umask 077 && mkdir -p "$(dirname "$passfile")" && printf '%s' "$text" > "$passfile.new")
    chmod 0600 "$passfile.new"
    [[ $(id -u) == 0 ]] && chown "$owner" "$passfile.new"
    mv "$passfile.new" "$passfile"
    say "wrote $passfile (readable by its owner only)"
}

# The stack ------------------------------------------------------------------------------------------------------

variables() {
    local file name
    export SWITCHYARD_CLUSTER=$cluster SWITCHYARD_IMAGE=$image SWITCHYARD_SYNCHRONOUS=$synchronous
    SWITCHYARD_MEMBERS=$(IFS=,; echo "${members[*]}")
    SWITCHYARD_ETCD=$(IFS=,; echo "${etcds[*]}")
    SWITCHYARD_ETCD_PEERS=$(for name in "${etcds[@]}"; do printf '%s=http://%s:2380,' "$name" "$name"; done)
    SWITCHYARD_ETCD_PEERS=${SWITCHYARD_ETCD_PEERS%,}
    # Which directory of their volume the etcds use: the one of the last deployment, unless a new one is asked for.
    SWITCHYARD_ETCD_DATA=$(docker service inspect --format '{{range .Spec.TaskTemplate.ContainerSpec.Env}}{{println .}}{{end}}' \
        "${cluster}_etcd-1" 2> /dev/null | sed -n 's|^ETCD_DATA_DIR=/var/lib/etcd/||p' || true)
    [[ ! $new_etcd ]] || SWITCHYARD_ETCD_DATA=data-$(date -u +%Y%m%d%H%M%S)
    export SWITCHYARD_ETCD_DATA=${SWITCHYARD_ETCD_DATA:-data}
    export SWITCHYARD_MEMBERS SWITCHYARD_ETCD SWITCHYARD_ETCD_PEERS
    for file in postgresql.conf pg_hba.conf repmgr.conf pgbouncer.ini; do
        name=SWITCHYARD_HASH_$(tr 'a-z.' 'A-Z_' <<< "$file")
        export "$name=$(sha256sum "$here/$file" | cut -c1-12)"
    done
}

# enhanced-stack.yml for this number of members and etcds: a block of a name that is not wanted is left out; names beyond
# the third get a copy of the third one's block.
stack_file() {
    awk -v members="$member_count" -v etcds="$etcd_count" '
        function flush(   n, last, copy) {
            if (kind == "") { printf "%s", block; block = ""; return }
            last = kind == "pg" ? members : etcds
            if (number <= last) printf "%s", block
            for (n = 4; number == 3 && n <= last; n++) {
                copy = block
                gsub(kind == "pg" ? "pg3" : "etcd-3", (kind == "pg" ? "pg" : "etcd-") n, copy)
                printf "%s", copy
            }
            block = ""; kind = ""
        }
        /^  (pg|etcd-)[0-9]+:$/ { flush(); kind = $1 ~ /^pg/ ? "pg" : "etcd"; number = $1; gsub(/[^0-9]/, "", number); number += 0 }
        /^  pgbouncer-|^[a-z#]/ { flush() }
        { block = block $0 "\n" }
        END { flush() }' "$here/enhanced-stack.yml"
}

spec_digest() {
    { docker version --format '{{.Client.Version}}'; stack_file; env | grep '^SWITCHYARD_' | sort; } |
        sha256sum | cut -c1-16
}

# The CLI updates services that have not changed, too, and with that forgets what to roll back to: so it is only asked
# when something changed. The digest of what was deployed stands in a label of the stack's first config.
deploy() {
    local digest marker="${cluster}_deployed"
    digest=$(spec_digest)
    if [[ $(docker config inspect --format '{{index .Spec.Labels "io.switchyard.digest"}}' "$marker" 2> /dev/null) == "$digest" ]] &&
        all_services_exist; then
        say "the stack is as it should be; nothing to deploy"
        return
    fi
    say "deploying the stack $cluster with the image $image"
    # From the directory of the files that it names by relative paths.
    (cd "$here" && stack_file | docker stack deploy --resolve-image never --prune --compose-file - "$cluster" 2>&1) |
        sed -e '/--detach=false/d' -e 's/^/    /' || die "docker stack deploy failed; its words stand above."
    docker config rm "$marker" > /dev/null 2>&1 || true
    echo "what was deployed: see the label" | docker config create --label "io.switchyard.cluster=$cluster" \
        --label "io.switchyard.digest=$digest" "$marker" - > /dev/null
}

all_services_exist() {
    local name
    for name in "${members[@]}" "${poolers[@]}" "${etcds[@]}"; do
        docker service inspect "${cluster}_$name" > /dev/null 2>&1 || return 1
    done
}

remove_old_configs() {
    local id
    for id in $(docker config ls --quiet --filter "label=com.docker.stack.namespace=$cluster"); do
        docker config rm "$id" > /dev/null 2>&1 && say "removed a config that is no longer used" || true
    done
}

# Waiting --------------------------------------------------------------------------------------------------------

ask() { # HOST PORT DATABASE USER SQL
    PGPASSFILE=$passfile PGCONNECT_TIMEOUT=2 timeout 5 psql -XAtqw -h "$1" -p "$2" -d "$3" -U "$4" -c "$5" 2>&1 |
        head -1
    return "${PIPESTATUS[0]}"
}

# What a member or pooler still lacks; nothing when it is as it should be.
shortcoming() {
    local name=$1 address=${address_of[${place[$1]}]} answer
    answer=$(docker service inspect --format '{{with .UpdateStatus}}{{.State}}: {{.Message}}{{end}}' "${cluster}_$name")
    [[ ! $answer || $answer == completed:* ]] || { echo "$answer"; return; }
    case $name in
        pgbouncer-*)
            answer=$(ask "$address" 6432 "${SWITCHYARD_DATABASE:-app}" app 'SELECT pg_is_in_recovery()') || { echo "$answer"; return; }
            [[ $answer == f ]] || echo "it leads to a read-only server"
            answer=$(ask "$address" 6432 "${SWITCHYARD_DATABASE:-app}_ro" app 'SELECT pg_is_in_recovery()') || { echo "$answer"; return; }
            [[ $answer == t || ${#members[@]} == 1 ]] || echo "its reads do not go to a standby yet" ;;
        *)
            answer=$(ask "$address" 5432 repmgr switchyard \
                "SELECT CASE WHEN NOT pg_is_in_recovery() THEN 'primary'
                        ELSE coalesce((SELECT status FROM pg_stat_wal_receiver), 'not connected to a primary') END") ||
                { echo "$answer"; return; }
            [[ $answer == primary ]] && { primaries=$((primaries + 1)); return; }
            [[ $answer == streaming ]] || { echo "$answer"; return; }
            answer=$(ask "$address" 5432 repmgr switchyard "SELECT count(*) FROM repmgr.nodes WHERE active")
            [[ $answer == "${#members[@]}" ]] || echo "repmgr knows $answer of ${#members[@]} members" ;;
    esac
}

wait_for_all() {
    command -v psql > /dev/null || die "psql is needed to see that the standbys stream (apt-get install postgresql-client)."
    local began=$SECONDS name lack lacks last=''
    say "waiting until the standbys stream and the poolers answer (up to $timeout s)"
    while :; do
        primaries=0 lacks=()
        for name in "${members[@]}" "${poolers[@]}"; do
            shortcoming "$name" > "$scratch"
            lack=$(paste -sd' ' "$scratch")
            [[ ! $lack ]] || lacks+=("$name: $(sed -e 's/^psql: error: //' -e 's/connection to server at "[^"]*", port [0-9]* failed: //' <<< "$lack")")
        done
        ((${#lacks[@]} == 0 && primaries == 1)) && break
        if [[ "${lacks[*]-}" != "$last" ]]; then
            last="${lacks[*]-}"
            printf '%s   %s\n' "$(date +%H:%M:%S)" "$(printf '%s; ' "${lacks[@]-}")"
        fi
        ((SECONDS - began < timeout)) || give_up "${lacks[@]-}"
        sleep 1
    done
    say "all standbys stream, repmgr knows all members, the poolers answer (after $((SECONDS - began)) s)"
}

give_up() {
    local lack name
    printf 'setup-replication.sh: after %s s this is still missing:\n' "$timeout" >&2
    for lack in "$@"; do
        name=${lack%%:*}
        printf '  %s\n' "$lack" >&2
        [[ $name ]] || continue
        docker service ps --no-trunc --format '    task on {{.Node}}: {{.CurrentState}} {{.Error}}' "${cluster}_$name" 2>&1 | head -3 >&2
        timeout 10 docker service logs --raw --tail 5 "${cluster}_$name" 2>&1 | sed 's/^/    log: /' >&2 || true
    done
    exit 1
}

# Taking it away -------------------------------------------------------------------------------------------------

remove_all() {
    local id host key label
    docker stack rm "$cluster" 2>&1 | sed 's/^/    /'
    local began=$SECONDS
    while docker ps --quiet --filter "label=com.docker.stack.namespace=$cluster" | grep -q . ||
        docker network ls --quiet --filter "label=com.docker.stack.namespace=$cluster" | grep -q .; do
        ((SECONDS - began < 150)) || die "after 150 s containers or networks of the stack are still there: $(docker ps --filter "label=com.docker.stack.namespace=$cluster" --format '{{.Names}}' | paste -sd' ')"
        sleep 1
    done
    ours config | xargs -r docker config rm > /dev/null
    ours secret | xargs -r docker secret rm > /dev/null
    for id in $(docker node ls --quiet); do
        for label in $(docker node inspect --format '{{range $k, $v := .Spec.Labels}}{{$k}}={{$v}} {{end}}' "$id"); do
            [[ $label == io.switchyard.member.*="$cluster" || $label == io.switchyard.pooler.*="$cluster" || $label == io.switchyard.etcd.*="$cluster" ]] || continue
            docker node update --label-rm "${label%%=*}" "$id" > /dev/null
        done
    done
    say "removed the stack $cluster, its secrets, configs and node labels"
    say "the data stays in each node's volumes ${cluster}_data and ${cluster}_etcd (to remove them there: docker volume rm ${cluster}_data ${cluster}_etcd)"
}

check_manager
if [[ $down ]]; then remove_all; exit 0; fi
scratch=$(mktemp)
trap 'rm -f "$scratch"' EXIT
read_nodes
place_all
make_secrets
write_passfile
variables
deploy
wait_for_all
remove_old_configs
for name in "${members[@]}" "${poolers[@]}"; do
    port=5432
    [[ $name == pgbouncer-* ]] && port=6432
    printf '    %-12s on %-10s %s:%s\n' "$name" "${place[$name]}" "${address_of[${place[$name]}]}" "$port"
done
say "cluster $cluster is up; database ${SWITCHYARD_DATABASE:-app} (and ${SWITCHYARD_DATABASE:-app}_ro through the poolers), passwords in $passfile"
