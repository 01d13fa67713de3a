mkdir kamus
printf 'term\tpolarity\tclass\nbagus\t2\topini\n' > kamus/sentiment.tsv
printf 'bagus sekali\tpositif\nburuk\tnegatif\n' > label.tsv
: > kosong.tsv
whatif() { pantau --lexicons kamus lexicon whatif "$@" --gold label.tsv || echo "exit $?"; }
whatif '' 1
whatif ' ' 1
whatif 'dua  spasi' 1
whatif Besar 1
whatif 'a;b' 1
whatif bagus 4
whatif bagus NaN
whatif bagus 1e309
whatif bagus 1e309,0,0
whatif bagus nan,0,0
whatif bagus 1,2
whatif bagus 1,2,3,4
whatif bagus 6,0,0 --into sentiment
whatif bagus 2 --into desk
whatif '~bagus' 2
whatif jelek -
whatif bagus 1 --into emoji
pantau --lexicons kamus lexicon whatif bagus 1 --gold tidak-ada.tsv || echo "exit $?"
pantau --lexicons kamus lexicon whatif bagus 1 --gold kosong.tsv || echo "exit $?"
pantau --lexicons kamus lexicon whatif bagus 1 --no-archive || echo "exit $?"
pantau --lexicons kamus --db tidak-ada.db lexicon whatif bagus 1 || echo "exit $?"
pantau --lexicons tidak-ada lexicon whatif bagus 1 --gold label.tsv || echo "exit $?"
pantau lexicon whatif bagus
