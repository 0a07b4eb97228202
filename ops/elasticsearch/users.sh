#!/bin/bash
# Puts roles and users as they are in this folder and in .env; run at every start, so that a changed password takes.
set -euo pipefail

: "${ELASTIC_PASSWORD:?}" "${ES_WRITER_PASSWORD:?}" "${ES_READER_PASSWORD:?}"
here=$(dirname "$0")
url=https://elasticsearch:9200/_security

put() { # WHAT, its JSON on standard input; the password goes by a file that no other process sees
    curl --silent --show-error --fail --retry 5 --retry-connrefused --cacert /certs/ca/ca.crt \
        --config <(printf 'user = "elastic:%s"\n' "$ELASTIC_PASSWORD") \
        -H 'Content-Type: application/json' -X PUT "$url/$1" --data-binary @- >/dev/null
    echo "put $1"
}

for role in khotin_writer khotin_reader; do
    put "role/$role" <"$here/roles/$role.json"
done
put user/khotin_writer <<<"{\"password\": \"$ES_WRITER_PASSWORD\", \"roles\": [\"khotin_writer\"]}"
put user/khotin_reader <<<"{\"password\": \"$ES_READER_PASSWORD\", \"roles\": [\"khotin_reader\"]}"
