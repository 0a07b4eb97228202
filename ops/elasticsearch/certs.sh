#!/bin/bash
# Makes the cluster's own authority and the node's certificate, once; they last three years (see docs/operations.md).
set -euo pipefail

cd /certs
if [ ! -f elasticsearch/elasticsearch.crt ]; then
    tool=/usr/share/elasticsearch/bin/elasticsearch-certutil
    rm -rf ca elasticsearch ./*.zip
    "$tool" ca --silent --pem --days 1095 --out /certs/ca.zip
    unzip -q ca.zip
    "$tool" cert --silent --pem --days 1095 --name elasticsearch --dns elasticsearch,localhost --ip 127.0.0.1 \
        --ca-cert ca/ca.crt --ca-key ca/ca.key --out /certs/node.zip
    unzip -q node.zip
    rm ca.zip node.zip
fi
# The node reads its key, everybody the authority's certificate, nobody but root the authority's key.
chown -R 1000:0 elasticsearch
chmod 755 . ca
chmod 750 elasticsearch
chmod 640 elasticsearch/elasticsearch.key
chmod 644 ca/ca.crt elasticsearch/elasticsearch.crt
chmod 600 ca/ca.key
