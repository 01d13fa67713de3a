# A file may come again, whoever labelled since; what contradicts itself is no
# label; and no label shuts out those that come after it.
printf 'id\tnada\nkc-0018\tpositif\nkc-0021\tnegatif\nkc-0021\tnetral\nkc-0021\tnegatif\n' > label.tsv
import() {
	pantau --now 2026-11-"$1" label import "$2" --by "$3" || echo "exit $?"
}
import 20 label.tsv Sari
import 21 label.tsv Sari
pantau --now 2026-11-22 label kc-0018 tone=netral --by Budi > keluar
import 23 label.tsv Sari
pantau --now $NOW label kc-0018 | tail -2
# Sari thinks better of it, and better again.
printf 'id\tlabel\nkc-0018\tnegatif\n' > lain.tsv
import 24 lain.tsv Sari
printf 'id\tlabel\tnada\nkc-0018\t\tpositif\n' > lain.tsv
import 25 lain.tsv Sari
pantau --now $NOW label kc-0018 | tail -4
# At different times a file may say different things.
printf 'id,nada,oleh,waktu\nkc-0057,netral,Sari,2026-11-20\nkc-0057,positif,Sari,2026-11-21\n' > waktu.csv
import 26 waktu.csv Sari
import 26 waktu.csv Sari
# A label from the future.
pantau --now 2062-01-01 label kc-0003 tone=positif --by Budi > keluar
pantau --now $NOW label kc-0003 tone=netral --by Sari | tail -2
pantau label kc-0003 tone=netral --by Sari | tail -3
pantau label kc-0003 tone=netral --by Sari | tail -3
pantau label kc-0003 tone=- --by Sari | tail -4
pantau label kc-0003 tone=- --by Sari | wc -l
printf 'id\ttone\nkc-0003\tnegatif\n' > satu.tsv
pantau label import satu.tsv --by Sari
# Many bad rows.
{ echo 'id,nada'; for i in $(seq 30); do echo "kc-$i,netral"; done; } > banyak.csv
pantau label import banyak.csv || echo "exit $?"
printf 'bukan\tuji\n%.0s' $(seq 30) > banyak.uji
pantau lexicon test banyak.uji || echo "exit $?"
pantau label improt label.tsv || echo "exit $?"
