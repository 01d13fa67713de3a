try() {
	pantau --now $NOW "$@" || echo "exit $?"
}
sed 's/"kc-0003"/"kc-9003"/; s/RT sebanyak/tolong RT sebanyak/' corpus/posts.ndjson | grep '"kc-9003"' > salinan.ndjson
pantau --quiet index salinan.ndjson > /dev/null
try hoax set kc-0003 --verdict salah --by Sari --evidence https://klarifikasi.example/7 --debunk --title 'Waduk Ranuwangi tidak retak'
try hoax set kc-0003 --verdict salah --by Sari --evidence https://klarifikasi.example/7 --debunk --title 'Waduk Ranuwangi utuh' --reason 'diperiksa di tempat'
try --lang en hoax set kc-0009 --verdict scam --by Budi --evidence https://klarifikasi.example/7 --debunk
try --format json hoax set kc-0009 --verdict penipuan --by Budi --evidence 'ditanyakan ke panitia' --debunk --claim 'Pemenang motor membayar pajak'
try debunk show 1
try debunk show 2
try search klaim:1 --sort oldest
try hoax queue --limit 1 'kc-0003 OR waduk'
try hoax set kc-0003 --verdict benar --by Sari --evidence x --debunk
try hoax set kc-0003 --verdict - --by Sari --debunk
try hoax set kc-0003 --verdict salah --by Sari --evidence x --title y
try debunk list
pantau verify
