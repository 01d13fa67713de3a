doc() { printf '{"id":"a","source":"s","text":"%s","published":"%s"}\n' "$1" "$2"; }
doc lama 2026-11-01 > satu.ndjson
{ doc baru 2026-11-05; doc lama 2026-11-01; } > dua.ndjson
{ doc baru 2026-11-05; doc terakhir 2026-10-01; } > tiga.ndjson
for file in satu dua satu tiga tiga; do
	pantau --db baru.db --quiet index $file.ndjson
	pantau --db baru.db --format tsv search sumber:s | tail -n +2 | cut -f 1,8
done
pantau --db baru.db verify
