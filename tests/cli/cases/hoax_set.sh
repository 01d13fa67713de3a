pantau --now $NOW hoax list || echo "exit $?"
pantau --now $NOW hoax set kc-0003 --verdict salah --by Sari --evidence https://klarifikasi.example/7 --reason 'waduk utuh, sumber 081234567890'
pantau --now 2026-11-21T07:00+07:00 hoax set kicau.example:kc-0003 --verdict misleading --by 'Budi Hartono' --evidence 'foto lama, 2019'
pantau --now 2026-11-20T06:00+07:00 hoax set kc-0003 --verdict satir --by Tuti --evidence 'akun lelucon'
pantau --now $NOW hoax set kc-0009 --verdict penipuan --by Sari --evidence https://klarifikasi.example/9
pantau --now $NOW hoax set kc-0009 --verdict penipuan --by Sari --evidence https://klarifikasi.example/9
pantau --format json --now 2026-11-21T07:00+07:00 hoax set kc-0009 --verdict scam --by Sari --evidence https://klarifikasi.example/10
pantau --now $NOW hoax list
pantau --format json --now $NOW hoax list
pantau --lang en --now $NOW show kc-0003
pantau --format json --now $NOW show kc-0003
pantau --now $NOW show kc-0003 --explain | grep -A 4 'Budi Hartono'
pantau --format json --now $NOW show kc-0003 --explain | grep -o '"verdict_history":\[[^]]*\]'
pantau --now $NOW search 'putusan:ada waduk'
pantau --format json --now $NOW search 'verdict:misleading'
pantau --now 2026-11-21T08:00+07:00 hoax set kc-0003 --verdict - --by Sari
pantau --now $NOW show kc-0003 | head -3
pantau --format csv --now $NOW hoax list
pantau verify
