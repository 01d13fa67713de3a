pantau --now $NOW count banjir --by day --since 2026-11-05 --until 2026-11-12
