pantau serach banjir
