# What people bring instead of labelled texts: place, reason and advice for
# each, nothing half read, and what is good is used.
mkdir kamus folder
printf 'term\tpolarity\tclass\nbagus\t2\topini\nrusak\t-2\topini\n' > kamus/sentiment.tsv
baik='bagus sekali\tpositif\njalan rusak\tnegatif\nrapat senin\tnetral\n'
gold() {
	printf "$2" > "$1"
	code=0
	pantau --lexicons kamus --format csv lexicon stats kamus --gold "$1" > keluar || code=$?
	echo "$1: exit $code, $(wc -l < keluar) lines"
}
gold label.tsv "text\ttone\nbagus\tbaik\nrusak\tnegatif\n"
gold tab.tsv "$baik""bagus positif\n"
gold sel.tsv "text\ttone\tid\nbagus\tpositif\nrusak\tnegatif\t3\t4\n"
gold crlf.tsv "text\ttone\r\nbagus\tpositif\r\n"
gold bom.tsv "\357\273\277text\ttone\nbagus\tpositif\n"
gold kosong.tsv ""
gold judul.tsv "text\ttone\n"
gold nul.tsv "$baik""ba\000gus\tpositif\nrusak\tneg\000atif\n"
gold utf8.tsv "$baik""bagus\377\tpositif\n"
gold teks.tsv "$baik""\tpositif\n \tnegatif\n"
{ printf "$baik"; head -c 10000000 /dev/zero | tr '\0' a; printf '\tpositif\n'; } > panjang.tsv
for file in panjang.tsv sel.tsv folder tidak-ada.tsv; do
	for command in eval 'fit --output -' suggest 'whatif ramah 1 --no-archive --gold' \
			'review --format ndjson --output jawaban.tsv --from'; do
		code=0
		pantau --lexicons kamus lexicon $command $file < /dev/null > keluar || code=$?
		echo "$command $file: exit $code"
	done
	ls jawaban.tsv 2> ls || echo 'no answers'
	rm -f jawaban.tsv
done
# One label, a text with two, and copies of what is kept for measuring.
printf 'bagus\tpositif\nramah\tpositif\n' > satu.tsv
printf 'bagus sekali\tnegatif\njalan rusak\tnegatif\n' > lain.tsv
printf "$baik" > baik.tsv
try() {
	pantau --lexicons kamus --lang "$1" lexicon fit --output layer.tsv ${2-} ${3-} ${4-} > keluar || echo "exit $?"
	ls layer.tsv 2> ls || echo 'no layer'
	rm -f layer.tsv
}
for lang in id en; do
	try $lang satu.tsv
	try $lang baik.tsv lain.tsv
	try $lang baik.tsv --without lain.tsv
	try $lang baik.tsv=nan
	try $lang baik.tsv --rows 1.5
done
pantau --lexicons kamus lexicon eval baik.tsv --folds 3
