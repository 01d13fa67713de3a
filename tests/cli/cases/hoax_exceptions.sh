mkdir kamus
printf 'group\tcap\ttitle_id\ttitle_en\npenipuan\t2\tCiri penipuan\tScam markers\n' > kamus/hoax-groups.tsv
printf 'cue\tkind\tgroup\tweight\npulsa gratis\tphrase\tpenipuan\t1\n' > kamus/hoax-cues.tsv
printf 'id,source,published,text\na,kicau.example,2026-11-01,Program pulsa gratis untuk guru dibuka\nb,kicau.example,2026-11-01,Ambil pulsa gratis di sini\n' > item.csv
export PANTAU_LEXICONS="$PWD/kamus" PANTAU_DB="$PWD/db"
pantau index item.csv > /dev/null
pantau --format tsv hoax stats
printf 'context\tkind\tname\treason\nuntuk guru\tcue\tpulsa gratis\tnama program dinas\n' > kamus/hoax-exceptions.tsv
pantau rescore > /dev/null
pantau search 'hoaks:rendah' --format csv | cut -d, -f1-2
pantau --format tsv hoax stats
printf 'untuk guru\tgroup\tpenipu\tsalah tulis\n' >> kamus/hoax-exceptions.tsv
pantau lexicon check kamus || echo "exit $?"
