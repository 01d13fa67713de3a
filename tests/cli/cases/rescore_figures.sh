cp -rL lexicons kamus
printf '%s\n' \
	'{"id":"a","source":"s","text":"lampu jalan mengilat betul malam ini"}' \
	'{"id":"b","source":"s","title":"lampu mengilat betul","text":"pasar pagi buka jam enam"}' \
	'{"id":"c","source":"s","text":"pasar pagi buka jam enam"}' > in.ndjson
pantau --db r.db index in.ndjson
printf 'mengilat betul\t3\tpujian\t\t\n' >> kamus/sentiment.tsv
pantau --db r.db --lexicons kamus rescore --jobs 1
pantau --db r.db --lexicons kamus --format json rescore
pantau --db r.db --lang en rescore
pantau --db r.db --lexicons kamus --format csv rescore --jobs 2
pantau --db r.db --quiet rescore
pantau --db r.db --format json rebuild --jobs 2
pantau --db r.db rescore --jobs x
