#!/bin/bash
# Brings the ledger up to date as its owner, and lets the page's user read all of it and write who asked for which letters;
# safe to run again, and run at every start, so that a password changed in .env takes.
set -euo pipefail

: "${POSTGRES_PASSWORD:?}" "${AIRFLOW_DB_PASSWORD:?}" "${KHOTIN_DB_PASSWORD:?}" "${KHOTIN_PAGE_DB_PASSWORD:?}"
export PGHOST=${PGHOST:-postgres} PGUSER=postgres PGPASSWORD=$POSTGRES_PASSWORD

as_superuser() { # DATABASE, its SQL on standard input; passwords go by the environment, which no other process sees
    psql --no-psqlrc --quiet --dbname "$1" -v ON_ERROR_STOP=1
}

as_superuser postgres <<'SQL'
-- Two who start at once would both alter the same rows; given back at the end.
SELECT pg_advisory_lock(7411) \g /dev/null
\getenv airflow AIRFLOW_DB_PASSWORD
\getenv khotin KHOTIN_DB_PASSWORD
\getenv page KHOTIN_PAGE_DB_PASSWORD
SELECT 'CREATE ROLE khotin_page' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'khotin_page') \gexec
ALTER ROLE airflow PASSWORD :'airflow';
ALTER ROLE khotin PASSWORD :'khotin';
ALTER ROLE khotin_page LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'page';
GRANT CONNECT ON DATABASE khotin TO khotin_page;
SQL

python -c 'from pipeline.workplace import Workplace; Workplace().ledger.close()'

as_superuser khotin <<'SQL'
SELECT pg_advisory_lock(7411) \g /dev/null
GRANT USAGE ON SCHEMA public TO khotin_page;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO khotin_page;
-- And those that a restore makes anew.
ALTER DEFAULT PRIVILEGES FOR ROLE khotin IN SCHEMA public GRANT SELECT ON TABLES TO khotin_page;
GRANT INSERT, UPDATE, DELETE ON subscriptions, letters_asked TO khotin_page;
SQL
echo "the ledger is ready"
