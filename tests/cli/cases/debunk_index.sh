pantau --quiet --now $NOW debunk import corpus/debunks.tsv > /dev/null
printf '%s\n' \
	'{"id":"a","source":"uji","text":"Awas!! Program token listrik gratis untuk 1.000 pelanggan pertama, isi nomor meteran di tautan ini ya bun"}' \
	'{"id":"b","source":"uji","text":"Kabar token listrik gratis untuk 1.000 pelanggan pertama, isi nomor meteran di tautan, itu tidak benar. Sudah dibantah PLN."}' \
	'{"id":"c","source":"uji","text":"Token listrik di rumah saya habis lagi, mahal sekali bulan ini"}' > baru.ndjson
pantau --lang en index baru.ndjson
pantau --format csv search klaim:6 sumber:uji | cut -c1-5
pantau --format csv search klaim:ada sumber:uji | cut -c1-5
pantau --lang en debunk show 6 | tail -6
sed -i 's/"text":"Awas.*"/"text":"maaf, yang tadi sudah saya hapus"/' baru.ndjson
pantau --lang en index baru.ndjson
pantau search klaim:6 sumber:uji || echo "exit $?"
pantau --format csv debunk list token | sed 's/.*Z,//'
pantau verify
