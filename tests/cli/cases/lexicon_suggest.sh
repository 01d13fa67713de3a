# A small folder of its own: what is suggested must not move with our words.
mkdir kamus
printf 'term\tpolarity\tclass\tnote\nbagus\t2\topini\t\nburuk\t-2\topini\t\n' > kamus/sentiment.tsv
printf 'term\tscope\tkind\ntidak\t3\tplain\n' > kamus/negators.tsv
printf 'word\tclass\ndi\tdepan\ndan\tkonjungsi\n' > kamus/stopwords.tsv
printf 'term\tkind\tnote\nsukamaju\tplace\t\n' > kamus/entities.tsv
cat > label.tsv <<'GOLD'
antre lama di loket sukamaju	negatif
antre lagi di sukamaju	negatif
loket tutup dan antre lama	negatif
buruk sekali sukamaju	negatif
antrean lama di sukamaju	negatif
petugas gesit di aula	positif
gesit dan rapi	positif
bagus dan rapi	positif
petugas gesit sekali	positif
rapat senin di aula	netral
jadwal rapat di aula	netral
aula dibuka senin	netral
baris tanpa label
GOLD
printf 'antre di loket lain\nrapat\n\ngesit\n' > mentah.txt
pantau --lexicons kamus lexicon suggest label.tsv --unlabelled mentah.txt || echo "exit $?"
sed -i '/tanpa label/d' label.tsv
pantau --lexicons kamus --lang en --format tsv lexicon suggest label.tsv --limit 3
pantau --lexicons kamus --lang en --format json lexicon suggest label.tsv --limit 1
pantau --lexicons kamus --lang en --format tsv lexicon suggest label.tsv --into desk
pantau --lexicons kamus --lang en lexicon suggest label.tsv --archive --limit 1 || echo "exit $?"
