pantau --format-version 2 search banjir
