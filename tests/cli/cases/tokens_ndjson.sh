printf 'anti-banjir 30rb\n' | pantau tokens --format ndjson
