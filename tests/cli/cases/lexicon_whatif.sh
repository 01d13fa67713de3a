# A small folder of its own: what changes must not move with our words.
mkdir kamus
printf 'term\tpolarity\tclass\nbagus\t2\topini\nburuk\t-2\topini\n' > kamus/sentiment.tsv
printf 'term\tscope\tkind\ntidak\t3\tplain\n' > kamus/negators.tsv
cat > label.tsv <<'GOLD'
antre lama di loket	negatif
petugas rapi dan antre tertib	netral
bagus sekali	positif
tidak bagus	negatif
baris tanpa label
GOLD
whatif() { pantau --lexicons kamus lexicon whatif "$@" || echo "exit $?"; }
whatif antre -2 --gold label.tsv --no-archive
whatif 'antre lama' -2 --gold label.tsv --no-archive
whatif '~antre ~lama' 1.5,-1,0 --gold label.tsv --no-archive
sed -i '/tanpa label/d' label.tsv
whatif bagus - --gold label.tsv --no-archive
whatif bagus 0 --gold label.tsv --no-archive
whatif tanggul -2 --limit 1
pantau --lexicons kamus --format json lexicon whatif tanggul -2 --gold label.tsv --limit 1
cat kamus/sentiment.tsv
# What a person labelled is left out, and counted.
id=$(pantau --format ndjson search tanggul --limit 1 --sort oldest | sed 's/.*"id":"\([^"]*\)".*/\1/')
pantau --now $NOW label "$id" tone=netral --by Sari | tail -1
whatif tanggul -2 --limit 1 | grep arsip
