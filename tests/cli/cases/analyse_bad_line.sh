printf '{"text":"Terima kasih banyak"}\n{"text":\n[1]\n' | pantau analyse --labels
