# What is meant, wherever a word is a slip.
try() {
	pantau "$@" || echo "exit $?"
}
try label kc-0018 tone=netral --bay Sari
try label kc-0018 tone=netral --bi Sari
try label kc-0018 tone=netral --xy Sari
try lexicon chek
try lexicon stat
try lexicon evl acuan.tsv
try lexicon jauh
try lexikon check
try help leksikon
try help lexicon evla
try help serch
try --lang en help lexicon evla
try help lexicon eval | head -1
try show kc-018
try label improt x
try label kc-0018 x
try hoax
try hoax tidakada
try --lang en debunk
try debnk
try --lang en help hoax check | head -6
