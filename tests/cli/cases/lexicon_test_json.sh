mkdir kamus
printf 'term\tpolarity\tclass\nramah\t2\topini\nrusak\t-2\topini\n' > kamus/sentiment.tsv
mkdir uji
printf 'negative\tRapat hari Senin.\tkeliru\nneutral\tRapat hari Senin.\n' > uji/a.uji
pantau --lexicons kamus lexicon test uji/a.uji --format json --lang en
