# The first steps, the emergency kit and the lock screen.

setup-continue = Continue
setup-wait = One moment…

## First steps

setup-steps = Step { $now } of { $of }
setup-step-done = done
setup-step-password = Password
setup-step-kit = Emergency kit
setup-step-account = First account
setup-step-office = Your office

setup-password-title = Choose a password
setup-password-text = It opens your codes on this computer. Nobody can recover it for you, so choose one you will remember.
setup-password = Password
setup-password-again = Repeat the password
setup-password-differs = The two passwords do not match.
setup-password-why = Enter the same password twice first.
setup-creating = Creating your vault…

setup-strength = Four or five unrelated words are strong and easy to remember.
setup-strength-0 = Would be guessed at once. Use several words.
setup-strength-1 = Easy to guess. Add another word.
setup-strength-2 = Not bad. One more word makes it good.
setup-strength-3 = Good.
setup-strength-4 = Very good.

setup-have-backup = I have a backup
setup-move = I have another authenticator
setup-move-text = Choose a password first. Right after the emergency kit, you import the other program’s file.
setup-join = I want to join my office
setup-join-text = Choose a password first. Right after the emergency kit, you paste the invitation, or enter an office key sheet.

setup-account-title = Add your first account
setup-account-text = Open the page of the portal that shows its QR code or key.
setup-account-later = Later

setup-office-text = Until you are let in, Keyrack works without the office as well.
setup-office-later = Later, without the office

## Emergency kit

kit-title = Keep the emergency kit
kit-text = One sheet with your recovery key. It opens your codes if you forget the password or this computer breaks. Print it and keep it in a safe place, away from this computer.
kit-language = Language of the kit
kit-show = Show the kit
kit-show-again = Show the kit again
kit-check-text = The kit is open in its own window. Print or save it, then type these two groups from it.
kit-group = Group { $number }
kit-check-why = Enter both groups from the kit first.
kit-confirm = I have the kit
kit-later = Later
kit-later-text = Without the kit, nobody can open your codes if you forget the password: not a colleague, not the makers of Keyrack. Keyrack will remind you.
kit-later-sure = Continue without the kit
kit-later-back = Back to the kit

## Lock screen

unlock-title = Keyrack is locked
unlock-start = Enter the password to see your codes.
unlock-person = { $today ->
    [yes] Locked at { DATETIME($when, hour: "numeric", minute: "numeric") }.
   *[no] Locked on { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
}
unlock-idle = { $today ->
    [yes] Locked at { DATETIME($when, hour: "numeric", minute: "numeric") }: the computer was not in use.
   *[no] Locked on { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }: the computer was not in use.
}
unlock-start-pin = Enter the PIN to see your codes.
unlock-sleep = { $today ->
    [yes] The computer went to sleep at { DATETIME($when, hour: "numeric", minute: "numeric") }.
   *[no] The computer went to sleep on { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
}
unlock-wake = { $today ->
    [yes] The computer was asleep; it woke up at { DATETIME($when, hour: "numeric", minute: "numeric") }.
   *[no] The computer was asleep; it woke up on { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
}
unlock-session-locked = { $today ->
    [yes] The screen was locked at { DATETIME($when, hour: "numeric", minute: "numeric") }.
   *[no] The screen was locked on { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
}
unlock-screensaver = { $today ->
    [yes] The screen saver started at { DATETIME($when, hour: "numeric", minute: "numeric") }.
   *[no] The screen saver started on { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
}
unlock-signed-out = { $today ->
    [yes] You signed out, or the computer was shut down, at { DATETIME($when, hour: "numeric", minute: "numeric") }.
   *[no] You signed out, or the computer was shut down, on { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
}
unlock-user-switch = { $today ->
    [yes] Another user switched to this screen at { DATETIME($when, hour: "numeric", minute: "numeric") }.
   *[no] Another user switched to this screen on { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
}
unlock-disconnected = { $today ->
    [yes] The remote connection to this computer ended at { DATETIME($when, hour: "numeric", minute: "numeric") }.
   *[no] The remote connection to this computer ended on { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
}
unlock-lid = { $today ->
    [yes] The lid was closed at { DATETIME($when, hour: "numeric", minute: "numeric") }.
   *[no] The lid was closed on { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
}
unlock-time-jump = { $today ->
    [yes] This computer’s clock was changed at { DATETIME($when, hour: "numeric", minute: "numeric") }.
   *[no] This computer’s clock was changed on { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
}
unlock-hidden = { $today ->
    [yes] Locked at { DATETIME($when, hour: "numeric", minute: "numeric") }: the window was out of sight.
   *[no] Locked on { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }: the window was out of sight.
}
unlock-tray = { $today ->
    [yes] Locked from the tray at { DATETIME($when, hour: "numeric", minute: "numeric") }.
   *[no] Locked from the tray on { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
}
unlock-command = { $today ->
    [yes] Locked by a command at { DATETIME($when, hour: "numeric", minute: "numeric") }.
   *[no] Locked by a command on { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
}
unlock-crash = The window crashed and was opened again. Nothing was lost.
unlock-crash-unsaved = The window crashed and was opened again.
unlock-unsaved-lost = Your last changes were not saved before Keyrack locked: they could not be written to the vault folder or to this computer.
unlock-unsaved-lost-next = Everything saved before is safe. Check the disk or the connection, unlock, and make the changes again.
unlock-button = Unlock
unlock-busy = Unlocking…
unlock-throttled = There were too many wrong passwords.
unlock-wait = { $seconds ->
    [one] You can try again in one second. The recovery key works at once.
   *[other] You can try again in { $seconds } seconds. The recovery key works at once.
}
unlock-wait-why = Wait until you can try again, or use the recovery key.
unlock-forgot = Forgot the password? Use the recovery key
unlock-by-password = Use the password instead
unlock-by-pin = Use the PIN instead
unlock-pin-pin-restarted = The computer was restarted, so enter the password once. The PIN works again after that.
unlock-pin-pin-week = You last entered the password a week ago, so enter it once. The PIN works again after that.
unlock-pin-pin-used-up = The PIN was wrong five times, so it was removed. Nothing is lost: enter the password, and set a new PIN in the settings.
unlock-pin-pin-gone = The keyring of this computer no longer has its part of the PIN. Enter the password, then set a new PIN in the settings.
unlock-pin-pin-outdated = The password has changed since the PIN was set. Enter the password, then set a new PIN in the settings.
unlock-pin-pin-damaged = The PIN file is damaged. Nothing else is affected. Enter the password, then set a new PIN in the settings.
unlock-pin-keyring-locked = The keyring of this computer is locked, so the PIN does not work right now. Enter the password.
unlock-pin-keyring-absent = This computer has no keyring right now, so the PIN does not work. Enter the password.
unlock-pin-keyring-silent = The keyring of this computer is not responding, so the PIN does not work right now. Enter the password.
unlock-pin-keyring-broken = The keyring of this computer is not working, so the PIN does not work right now. Enter the password.
unlock-pin-keyring-off = The keyring is turned off for Keyrack, so the PIN does not work. Enter the password.
unlock-pin-support = Someone is helping over a remote connection and could see the PIN as you type it. Enter the password.
unlock-pin-other = The PIN does not work right now. Enter the password.
unlock-key-text = Enter the recovery key from your emergency kit. Nobody else can open the vault for you, and nothing in it is lost in the meantime.
unlock-key = Recovery key
unlock-key-hint = It starts with AGE-SECRET-KEY-1. Spaces, dashes, line breaks and capitals do not matter.
unlock-key-why = Enter the recovery key first.

## After the recovery key

after-key-title = You opened the vault with the recovery key
after-key-text = The recovery key is for when the password is lost or the file it opens is damaged. Choose a new password now; nothing can be saved until you do. The old password will no longer open the vault; the emergency kit still will.
after-key-do = Set the new password
after-key-lock = Lock instead
