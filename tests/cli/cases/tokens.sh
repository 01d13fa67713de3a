printf 'Harga2 di pasar naik terusss, kata @humas_tirtamaya #TolakKenaikan\nRp1.500.000,00 dibayar 23/6/2022\n' | pantau tokens
