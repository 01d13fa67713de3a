printf 'jgn ngebantuin\njembatannn\nbenda2nya\njembtaan\nrs\nwkwkwk\nhutang\n' | pantau stem --explain | sed 's,tsv:[0-9]*,tsv:N,g'
printf 'dijembatan rumah rumahnya\ngakjembatan\n' | pantau stem --explain --format ndjson | sed 's,tsv:[0-9]*,tsv:N,g; s,"line":[0-9]*,"line":0,'
