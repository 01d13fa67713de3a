mkdir kamus
printf 'cue\tact\tweight\tplace\nmohon info\tinformation\t2\tany\n' > kamus/acts.tsv
printf 'term\tpolarity\tclass\nramah\t2\topini\n' > kamus/sentiment.tsv
printf 'informasi\tMohon info jadwalnya.\npujian\tMohon info jadwalnya.\tkeliru\n' > a.uji
pantau --lexicons kamus lexicon test a.uji
