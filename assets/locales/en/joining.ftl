# Founding an office, joining one, a second computer, and coming back with an office key sheet.

digits-box = Digits { $from } to { $to }
