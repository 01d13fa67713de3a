cp -rL lexicons kamus
printf 'mengilat betul\t2\tpujian\t\t\n' >> kamus/sentiment.tsv
pantau --lexicons kamus verify
pantau --lexicons kamus rescore
pantau --lexicons kamus verify
