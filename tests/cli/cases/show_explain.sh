pantau --now $NOW search 'nada:negatif jenis:berita' --sort oldest --limit 1 --format json > a.json
id=$(python3 -c 'import json; print(json.load(open("a.json"))["hits"][0]["id"])')
pantau --now $NOW show "$id" --explain
