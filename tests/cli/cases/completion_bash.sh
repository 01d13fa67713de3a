pantau completion bash > complete.bash
touch 'dua kata.csv'
bash -s <<'END'
. ./complete.bash
try() {
	COMP_WORDS=(pantau "$@")
	COMP_CWORD=$#
	_pantau
	(IFS='|'; echo "${COMPREPLY[*]}")
}
try se
try --format csv co
try search --sort re
try search --sort = n
try index --kind co
try index dua
try lexicon c
try help ki
try help kw
try completion f
try label im
try label kc-0018 to
try label import --b
try label kc-0018 --r
END
