pantau --now $NOW kwic tanggul --limit 5 --sort right
