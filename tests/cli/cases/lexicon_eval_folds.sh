# A desk layer is fitted on the others of three parts; words that no row knows
# are learned from there. With --format json all of it is one object.
mkdir kamus
printf 'term\tpolarity\tclass\nbagus\t2\topini\n' > kamus/sentiment.tsv
printf 'trait\tnegative\tneutral\tpositive\n@base\t0\t1.1\t0\n' > kamus/tone-traits.tsv
i=0
while [ $i -lt 30 ]; do
	printf 'Acara %s gemblung tenan\tneg\nJadwal %s dimulai pagi\tneu\nPanggung %s joss gandos\tpos\n' "$i" "$i" "$i"
	i=$((i + 1))
done > label.tsv
pantau --lexicons kamus lexicon eval label.tsv --folds 3
pantau --lexicons kamus --format json lexicon eval label.tsv --holdout 0.3 --errors 1
{
	printf 'text\ttone\tdate\n'
	i=0
	while [ $i -lt 24 ]; do
		printf 'acara %s gemblung tenan\tneg\t2026-10-%02d\njadwal %s dimulai pagi\tneu\t2026-10-%02d\npanggung %s joss gandos\tpos\t\n' "$i$i" $((i + 1)) "$i$i" $((i + 1)) "$i$i"
		printf 'joss %s tenan %s panggung\tpos\t2026-10-%02d\n' "$i" "$i$i$i" $((i + 1))
		i=$((i + 1))
	done
	printf 'acara 00 gemblung tenan\tneg\t2026-11-01\n'
} > waktu.tsv
pantau --lexicons kamus lexicon eval waktu.tsv --by-time 2026-10-20

# Without a date in any row the column is named.
pantau --lexicons kamus lexicon eval label.tsv --by-time 2026-10-20 || echo "exit $?"
