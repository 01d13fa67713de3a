# Copies of one text, an edited one, one without a date, and others.
printf '%s\n' \
	'{"id":"g1","source":"grup-a","published":"2026-11-08T06:00:00Z","text":"Awas banjir bandang di kota lama malam ini, warga diminta segera mengungsi ke balai desa"}' \
	'{"id":"g2","source":"grup-b","published":"2026-11-08T06:05:00Z","text":"Awas banjir bandang di kota lama malam ini, warga diminta segera mengungsi ke balai desa"}' \
	'{"id":"k1","source":"kabar","published":"2026-11-08T07:00:00Z","title":"Harga beras","text":"Harga beras naik lagi di pasar induk pekan ini"}' \
	'{"id":"g3","source":"grup-b","published":"2026-11-09T01:00:00Z","text":"SEBARKAN! Awas banjir bandang di kota lama malam ini, warga diminta segera mengungsi ke balai desa"}' \
	'{"id":"g4","source":"grup-c","text":"Awas banjir bandang di kota lama malam ini, warga diminta segera mengungsi ke balai desa"}' \
	'{"id":"k2","source":"kabar","published":"2026-11-09T02:00:00Z","title":"Banjir surut","text":"Banjir di kota lama mulai surut, jalan bisa dilalui lagi"}' > in.ndjson
pantau --db l.db index in.ndjson
pantau --db l.db search banjir --group --sort newest
pantau --db l.db search banjir --group --lang en --sort oldest
pantau --db l.db search 'banjir -sumber:grup-a' --group --limit 1 --offset 1 --sort newest --format json
pantau --db l.db search 'banjir -sumber:grup-a' --group --format csv --sort relevance | cut -d, -f1,2,3
pantau --db l.db search 'salinan:>3' --sort newest --limit 2
pantau --db l.db search 'cerita:g3 sebarkan' --format ndjson | grep -o '"story":.*"hoax"'
pantau --db l.db count 'cerita:g3'
pantau --db l.db count '*' --by source
pantau --db l.db count '*' --by day --format json
pantau --db l.db show g3 | head -3
pantau --db l.db show g3 --format json | grep -o '"story.*"title_tone"'
pantau --db l.db show k1 --lang en | grep story
pantau --db l.db search 'cerita:tidak-ada'
