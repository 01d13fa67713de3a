printf '{"text":"satu"}\nbukan json\n{"text":"dua","published":"03/04/2026"}\n{"text":"tiga\377"}\n{"id":"x","source":"s","text":"empat","published":"2026-11-08"}\n' > masuk.ndjson
code=0
pantau --db baru.db index masuk.ndjson --rejects tolak.ndjson || code=$?
echo "exit $code"
cat tolak.ndjson
