# The first steps, the emergency kit and the lock screen.

setup-continue = Continue
setup-wait = One moment…

## First steps

setup-steps = Step { $now } of { $of }
setup-step-done = done
setup-step-password = Password
setup-step-kit = Emergency kit
setup-step-account = First account

setup-password-title = Choose a password
setup-password-text = It opens your codes on this computer. Nobody can look it up for you, so choose one that you will remember.
setup-password = Password
setup-password-again = The same password again
setup-password-differs = The two passwords are not the same.
setup-password-why = Type the same password twice first.
setup-creating = Making your vault…

setup-strength = Four or five unrelated words are strong and easy to remember.
setup-strength-0 = Guessed at once. Use several words.
setup-strength-1 = Easy to guess. Add another word.
setup-strength-2 = Not bad. One more word makes it good.
setup-strength-3 = Good.
setup-strength-4 = Very good.

setup-have-backup = I have a backup or another authenticator
setup-have-backup-text = Choose a password first. Taking accounts over in this window comes with a later version; the commands “keyrack import” and “keyrack restore” do it today.
setup-join = I want to join my office
setup-join-text = Sharing with colleagues comes with a later version. Until then each computer has a vault of its own.

setup-account-title = Add the first account
setup-account-text = Have the page of the portal open that shows its QR code or key.
setup-account-later = Later

## Emergency kit

kit-title = Keep the emergency kit
kit-text = One sheet with your recovery key. It opens your codes when the password is forgotten or this computer is broken. Print it and keep it in a safe place, away from this computer.
kit-show = Show the kit
kit-show-again = Show the kit again
kit-check-text = The kit is open in its own window. Print or save it, then type these two groups from it.
kit-group = Group { $number }
kit-check-why = Type both groups from the kit first.
kit-confirm = I have the kit
kit-later = Later
kit-later-text = Without the kit nobody can open your codes once the password is forgotten: not a colleague, not the makers of Keyrack. Keyrack will remind you.
kit-later-sure = Go on without the kit
kit-later-back = Back to the kit

## Lock screen

unlock-title = Keyrack is locked
unlock-start = Type the password to see your codes.
unlock-person = { $today ->
    [yes] Locked at { DATETIME($when, hour: "numeric", minute: "numeric") }.
   *[no] Locked on { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
}
unlock-idle = { $today ->
    [yes] Locked at { DATETIME($when, hour: "numeric", minute: "numeric") }: nobody was at work.
   *[no] Locked on { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }: nobody was at work.
}
unlock-crash = The window stopped and was opened again. Nothing was lost.
unlock-crash-unsaved = The window stopped and was opened again.
unlock-unsaved-lost = The last changes were not saved before Keyrack locked: neither the vault’s folder nor this computer could take them.
unlock-unsaved-lost-next = Everything saved before is safe. Check the disk or the connection, unlock, and make them again.
unlock-button = Unlock
unlock-busy = Unlocking…
unlock-throttled = There were too many wrong passwords.
unlock-wait = { $seconds ->
    [one] You can try again in one second. The recovery key works at once.
   *[other] You can try again in { $seconds } seconds. The recovery key works at once.
}
unlock-wait-why = Wait until you can try again, or use the recovery key.
unlock-forgot = Password forgotten? Open with the recovery key
unlock-by-password = Use the password instead
unlock-key-text = Type the recovery key from your emergency kit. Nobody else can open the vault for you, and nothing in it is lost meanwhile.
unlock-key = Recovery key
unlock-key-hint = It begins with AGE-SECRET-KEY-1. Spaces, dashes, lines and small letters do not matter.
unlock-key-why = Type the recovery key first.
