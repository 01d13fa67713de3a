printf '%s\n' 'Wis suwe ora udan, sawahku nganti nela lan pari padha mati' \
	'Hatur nuhun kana bantosanana, mugia dibales ku nu Maha Kawasa' \
	'The road in front of our house has been broken for months' \
	'Jalan rusak parah, tidak pernah diperbaiki' \
	'Mantap pak' '😡😡' | pantau analyse --plain --terms no --hoax no
printf '%s\n' 'Wis suwe ora udan, pelayanane apik banget lan ramah' \
	'Pelayanannya ramah sekali' '' | pantau analyse --plain --labels
printf '%s\n' '{"text":"Pelayanannya ramah sekali","language":"jw"}' \
	'{"text":"Pelayanannya ramah sekali","language":"Indonesia"}' \
	'{"text":"Pelayanannya ramah sekali","language":"und"}' \
	'{"text":"Pelayanannya ramah sekali","language":"fr"}' |
	pantau analyse --terms no --hoax no
