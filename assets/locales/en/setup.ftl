# The first steps and the lock screen.
