pantau show gp-005 --target 'RSUD,Banyu Samudrawan'
pantau show gp-005 --target Diskominfo --lang en | tail -n 1
pantau show gp-005 --target Diskominfo --format json | grep -o '"target_tone":.*'
