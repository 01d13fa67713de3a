pantau search banyulirhi jebol --limit 1 || true
pantau --lang en search '="tanggulnyalah"' || true
pantau search 'banjir tanggal:2001' --since 2026-11-01 || true
pantau --lang en search banjir --until 2020-01-01
