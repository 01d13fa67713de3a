# One text for each act, and one that only tells; the part can be left out.
printf '%s\n' 'Sudah lapor tiga kali tapi tidak ada respon.' \
	'Mohon dibuatkan zebra cross di depan sekolah kami.' \
	'Kapan pilkades serentak dilaksanakan?' \
	'Mohon info syarat pindah domisili.' \
	'Good job, Pemkot!' 'Rapat digelar di aula kantor bupati.' '' |
	pantau analyse --plain --tone no --hoax no --terms no
echo 'Good job, Pemkot!' |
	pantau analyse --plain --tone no --hoax no --terms no --act no
