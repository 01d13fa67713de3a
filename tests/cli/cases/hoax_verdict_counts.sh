pantau --now $NOW hoax set kc-0003 --verdict salah --by Sari --evidence x > /dev/null
pantau --now $NOW hoax set kc-0001 --verdict salah --by Sari --evidence x > /dev/null
pantau --now $NOW hoax set kc-0009 --verdict penipuan --by Sari --evidence x > /dev/null
pantau --now $NOW hoax set kc-0021 --verdict benar --by Sari --evidence x > /dev/null
pantau --now $NOW label kc-0003 tone=netral --by Sari > /dev/null
pantau count '*' --by putusan
pantau --lang en count 'sumber:kicau.example' --by verdict
pantau --format json count 'hoaks:dicek' --by verdict
pantau count 'putusan:salah'
pantau count 'verdict:false OR verdict:scam'
pantau count 'TANPA putusan:belum'
pantau count 'putusan:ada TANPA putusan:benar'
pantau --lang en search 'verdict:any waduk' --explain
pantau rescore > /dev/null
pantau count '*' --by verdict
pantau rebuild > /dev/null
pantau count '*' --by verdict
pantau optimize > /dev/null
pantau count '*' --by verdict
grep '"kc-0003"' corpus/posts.ndjson | sed 's/A1 dari/A2 dari/' > ubah.ndjson
pantau index ubah.ndjson
pantau show kc-0003 | head -4
pantau count '*' --by verdict
pantau backup cadangan.db > /dev/null
pantau --db cadangan.db count '*' --by verdict
pantau verify
