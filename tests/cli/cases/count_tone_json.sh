pantau --now $NOW --format json count banjir --by tone
