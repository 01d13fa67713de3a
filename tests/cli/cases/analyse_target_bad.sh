echo 'Diskominfo lambat' | pantau analyse --plain --target ' , '
