# Backups: made, brought back, tried.

settings-backup-kept = Backups that stay
settings-backup-kept-hint = A backup is made after changes, by itself. The newest of each day stay longest.

backup-failed = The last backup could not be made. The settings say why.
backup-trouble-away = The folder for backups cannot be reached. A backup is made as soon as it can.
backup-trouble-full = The disk with the backups is full. Make room, or choose another folder.
backup-trouble-denied = Keyrack may not write into the folder for backups. Choose another one.
backup-trouble-read-back = The disk gave back something else than was written. Choose another disk.
backup-trouble-other = The last backup could not be made. It is tried again; older ones are still there.

backup-due-missing = There is no backup yet.
backup-due-missing-text = If this computer breaks, your codes go with it. Choose a folder on another disk.
backup-due-old = The last good backup is more than 30 days old.
backup-due-old-text = Connect its disk, or choose another folder.
backup-due-drill = Does your emergency kit open your backup?
backup-due-drill-text = Try it once, while nothing depends on it.
backup-due-action = Backup settings

## Bring back

restore-title = Bring back from a backup
restore-settings = Choose a backup…
restore-settings-hint = Shows what a backup has that is missing, removed or changed here. You choose what comes back.
restore-choose-text = Which backup? You see what it would change before anything is changed.
restore-none = There is no backup in the folder for backups.
restore-when = { DATETIME($when, year: "numeric", month: "long", day: "numeric", hour: "numeric", minute: "numeric") }
restore-verified = opened and found good
restore-unverified = not tried yet
restore-foreign = of another vault
restore-look = Look inside
restore-look-into = Look inside the backup of { $when }
restore-other = Choose another file…
restore-back = Back
restore-open = Open
restore-done = Done
restore-password-text = { $name } opens with another password than your vault does now. Type the password of that time, or the recovery key.
restore-password = Password or recovery key
restore-password-hint = The recovery key stands on your emergency kit. Spaces, dashes and small letters do not matter.
restore-password-why = Type the password or the recovery key first.
restore-plan = { $count ->
    [one] Saved on { $when }, with one account.
   *[other] Saved on { $when }, with { $count } accounts.
}
restore-plan-foreign = This is a backup of another vault. What you bring back is added to yours.
restore-same = Your vault has everything that this backup has. There is nothing to bring back.
restore-counts = Not here: { $missing } · removed: { $deleted } · changed: { $changed }
restore-hint = What only your vault has stays as it is.
restore-more = { $count ->
    [one] Show one more
   *[other] Show { $count } more
}
restore-is-missing = not in your vault
restore-is-deleted = removed from your vault
restore-is-changed = changed since: { $fields }
restore-field-folder = client
restore-field-service = service
restore-field-issuer = name of the portal
restore-field-label = user name
restore-field-secret = key
restore-field-desk = desk
restore-field-counter = counter
restore-field-recovery = backup and deletion codes
restore-field-url = address of the page
restore-field-email = e-mail
restore-field-note = notes
restore-field-tags = tags
restore-field-icon = picture
restore-field-also-serves = clients served
restore-field-deadlines = dates
restore-field-support = support
restore-field-channels = phones and addresses
restore-all = { $count ->
    [one] All of it
   *[other] All { $count }
}
restore-take-why = Tick first what is to come back.
restore-take = { $count ->
    [0] Bring back
    [one] Bring one back
   *[other] Bring { $count } back
}
restore-taken = { $count ->
    [one] One account is as it was in the backup.
   *[other] { $count } accounts are as they were in the backup.
}
restore-undone = Everything is as it was before.

## A backup becomes the vault

adopt-title = Start from a backup
adopt-text = Choose the backup file that Keyrack wrote on your other computer or disk. Its name begins with “keyrack-” and ends with “.tar”.
adopt-lost-text = Choose a backup file. Its name begins with “keyrack-” and ends with “.tar”. The damaged vault is set aside, not removed.
adopt-choose = Choose the file…
adopt-plan = It becomes the vault of this computer. Its password and its emergency kit open it.
adopt-plan-lost = It takes the place of the damaged vault, which is set aside. Changes made after that backup are not in it.
adopt-adopt = Use this backup
adopt-lost-door = Bring back from a backup…

## Drill

drill-title = Try your emergency kit
drill-settings = Try it…
drill-hint = Never tried. Shows whether the paper opens your newest backup.
drill-last = Last tried: { $age }
drill-no-backup = Make a backup first.
drill-text = Fetch your emergency kit and type its recovery key, as if this computer were lost. The newest backup is opened with it; nothing is changed.
drill-field = Recovery key or password
drill-why = Type the recovery key first.
drill-do = Try it
drill-good = It works.
drill-matches = It holds the same accounts and makes the same codes as your vault.
drill-differs = Your vault has changed since. The next backup will hold that too.
