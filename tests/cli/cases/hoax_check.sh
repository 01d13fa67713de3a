# The rows of cues are another test's.
check() { pantau --now $NOW "$@" | grep -v -e '^ .*tsv:' -e 'jumlah$' -e 'sum$' |
	sed 's/"hoax":{[^]]*]}/"hoax":{}/'; }
pantau --quiet index corpus/lama.ndjson > /dev/null
pantau --now $NOW hoax check 'Kabar dari siapa ini' > /dev/null || echo "exit $?"
pantau --quiet --now $NOW debunk import corpus/debunks.tsv > /dev/null
check hoax check pc-0012
check --lang en hoax check kc-0006
check hoax check pc-901
check hoax check pc-0007 | tail -2
printf 'Air PDAM Tirta Maya kecampur limbah racun dari tambang di Gunungselo, jangan diminum. WA 0812-0000-0417\n' > teks.txt
check --format json hoax check teks.txt
check --format ndjson hoax check - < teks.txt | cut -c1-120
check --format csv hoax check pc-901 | cut -c1-124
check --format json hoax check kc-901
# What a person decided stands, until the text is another.
pantau --quiet --now $NOW hoax set pc-0012 --verdict penipuan --by Sari --evidence uji > /dev/null
check hoax check pc-0012 | tail -1
printf '{"source":"pesan.example","id":"pc-0012","kind":"chat","published":"2026-11-05T09:32:00+07:00","text":"Program token listrik GRATIS November 2026 untuk 1.000 pelanggan pertama. Isi nomor meteran di klik.example/token-gratis Jangan sampai kehabisan"}\n' | pantau --quiet index - > /dev/null
check hoax check pc-0012 | tail -1
# What both say, once; a row over the whole text, cut.
pantau --now $NOW hoax check rb-0001 | grep -e '^      "' -e '[.][.][.]  (isi'
check hoax check 'Tolong teruskan ke semua grup' | tail -1
pantau hoax check tidakada || echo "exit $?"
pantau hoax check ./tidakada.txt || echo "exit $?"
pantau hoax check corpus/naskah || echo "exit $?"
head -c 17000000 /dev/zero | tr '\0' 'x' | pantau hoax check - || echo "exit $?"
yes air | head -200000 | check --lang en hoax check - | tail -1
