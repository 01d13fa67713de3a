pantau search --any --limit 1 'apakah yang jebol (di "banyulirih'
pantau search --any --explain 'kapan tanggul yg jebol dan di mana?'
pantau count --any 'berapa banyulirhi jebol'
pantau --lang en search --any --limit 1 --offset 99 banyulirhi
pantau --format json count --any banyulirhi
pantau search --any --explain 'berapa banyulirhi'
