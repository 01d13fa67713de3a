# A chain message with a number and handles in it, its copies, and others.
printf '%s\n' \
	'{"id":"g1","source":"grup-a","author":"Sari","published":"2026-11-08T06:00:00Z","text":"Awas banjir bandang di kota lama malam ini, warga diminta segera mengungsi ke balai desa, hubungi 081234567890"}' \
	'{"id":"g2","source":"grup-b","author":"Budi","published":"2026-11-08T06:00:20Z","text":"Awas banjir bandang di kota lama malam ini, warga diminta segera mengungsi ke balai desa, hubungi 081234567890"}' \
	'{"id":"k1","source":"kabar","published":"2026-11-08T07:00:00Z","title":"Harga beras","text":"Harga beras naik lagi di pasar induk pekan ini"}' \
	'{"id":"g3","source":"grup-b","author":"Tono","published":"2026-11-08T06:00:40Z","text":"SEBARKAN! Awas banjir bandang di kota baru malam ini, warga diminta segera mengungsi ke balai desa, hubungi 081298765432"}' \
	'{"id":"g4","source":"grup-c","text":"Awas banjir bandang di kota lama malam ini, warga diminta segera mengungsi ke balai desa, hubungi 081234567890"}' \
	'{"id":"b1","source":"dinas","author":"bpbd","owned":true,"published":"2026-11-08T09:10:00Z","text":"Beredar pesan: awas banjir bandang di kota lama malam ini, warga diminta segera mengungsi ke balai desa. Pesan itu tidak benar."}' > in.ndjson
pantau --db l.db index in.ndjson
# The same once more, after half a year: not of that story.
printf '%s\n' \
	'{"id":"o1","source":"grup-d","published":"2026-04-01T06:00:00Z","text":"Awas banjir bandang di kota lama malam ini, warga diminta segera mengungsi ke balai desa, hubungi 081234567890"}' > old.ndjson
pantau --db l.db --quiet index old.ndjson
# The key of the pseudonyms is another one in each run.
hide() { sed 's/akun-[0-9a-f]*/akun/g'; }
pantau --db l.db similar g3
pantau --db l.db similar o1 --lang en
pantau --db l.db similar o1 --chain --limit 1 | hide | head -6
pantau --db l.db similar g3 --format json | grep -o '"near".*'
pantau --db l.db similar g1 --limit 2 --offset 1 --lang en
pantau --db l.db similar g1 --offset 9 | grep hanya
pantau --db l.db similar g1 --limit 1 --format json | hide
pantau --db l.db similar g1 --format csv | cut -d, -f1-6
pantau --db l.db similar g3 --chain | hide
pantau --db l.db similar g3 --chain --lang en --limit 1 | hide
pantau --db l.db similar g3 --chain --format json | hide
pantau --db l.db similar g3 --chain --unmask | grep -o "hubungi .*"
pantau --db l.db similar k1 || echo "exit $?"
pantau --db l.db similar k1 --chain --lang en || echo "exit $?"
pantau --db l.db similar k1 --format json || echo "exit $?"
pantau --db l.db similar g3 --limit banyak || echo "exit $?"
pantau --db l.db similar g9 --lang en || echo "exit $?"
# A message that is another one each time, and yet the same.
pantau similar kc-0001 --chain --limit 3 | hide | head -9 | cut -c1-100
