pantau --format json --lang en count 'banyulirhi jenis:post' || true
pantau --format csv count banyulirhi --by day || true
pantau --lang en count banyulirhi --by day
