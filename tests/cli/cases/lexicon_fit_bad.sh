printf 'semua sama\tnetral\njuga sama\tnetral\n' > satu.tsv
pantau lexicon fit satu.tsv --output - || echo "exit $?"
pantau lexicon fit tidak-ada.tsv --output - || echo "exit $?"
pantau lexicon fit satu.tsv=0 --output - || echo "exit $?"
pantau lexicon fit satu.tsv --rows banyak || echo "exit $?"
pantau lexicon fit
