printf 'bukan basis data, hanya catatan biasa yang cukup panjang untuk dibaca sebagai kepala berkas SQLite' > catatan.txt
code=0
pantau --db catatan.txt search banjir || code=$?
echo "exit $code"
cat catatan.txt
