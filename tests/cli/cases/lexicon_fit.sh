# A small folder of its own: what is learned must not move with our words.
mkdir kamus
printf 'term\tpolarity\tclass\nbagus\t2\topini\n' > kamus/sentiment.tsv
printf 'term\tscope\tkind\ntidak\t3\tplain\n' > kamus/negators.tsv
printf 'term\tkind\tnote\nsukamaju\tplace\t\n' > kamus/entities.tsv
printf 'term\tnegative\tneutral\tpositive\ttexts\tby\tnote\ncalo\t2\t0\t-2\t\tdewi\t\n' > kamus/desk.tsv
cat > label.tsv <<'GOLD'
pelayanannya gesit dan rapi	positif
antre lama di loket sukamaju	negatif
rapat hari senin di aula	netral
rapi sekali kerjanya	positif
loket lama sekali antre	negatif
aula dibuka senin	netral
gesit dan rapi di sukamaju	pos
antre lagi antre	neg
jadwal rapat di aula sukamaju	neu
baris tanpa label
label aneh	marah
GOLD
printf 'antre lagi, antre!\tnegatif\n' > uji.tsv
pantau --lexicons kamus lexicon fit label.tsv=0.5 --without uji.tsv --l2 0.001 --rows 24 || echo "exit $?"
cat kamus/desk.tsv
# What the rows know is not measured by it, and what they knew goes with them.
pantau --lexicons kamus lexicon eval label.tsv | sed -n 2p
head -6 label.tsv > sebagian.tsv
pantau --lexicons kamus lexicon fit sebagian.tsv | head -1
