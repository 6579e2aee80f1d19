# Beállítások, kiírás és a papírablak.
