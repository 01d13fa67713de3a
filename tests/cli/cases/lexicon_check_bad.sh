mkdir kamus
printf '# licence: CC BY-SA 4.0\nterm\tpolarity\tclass\texample\tnote\nbaik\t2\topini\t\t\nbaik\t-1\topini\t\t\nBuruk\t-9\topini\t\t\n' > kamus/sentiment.tsv
pantau lexicon check kamus
