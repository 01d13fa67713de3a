printf 'bagus sekali\tpositif\nbaik sekali\tpositif\n' > label.tsv
: > kosong.tsv
printf 'text\n' > kepala.tsv
pantau lexicon suggest label.tsv || echo "exit $?"
pantau lexicon suggest tidak-ada.tsv || echo "exit $?"
pantau lexicon suggest kosong.tsv || echo "exit $?"
pantau lexicon suggest kepala.tsv || echo "exit $?"
pantau lexicon suggest label.tsv --unlabelled tidak-ada.txt || echo "exit $?"
printf 'antre\377 lama\nantre\tlagi\tsaja\nloket\n' > mentah.txt
pantau lexicon suggest label.tsv --unlabelled mentah.txt || echo "exit $?"
pantau lexicon suggest label.tsv --limit banyak || echo "exit $?"
pantau lexicon suggest label.tsv --limit 99999 || echo "exit $?"
pantau --lexicons tidak-ada lexicon suggest label.tsv || echo "exit $?"
pantau lexicon suggest
