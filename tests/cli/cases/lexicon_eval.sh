# Figures, slices, another layer set beside, the surest error and its evidence.
mkdir kamus
printf 'term\tpolarity\tclass\nbagus\t2\topini\nramah\t2\topini\nrusak\t-2\topini\nlama\t-1\topini\n' > kamus/sentiment.tsv
printf 'term\tscope\tkind\ntidak\t3\tplain\n' > kamus/negators.tsv
printf 'trait\tnegative\tneutral\tpositive\n@base\t0\t1.1\t0\n' > kamus/tone-traits.tsv
printf 'term\tnegative\tneutral\tpositive\ttexts\tby\tnote\nantre\t2\t0\t-1\t\tdewi\t\n' > kamus/desk.tsv
cat > label.tsv <<'END'
# label desk
text	tone	kind	language
Pelayanannya bagus, petugasnya ramah sekali	positif	comment	id
Pelayanannya bagus, petugasnya ramah sekali	positif	post	id
Petugasnya tidak ramah dan antre lama	negatif	post	id
Antre dua jam hanya untuk satu tanda tangan	negatif	post	id
Rapat diadakan hari Senin di balai kota	netral	post	id
Kantor pindah ke gedung lama mulai Kamis	netral	post	id
Jalan rusak sudah diperbaiki kemarin	positif	comment	id
END
pantau --lang en --lexicons kamus lexicon eval label.tsv --slices --errors 1 --against-layers seed
