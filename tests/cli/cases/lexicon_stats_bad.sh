mkdir kamus
printf 'term\tpolarity\tclass\nramah\t2\topini\n' > kamus/sentiment.tsv
printf 'text\ttone\nPetugasnya ramah.\tbaik\nRapat.\tneutral\n' > emas.tsv
pantau lexicon stats kamus --rows || echo $?
pantau lexicon stats kamus --gold emas.tsv --limit 3 || echo $?
pantau lexicon stats kamus --gold emas.tsv --rows --file sentimen.tsv || echo $?
pantau lexicon stats kamus --gold emas.tsv --rows --lang en
