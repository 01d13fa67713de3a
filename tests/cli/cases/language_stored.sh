printf '%s\n' \
	'{"id":"a","source":"s","text":"Wis suwe ora udan, sawahku nganti nela lan pari padha mati"}' \
	'{"id":"b","source":"s","text":"Pelayanannya ramah sekali, petugasnya sigap","language":"jw"}' \
	'{"id":"c","source":"s","text":"Pelayanannya ramah sekali, petugasnya sigap"}' \
	'{"id":"d","source":"s","text":"Mantap pak"}' > in.ndjson
pantau --db l.db index in.ndjson
pantau --db l.db index in.ndjson
pantau --db l.db count '*' --by language
pantau --db l.db --lang en count '*' --by tone
pantau --db l.db --format csv count '*' --by tone
pantau --db l.db --lang en show a | head -4
pantau --db l.db show b --explain | grep -A 2 "^nada isi"
pantau --db l.db show b --explain | grep -A 1 "^tindak"
pantau --db l.db rescore
pantau --db l.db rebuild
pantau --db l.db count 'bahasa:jawa' --by language
pantau --db l.db --format csv search 'bahasa:tak-dikenal'
pantau --db l.db --format csv search 'nada:tak-dinilai'
