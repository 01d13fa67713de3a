pantau index corpus/posts.ndjson corpus/news.ndjson corpus/aduan.csv corpus/naskah --dates day-first
