# Kollégák és számítógépek eltávolítása az irodából, és az emiatt lecserélendő titkok.
