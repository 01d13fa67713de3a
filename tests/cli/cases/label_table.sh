printf '# label\nid\tsource\ttone\tby\treason\ttime\n' > label.tsv
printf '%s\t%s\t%s\t%s\t%s\t%s\n' \
	kc-0018 kicau.example netral Sari '"laporan" \\ a' 2026-11-20T10:00+07:00 \
	kc-0021 kicau.example positive Sari '=1+1' '' \
	kc-0057 '' negatif Budi '' 2026-11-19 \
	tidak-ada kicau.example netral Sari '' '' \
	kc-0003 kicau.example marah Sari '' '' \
	kc-0003 kicau.example netral '' '' '' \
	kc-0003 kicau.example netral Sari 'a\tb' '' \
	kc-0003 kicau.example netral Sari '' 03/04/2026 \
	kc-0003 kicau.example netral Sari '' 2062-01-01 >> label.tsv
printf 'kc-0003\tkicau.example\tnetral\n' >> label.tsv
pantau --now $NOW --lang en label import label.tsv || echo "exit $?"
pantau --now $NOW --format json label import label.tsv 2>&- || echo "exit $?"
pantau label export
pantau label export acuan.tsv --with-text
cat acuan.tsv
pantau --now $NOW label import acuan.tsv
pantau --format csv label export > label.csv
tr -d '\r' < label.csv
pantau --now $NOW label import label.csv
pantau --format ndjson label export --with-text | head -1
