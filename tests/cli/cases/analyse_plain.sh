printf 'Pelayanan puskesmas sangat ramah\nJalan rusak parah, tidak pernah diperbaiki\n' | pantau analyse --plain --terms no
