mkdir kamus
printf 'term\tpolarity\tclass\nramah\t2\topini\nrusak\t-2\topini\n' > kamus/sentiment.tsv
printf 'baik\tbagus\nnetral\nnegatif\tra\377pat\nnetral\tRapat hari Senin.\n' > a.uji
pantau --lexicons kamus lexicon test a.uji
