# What is wrong with a lexicon is the same for whoever reads it: 4, and where
# the others are shown.
mkdir kamus
printf 'term\tpolarity\tclass\nbaik\t2\topini\nBuruk\t-2.5\topini\n' > kamus/sentiment.tsv
try() {
	pantau --lexicons kamus "$@" < /dev/null || echo "exit $?"
}
try lexicon check
try lexicon check kamus/sentiment.tsv
try --lang en lexicon check kamus/sentiment.tsv
try lexicon check tidak-ada
try analyse
try rescore
try show kc-0018 --explain > keluar; tail -1 keluar
try show kc-9999
try show --target
try lexicon eval --errors -1
