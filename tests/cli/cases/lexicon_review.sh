# A small folder of its own: what is asked first must not move with our words.
mkdir kamus
printf 'term\tpolarity\tclass\nbagus\t2\topini\nantre lama\t-1\topini\n' > kamus/sentiment.tsv
cat > teks.txt <<'TEXTS'
Antre lama sekali di loket tiga, hubungi 081234567890 kalau perlu
Bagus, bagus sekali jalannya sekarang
Rapat digelar Senin di aula
Antre lama sekali di loket tiga, hubungi 081234567890 kalau perlu!
TEXTS
review='pantau --lexicons kamus --now 2026-11-21T06:00+07:00 --format ndjson lexicon review --from teks.txt'
$review --by Sari --output jawaban.tsv <<'ANSWERS' || echo "exit $?"
{"tone":"negative","reason":"keluhan"}
marah
u
n
{"n":7,"tone":"positive"}
{"tone":"skip"}
ANSWERS
cat jawaban.tsv
echo t | $review --output jawaban.tsv
printf 'p\nt\n' | $review --output jawaban.tsv | wc -l
cut -f 2,3,4,5,6,7,8 jawaban.tsv
# From the archive; and no questions without a terminal.
pantau --now $NOW --format ndjson lexicon review tanggul --limit 2 < /dev/null | wc -l
echo n | pantau --now $NOW --format ndjson lexicon review tanggul --by Sari --limit 1 > tanya.json
id=$(sed 's/.*"id":"\([^"]*\)".*/\1/' tanya.json)
pantau --now $NOW label $id | tail -1
# What has a label is not asked again.
pantau --now $NOW --format ndjson lexicon review tanggul --by Budi --limit 0 < /dev/null | grep -c "\"$id\"" || true
for i in $(pantau --format tsv search tanggul --limit 100 | sed 1d | cut -f 1); do
	pantau --now $NOW label $i tone=netral --by Sari > keluar
done
ls label.tsv
pantau --format ndjson lexicon review --from - || echo "exit $?"
pantau --format ndjson lexicon review --from teks.txt --any || echo "exit $?"
pantau --now $NOW --format ndjson lexicon review tanggul < /dev/null || echo "exit $?"
pantau --now $NOW lexicon review
