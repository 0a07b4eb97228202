# Four images from one file, none of which runs as root:
#   web      the command line and the search page        airflow  the same with Airflow and the DAGs
#   proxy    Caddy with ops/Caddyfile                    objects  a small S3 server, for the profile of that name
# Python packages come from the lock files alone.

FROM python:3.12.12-slim-trixie AS base
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
# pg_dump and pg_restore, of the server's version, for backups. Debian keeps no older package to pin.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends postgresql-client-17 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --gid 0 --home-dir /srv/khotin --no-create-home --shell /usr/sbin/nologin khotin \
    && install -d -o 10001 -g 0 /data /backup /sources /cache

FROM base AS web-packages
COPY requirements/embedded.txt requirements/postgres.txt requirements/objects.txt /tmp/requirements/
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install -r /tmp/requirements/embedded.txt -r /tmp/requirements/postgres.txt -r /tmp/requirements/objects.txt

FROM base AS airflow-packages
COPY requirements.txt /tmp/requirements.txt
RUN python -m venv /opt/venv && /opt/venv/bin/pip install -r /tmp/requirements.txt

# The project itself, as a wheel: the images hold no tests, documents or samples' tools beside it.
FROM base AS wheel
WORKDIR /build
COPY . .
RUN python -m pip wheel --no-deps --wheel-dir /wheels .

FROM base AS web
COPY --from=web-packages /opt/venv /opt/venv
COPY --from=wheel /wheels /wheels
RUN /opt/venv/bin/pip install --no-deps /wheels/*.whl && rm -r /wheels
WORKDIR /srv/khotin
COPY ops/healthy.py ops/ledger-init.sh ops/
ENV PATH=/opt/venv/bin:$PATH KHOTIN_HOME=/data KHOTIN_SOURCES=/sources
USER 10001:0
EXPOSE 8000
CMD ["khotin", "serve", "--host", "0.0.0.0", "--port", "8000"]

FROM base AS airflow
COPY --from=airflow-packages /opt/venv /opt/venv
COPY --from=wheel /wheels /wheels
RUN /opt/venv/bin/pip install --no-deps /wheels/*.whl && rm -r /wheels && install -d -o 10001 -g 0 /opt/airflow /opt/airflow/logs /opt/airflow/auth
WORKDIR /srv/khotin
COPY dags dags
COPY ops/healthy.py ops/airflow-init.sh ops/
ENV PATH=/opt/venv/bin:$PATH KHOTIN_HOME=/data KHOTIN_SOURCES=/sources \
    AIRFLOW_HOME=/opt/airflow AIRFLOW__CORE__DAGS_FOLDER=/srv/khotin/dags AIRFLOW__CORE__LOAD_EXAMPLES=False
USER 10001:0
ENTRYPOINT ["airflow"]
CMD ["version"]

FROM caddy:2.11.4 AS proxy
# It listens above 1024, so it needs no capability; its volumes take their owner from here.
RUN setcap -r /usr/bin/caddy && chown -R 10001:0 /data /config
COPY ops/Caddyfile /etc/caddy/Caddyfile
USER 10001:0
EXPOSE 8080 8443

FROM versity/versitygw:v1.8.0 AS objects
# A folder below /objects is a bucket, and an object in it a plain file.
RUN mkdir -p /objects/khotin && chown -R 10001:0 /objects
USER 10001:0
EXPOSE 7070
CMD ["--port", ":7070", "--health", "/health", "posix", "/objects"]
