# A short form and its name find each other, and nothing of the name's words;
# a word that spelling reads as another one finds itself as well.
export PANTAU_DB=names.db
printf '%s\n' '{"id":"1","text":"Menkeu hadir di kota"}' \
	'{"id":"2","text":"uang saku habis"}' \
	'{"id":"3","text":"menteri agama hadir"}' \
	'{"id":"4","text":"Menteri Keuangan hadir"}' \
	'{"id":"5","text":"Abdul Muti datang"}' \
	'{"id":"6","text":"bnajir lagi, baju putih"}' |
	pantau --quiet index -
for query in menkeu uang 'menteri keuangan' '"Menteri Keuangan"' \
	'hadir menteri keuangan' 'menteri TANPA menkeu' 'abdul muti' bnajir
do
	echo "$query: $(pantau search --format ndjson "$query" |
		sed -n 's/.*"id":"\([0-9]\)".*/\1/p' | sort | tr '\n' ' ')"
done
pantau search --explain 'hadir menteri keuangan'
pantau --format json search 'menkeu xyzzy' || echo "code $?"
pantau count '=menkeu'
pantau search --any --explain 'siapa menkeu?'
