mkdir kamus
printf 'term\tpolarity\tclass\nramah\t2\topini\nrusak\t-2\topini\n' > kamus/sentiment.tsv
mkdir uji
printf '# licence: CC BY-SA 4.0\npositif\tPelayanannya ramah sekali.\tpuji\nnegatif\tPelayanannya ramah sekali.\tkeliru\n+\tJalannya rusak.\n0\tRapat hari Senin.\n' > uji/a.uji
printf 'negatif\tRapat hari Senin.\tbelum\nnetral\tRapat hari Senin.\n' > uji/belum.uji
pantau --lexicons kamus lexicon test uji
