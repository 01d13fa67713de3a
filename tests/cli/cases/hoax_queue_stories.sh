pantau --quiet debunk import corpus/debunks.tsv > /dev/null
sed 's/"kc-0003"/"kc-9003"/; s/RT sebanyak/tolong RT sebanyak/' corpus/posts.ndjson | grep '"kc-9003"' > salinan.ndjson
pantau --quiet index salinan.ndjson > /dev/null
pantau --now $NOW hoax queue --limit 3
pantau --now 2026-11-10T06:00+07:00 --lang en hoax queue waduk --limit 1
pantau --format json --now $NOW hoax queue --limit 1
pantau --format csv --now $NOW hoax queue --limit 2 | cut -d, -f1,2 | tr -d '\r'
pantau --quiet --now $NOW hoax set kc-9003 --verdict salah --by Sari --evidence x > /dev/null
pantau --format tsv --now $NOW hoax queue --limit 3 | cut -f2
sed 's/jam 12 malam/jam 11 malam/' salinan.ndjson > ubah.ndjson
pantau --quiet index ubah.ndjson > /dev/null
pantau --now $NOW hoax queue waduk
