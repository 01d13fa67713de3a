pantau search banjir --limt 3
