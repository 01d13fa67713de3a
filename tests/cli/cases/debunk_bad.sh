printf 'judul;klaim;putusan;tautan;tanggal\nKlaim satu;<b>permen</b> &amp\\ bius;SALAH;https://x.example/1;8 Nov 2026\n;;SALAH;;\nKlaim dua;;SALAH;;03/04/2026\nKlaim tiga;;SALAH;https://x.example/1;\nKlaim satu;;;\n' > a.csv
printf '{"judul":"Klaim empat","tanggal":"kapan"}\n{"judul":"Klaim lima"\n{"claimReviewed":"klaim enam","reviewRating":{"alternateName":"SALAH"},"@type":"ClaimReview"}\n' > b.json
printf 'isi,tautan\nx,y\n' > c.csv
pantau --now $NOW debunk import --dry-run a.csv b.json || echo "exit $?"
pantau --now $NOW --lang en debunk import a.csv b.json c.csv tidak-ada.csv || echo "exit $?"
pantau --format json --now $NOW debunk import --dates day-first a.csv 2>&- || echo "exit $?"
pantau debunk import tidak-ada.csv 2>&- || echo "exit $?"
pantau --format ndjson debunk list
