#!/bin/sh
# Airflow for one person, on SQLite: everything in one process tree, until Ctrl-C. `make standalone` runs it.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
port=${AIRFLOW__API__PORT:-8080}
: "${KHOTIN_CONTACT:?an address a webmaster can write to, such as you@example.org}"
export AIRFLOW_HOME="${AIRFLOW_HOME:-$root/airflow-home}" PYTHONPATH="$root"
export KHOTIN_HOME="${KHOTIN_HOME:-$root/archive}"
export AIRFLOW__CORE__DAGS_FOLDER="$root/dags" AIRFLOW__CORE__LOAD_EXAMPLES=false
# With the default of 32 tasks at a time SQLite is locked now and then.
export AIRFLOW__CORE__PARALLELISM="${AIRFLOW__CORE__PARALLELISM:-4}"
# Otherwise it listens at every address of this machine.
export AIRFLOW__API__HOST=127.0.0.1 AIRFLOW__API__PORT="$port" AIRFLOW__API__BASE_URL="http://127.0.0.1:$port"
export AIRFLOW__CORE__EXECUTION_API_SERVER_URL="http://127.0.0.1:$port/execution/"
PATH="${AIRFLOW_BIN:-$root/.venv-airflow/bin}:$PATH"

echo "KHOTIN_HOME=$KHOTIN_HOME, KHOTIN_SOURCES=${KHOTIN_SOURCES:-(not set: only the registry, of which nothing is enabled at first)}"
mkdir -p "$AIRFLOW_HOME"
airflow db migrate
airflow pools import "$root/dags/pools.json"
echo "Airflow: http://127.0.0.1:$port, user admin; the password is in $AIRFLOW_HOME/simple_auth_manager_passwords.json.generated"
exec airflow standalone
