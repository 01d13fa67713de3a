pantau --now $NOW search --explain "(banjir ATAU rob) nada:negatif TANPA =\"tanggul\""
