mkdir kamus
printf 'term\tpolarity\tclass\nramah\t2\topini\nrusak\t-2\topini\nmahal\t-1\tekonomi\n' > kamus/sentiment.tsv
printf 'text\ttone\nPetugasnya ramah.\tpositive\nJalan rusak, warga ramah.\tnegative\nRamah tamah.\tneutral\n' > emas.tsv
pantau lexicon stats kamus --gold emas.tsv | grep sentiment
pantau lexicon stats kamus --gold emas.tsv --rows
pantau lexicon stats kamus --gold emas.tsv --rows --limit 1 --format json
printf 'term\tnegative\tneutral\tpositive\ttexts\tby\tnote\nwarga\t1\t0\t-1\t\tdewi\t\n' > kamus/desk.tsv
pantau lexicon stats kamus --gold emas.tsv --rows --file desk.tsv
