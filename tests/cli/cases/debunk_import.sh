pantau --now $NOW debunk import corpus/debunks.tsv
pantau --now $NOW --lang en debunk import corpus/debunks.tsv
pantau search klaim:ada
pantau --lang en search 'claim:4' || echo "exit $?"
pantau search 'klaim:empat' || echo "exit $?"
pantau debunk list listrik --limit 2
pantau --lang en debunk list --limit 1
pantau debunk list zzzqq || echo "exit $?"
pantau debunk show 6
pantau debunk show 99 || echo "exit $?"
pantau debunk show enam || echo "exit $?"
pantau --format json debunk show 4
pantau --format csv debunk list air PDAM
pantau verify
pantau show kc-0006 | sed -n 2p
pantau --format json show pc-0012 | grep -o "\"claims\":.*\"title_tone\""
pantau --quiet --db kosong.db index corpus/lama.ndjson > /dev/null
pantau --db kosong.db debunk list || echo "exit $?"
