mkdir kamus
printf 'group\tcap\ttitle_id\ttitle_en\nsebar\t2\tAjakan menyebarkan\tCall to spread\nbantahan\t2\tBantahan\tDenial\ntipografi\t1\tHuruf\tType\n' > kamus/hoax-groups.tsv
printf 'cue\tkind\tgroup\tweight\nsebarkan\tphrase\tsebar\t1\ndari grup sebelah\tphrase\tsebar\t1.5\ntidak benar\tphrase\tbantahan\t-1\ntak pernah ada\tphrase\tsebar\t1\nexclamation_run\tfeature\ttipografi\t0.5\n' > kamus/hoax-cues.tsv
export PANTAU_LEXICONS="$PWD/kamus"
pantau hoax stats
pantau --lang en hoax stats banjir --jobs 1
pantau --format csv hoax stats sumber:pesan.example --jobs 3
pantau --format json hoax stats 'sebarkan' --since 2026-11-08
pantau hoax stats zzzqq || echo "exit $?"
pantau hoax stat 2>&1 || echo "exit $?"
