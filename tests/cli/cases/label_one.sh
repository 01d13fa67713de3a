pantau --now $NOW label kc-0018 || echo "exit $?"
pantau --now $NOW label kc-0018 tone=netral --by Sari --reason 'laporan warga, hubungi 081234567890'
pantau --now 2026-11-21T07:00+07:00 label kicau.example:kc-0018 nada=positif --by 'Budi Hartono'
pantau --now 2026-11-20T06:00+07:00 label kc-0018 tone=netral --by Tuti
pantau --format json label kc-0018
pantau --format json --now $NOW search 'tanggul DEKAT/5 jebol' --limit 1
pantau --now $NOW search 'tanggul DEKAT/5 jebol' --limit 1
pantau --now $NOW --lang en show kc-0018
pantau --now 2026-11-21T08:00+07:00 label kc-0018 tone=- --by Sari
pantau --now $NOW label kc-0018 || echo "exit $?"
pantau verify
