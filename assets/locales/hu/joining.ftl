# Iroda létrehozása, csatlakozás, második számítógép, visszatérés az irodai kulcslappal.

digits-box = { $from }–{ $to }. számjegy
