#!/bin/bash
# Run once by the image, when the volume is new: one database and one owner for Airflow, one each for the ledger.
set -euo pipefail

: "${AIRFLOW_DB_PASSWORD:?}" "${KHOTIN_DB_PASSWORD:?}"

make_database() { # NAME PASSWORD: the owner bears the database's name
    psql --no-psqlrc --quiet -v ON_ERROR_STOP=1 -v name="$1" -v password="$2" <<'SQL'
CREATE ROLE :"name" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name" ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
SQL
}

make_database airflow "$AIRFLOW_DB_PASSWORD"
make_database khotin "$KHOTIN_DB_PASSWORD"
psql --no-psqlrc --quiet -v ON_ERROR_STOP=1 -c 'REVOKE CONNECT ON DATABASE postgres FROM PUBLIC'
