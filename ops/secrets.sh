#!/bin/sh
# Makes .env from .env.example with a fresh secret wherever one is missing; what is set already stays.
# Example:  ops/secrets.sh          ops/secrets.sh /etc/khotin.env
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)
file=${1:-$here/.env}
umask 077

hex() { head -c "$1" /dev/urandom | od -An -v -tx1 | tr -d ' \n'; }

# Fernet wants 32 bytes in base64 for addresses; passwords are hexadecimal, since they stand in addresses too.
secret_for() {
    case $1 in
    AIRFLOW_FERNET_KEY) head -c 32 /dev/urandom | base64 | tr '+/' '-_' ;;
    AIRFLOW_JWT_SECRET) hex 64 ;;
    *_PASSWORD | *_SECRET | *_SECRET_KEY | *_ACCESS_KEY) hex 24 ;;
    esac
}

old=$(mktemp)
new=$(mktemp "$(dirname "$file")/.env.XXXXXX")
trap 'rm -f "$old" "$new"' EXIT
if [ -f "$file" ]; then cat "$file" >"$old"; fi

made=0
while IFS= read -r line || [ -n "$line" ]; do
    name=${line%%=*}
    case $line in
    [A-Z]*=*)
        if kept=$(grep "^$name=..*" "$old"); then
            line=$(printf '%s\n' "$kept" | tail -n 1)
        elif [ "$line" = "$name=" ] && secret=$(secret_for "$name") && [ -n "$secret" ]; then
            line="$name=$secret"
            made=$((made + 1))
        fi
        ;;
    esac
    printf '%s\n' "$line"
    printf '%s\n' "$name" >>"$new.names"
done <"$here/.env.example" >"$new"

# What the operator added stands at the end.
while IFS= read -r line; do
    case $line in
    [A-Z]*=*) grep -qx "${line%%=*}" "$new.names" || printf '%s\n' "$line" >>"$new" ;;
    esac
done <"$old"
rm -f "$new.names"
mv "$new" "$file"
echo "$file: $made secrets made; set KHOTIN_CONTACT in it before the first start"
