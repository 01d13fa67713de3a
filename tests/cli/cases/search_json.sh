pantau --now $NOW --format json search "tanggul DEKAT/5 jebol" --limit 2
