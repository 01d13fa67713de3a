mkdir lama
printf 'term\tpolarity\tclass\nbaik\t2\topini\n' > lama/sentiment.tsv
pantau lexicon diff lama baru
