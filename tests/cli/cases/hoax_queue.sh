pantau --now $NOW hoax queue --limit 2
pantau --now $NOW --lang en hoax queue waduk --limit 1
pantau --format json --now $NOW hoax queue --limit 2 --offset 1
pantau --format csv --now 2026-11-10T06:00+07:00 hoax queue --since 2026-11-08 --until 2026-11-10 | cut -d, -f1,2,3 | tr -d '\r'
pantau --format ndjson --now 2026-11-10T06:00+07:00 hoax queue 'hoaks:rendah' --limit 1
pantau --now $NOW hoax queue zzzz || echo "exit $?"
pantau --now $NOW hoax queue --limit banyak || echo "exit $?"
pantau --now $NOW hoax queue '(' || echo "exit $?"
pantau --now $NOW --quiet hoax set kc-0003 --verdict salah --by Sari --evidence x > /dev/null
pantau --format tsv --now $NOW hoax queue --limit 1 | cut -f2
pantau --now 2026-11-21T07:00+07:00 --quiet hoax set kc-0003 --verdict - --by Sari > /dev/null
pantau --format tsv --now $NOW hoax queue --limit 1 | cut -f2
