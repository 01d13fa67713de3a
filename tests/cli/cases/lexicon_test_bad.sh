mkdir kamus
printf 'term\tpolarity\tclass\nramah\t2\topini\nrusak\t-2\topini\n' > kamus/sentiment.tsv
printf 'baik\tbagus\nnetral\nnegatif\tra\377pat\nnetral\tRapat hari Senin.\n' > a.uji
# A test that cannot be read ends no half answer.
mkdir -p uji/z.uji
printf 'positif\trusak\n' > uji/a.uji
pantau --lexicons kamus --format json lexicon test uji || echo "exit $?"
pantau --lexicons kamus lexicon test a.uji
