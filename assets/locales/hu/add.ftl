# Fiókok felvétele.
