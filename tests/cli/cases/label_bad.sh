try() {
	pantau "$@" || echo "exit $?"
}
try label kc-018
try label tidak-pernah-ada
try label kc-0018 tone=marah --by Sari
try label kc-0018 warna=merah --by Sari
try label kc-0018 tone=netral
try label kc-0018 tone=netral --by '  '
try label kc-0018 --by Sari
try label kc-0018 tone=netral --by "$(printf 'Sari\nBudi')"
try label kc-0018 tone=netral --by Sari --reason "$(printf '\033[31m')"
try label kc-0018 tone=netral tone=positif --by Sari
try label
try label import
try label import /tidak/ada
try label export
printf 'id,by\n' | try label import -
printf 'id,tone,nada\n' | try label import -
printf '' | try label import -
printf 'id\ttone\tby\nkc-0001\n\tnetral\tA\nkc-0001\tne\0tral\tA\nkc-0001\tnetral\tA\377\n' | try label import -
printf 'tone;id;by\nnetral;"kc-0001;A\nnetral;kc-0002;A\n' | try label import -
pantau label kc-0018 || echo "exit $?"
pantau --format json label tidak-pernah-ada || echo "exit $?"
