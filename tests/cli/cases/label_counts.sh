pantau count 'banyulirih nada:positif' || echo "exit $?"
pantau --quiet --now $NOW label import - <<'TABLE'
id	source	tone	by
kc-0018	kicau.example	positif	Sari
kc-0021	kicau.example	positif	Sari
kc-0003	kicau.example	negatif	Sari
TABLE
pantau count 'banyulirih nada:positif'
pantau --format json count banyulirih --by tone
pantau --format csv count banyulirih --by source | tr -d '\r' | head -3
pantau --lang en count banyulirih --by kind
pantau rescore > /dev/null
pantau rebuild > /dev/null
pantau --format json count banyulirih --by tone
pantau verify
