printf 'makanan\n\377\nminuman\n' | pantau stem
