printf 'Tanggal;Isi\n2026-11-08;air naik\n08/11/2026;tanggul jebol\n2026-11-09;surut;lebih\n' > masuk.csv
code=0
pantau --db baru.db index masuk.csv --rejects tolak.csv || code=$?
echo "exit $code"
cat tolak.csv
sed -i 's/;lebih//' tolak.csv
pantau --db baru.db --quiet index tolak.csv --source masuk --dates day-first
