pantau --db tidak-ada.db search banjir
