pantau --now $NOW search menolak --limit 3
