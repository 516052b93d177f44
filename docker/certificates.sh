#!/bin/bash
# Makes the authority and the nodes' certificates once; run again it makes only what is missing.
set -eu

if [ ! -f /authority/ca.key ]; then
  es-gencert-cli create-ca -out /authority
fi
cp /authority/ca.crt /trust/ca.crt

for number in 1 2 3; do
  if [ ! -f "/certificates/store$number/node.key" ]; then
    es-gencert-cli create-node -ca-certificate /authority/ca.crt -ca-key /authority/ca.key \
      -out "/certificates/store$number" -ip-addresses "127.0.0.1,172.30.240.1$number" -dns-names "localhost,store$number"
  fi
done

# The store runs as user 1000; nobody else may read its keys, and only this container sees the authority's.
chown -R 1000:1000 /certificates
find /certificates -type d -exec chmod 700 {} +
find /certificates -type f -exec chmod 600 {} +
chmod 600 /authority/ca.key
chmod 755 /trust
chmod 644 /trust/ca.crt
