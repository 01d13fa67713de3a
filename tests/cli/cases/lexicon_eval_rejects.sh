# Rows that cannot be used are told, the rest is measured: exit 4. One tone
# alone, or nothing at all: exit 1.
mkdir kamus
printf 'term\tpolarity\tclass\nbagus\t2\topini\nrusak\t-2\topini\n' > kamus/sentiment.tsv
printf 'bagus\tpos\nbagus\tneg\nrusak\nrusak\tneg\nbiasa saja\tbiasa\n\tneu\n' > label.tsv
code=0
pantau --lexicons kamus --format tsv lexicon eval label.tsv || code=$?
echo "exit $code"
code=0
printf 'bagus\tpos\nramah\tpos\n' | pantau --lexicons kamus lexicon eval - || code=$?
echo "exit $code"
code=0
pantau --lexicons kamus lexicon eval nihil.tsv || code=$?
echo "exit $code"
code=0
printf '' | pantau --lexicons kamus lexicon eval - || code=$?
echo "exit $code"
pantau --lexicons kamus lexicon eval label.tsv --layers seed,isi
