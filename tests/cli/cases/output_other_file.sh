# A slip of the hand must not cost a file: only one of the same kind is written
# over.
mkdir kamus
printf 'term\tpolarity\tclass\nbagus\t2\topini\nrusak\t-2\topini\n' > kamus/sentiment.tsv
printf 'jalan rusak\tnegatif\nrusak lagi\tnegatif\nbagus sekali\tpositif\nsudah bagus\tpositif\nrapat senin\tnetral\nrapat selasa\tnetral\n' > acuan.tsv
cp kamus/sentiment.tsv asal.tsv
fit() {
	pantau --lexicons kamus --quiet lexicon fit acuan.tsv --output "$@" || echo "exit $?"
}
fit kamus/sentiment.tsv
cmp kamus/sentiment.tsv asal.tsv
fit acuan.tsv
fit kamus
fit kamus/desk.tsv
fit kamus/desk.tsv
: > kosong.tsv
fit kosong.tsv
fit kamus/sentiment.tsv --lang en
pantau --now $NOW label kc-0018 tone=netral --by Sari > keluar
printf 'rahasia' > penting.docx
for file in penting.docx acuan.tsv kamus; do
	pantau label export $file || echo "exit $?"
done
cat penting.docx; echo
for format in text csv json ndjson; do
	pantau --format $format label export label.tsv
	pantau --format $format label export label.tsv --with-text
done
