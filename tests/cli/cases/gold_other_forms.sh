# Files of another form are named once, and none of their lines is a text.
pantau --now $NOW label kc-0018 tone=netral --by Sari > keluar
pantau --format csv label export acuan.csv --with-text
for file in acuan.csv corpus/posts.ndjson corpus/aduan.csv; do
	for command in eval 'fit --output layer.tsv' suggest \
			'review --format ndjson --output jawaban.tsv --from'; do
		pantau lexicon $command $file < /dev/null || echo "exit $?"
	done
	pantau label export acuan.tsv --with-text
	pantau lexicon suggest acuan.tsv --unlabelled $file > keluar || echo "exit $?"
done
ls *.tsv
