printf 'bukan basis data, hanya catatan biasa yang cukup panjang untuk dibaca sebagai kepala berkas SQLite\n' > catatan.txt
code=0
pantau --db catatan.txt search banjir 2> galat || code=$?
echo "exit $code"
sed 's,/[^ ]*/,,' galat
cat catatan.txt
