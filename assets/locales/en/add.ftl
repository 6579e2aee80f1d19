# Adding accounts.
