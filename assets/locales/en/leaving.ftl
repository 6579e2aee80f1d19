# Taking people and computers out of an office, and the secrets to replace because of it.
