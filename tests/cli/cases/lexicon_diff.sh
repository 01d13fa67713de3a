mkdir lama baru
printf 'term\tpolarity\tclass\nbaik\t2\topini\nburuk\t-2\topini\n' > lama/sentiment.tsv
printf 'term\tpolarity\tclass\nbaik\t3\topini\nmantap\t2\tpujian\n' > baru/sentiment.tsv
pantau lexicon diff lama baru
pantau lexicon diff lama baru --format json
pantau lexicon diff lama lama --lang en
