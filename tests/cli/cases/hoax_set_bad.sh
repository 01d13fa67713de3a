try() {
	pantau "$@" || echo "exit $?"
}
try hoax set
try hoax set kc-003 --verdict salah --by Sari --evidence x
try hoax set tidak-pernah-ada --verdict salah --by Sari --evidence x
try hoax set kc-0003
try hoax set kc-0003 --verdict hoaks --by Sari --evidence x
try hoax set kc-0003 --verdict salah --evidence x
try hoax set kc-0003 --verdict salah --by ' ' --evidence x
try hoax set kc-0003 --verdict salah --by Sari
try hoax set kc-0003 --verdict salah --by Sari --evidence '  '
try hoax set kc-0003 --verdict salah --by Sari --evidence "$(printf 'a\nb')"
try hoax set kc-0003 --verdict salah --by Sari --evidence x --reason "$(printf '\033[31m')"
try hoax set kc-0003 kc-0009 --verdict salah --by Sari --evidence x
try --lang en hoax set kc-0003 --verdict wrong --by Sari --evidence x
try search putusan:hoaks
try search 'verdict:'
pantau hoax list || echo "exit $?"
pantau --now $NOW hoax set kc-0003 --verdict 'belum terbukti' --by Sari --evidence x
