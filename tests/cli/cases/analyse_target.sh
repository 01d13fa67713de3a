printf 'Diskominfo lambat sekali, tidak ada tanggapan. Taman kota bagus.\nDinas PU bagus, @diskominfo jelek!\nTaman kota bagus.\n' > a.txt
pantau analyse --plain --terms no --hoax no --tone no --act no --target 'Diskominfo, Pemkab Tirtamaya' a.txt
pantau analyse --plain --labels --target 'Diskominfo' a.txt
