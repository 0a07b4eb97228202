#!/bin/bash
# Brings Airflow's database up to date, makes its pools and its one user; safe to run again, and run at every start.
set -euo pipefail

: "${AIRFLOW_ADMIN_PASSWORD:?}"
users=/opt/airflow/auth/users.json

airflow db migrate
airflow pools import /srv/khotin/dags/pools.json
umask 077
python - "$users" <<'PYTHON'
import json, os, sys
with open(sys.argv[1], "w", encoding="utf-8") as file:
    json.dump({"admin": os.environ["AIRFLOW_ADMIN_PASSWORD"]}, file)
PYTHON
echo "Airflow is ready"
