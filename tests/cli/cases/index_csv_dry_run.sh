pantau --db baru.db index corpus/aduan.csv --dry-run; ls
