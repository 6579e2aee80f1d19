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

setup-have-backup = I have a backup
setup-move = I have another authenticator
setup-move-text = Choose a password first. Right after the emergency kit, you import the file of the other program.
setup-join = I want to join my office
setup-join-text = Sharing with colleagues comes with a later version. Until then each computer has a vault of its own.

setup-account-title = Add the first account
setup-account-text = Have the page of the portal open that shows its QR code or key.
setup-account-later = Later

## Emergency kit

kit-title = Keep the emergency kit
kit-text = One sheet with your recovery key. It opens your codes when the password is forgotten or this computer is broken. Print it and keep it in a safe place, away from this computer.
kit-language = Language of the kit
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
unlock-start-pin = Type the PIN to see your codes.
unlock-sleep = { $today ->
    [yes] The computer went to sleep at { DATETIME($when, hour: "numeric", minute: "numeric") }.
   *[no] The computer went to sleep on { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
}
unlock-wake = { $today ->
    [yes] The computer had slept; it woke at { DATETIME($when, hour: "numeric", minute: "numeric") }.
   *[no] The computer had slept; it woke on { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
}
unlock-session-locked = { $today ->
    [yes] The screen was locked at { DATETIME($when, hour: "numeric", minute: "numeric") }.
   *[no] The screen was locked on { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
}
unlock-screensaver = { $today ->
    [yes] The screen saver began at { DATETIME($when, hour: "numeric", minute: "numeric") }.
   *[no] The screen saver began on { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
}
unlock-signed-out = { $today ->
    [yes] You signed out, or the computer was shut down, at { DATETIME($when, hour: "numeric", minute: "numeric") }.
   *[no] You signed out, or the computer was shut down, on { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
}
unlock-user-switch = { $today ->
    [yes] Somebody else took the screen at { DATETIME($when, hour: "numeric", minute: "numeric") }.
   *[no] Somebody else took the screen on { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
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
    [yes] The clock of the computer jumped at { DATETIME($when, hour: "numeric", minute: "numeric") }.
   *[no] The clock of the computer jumped on { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
}
unlock-hidden = { $today ->
    [yes] Locked at { DATETIME($when, hour: "numeric", minute: "numeric") }: the window had been out of sight.
   *[no] Locked on { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }: the window had been out of sight.
}
unlock-tray = { $today ->
    [yes] Locked from the tray at { DATETIME($when, hour: "numeric", minute: "numeric") }.
   *[no] Locked from the tray on { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
}
unlock-command = { $today ->
    [yes] Locked by a command at { DATETIME($when, hour: "numeric", minute: "numeric") }.
   *[no] Locked by a command on { DATETIME($when, month: "long", day: "numeric", hour: "numeric", minute: "numeric") }.
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
unlock-by-pin = Use the PIN instead
unlock-pin-pin-restarted = The computer was started anew, so type the password once. The PIN works again after that.
unlock-pin-pin-week = The password was last typed a week ago, so type it once. The PIN works again after that.
unlock-pin-pin-used-up = There were five wrong PINs, so the PIN was removed. Nothing is lost: type the password, and set a new PIN in the settings.
unlock-pin-pin-gone = The keyring of this computer no longer has its part of the PIN. Type the password, then set a PIN anew in the settings.
unlock-pin-pin-outdated = The password was changed since the PIN was set. Type the password, then set a PIN anew in the settings.
unlock-pin-pin-damaged = The file of the PIN is damaged. Type the password, then set a PIN anew in the settings. Nothing else is hurt.
unlock-pin-keyring-locked = The keyring of this computer is locked, so the PIN cannot open anything now. Type the password.
unlock-pin-keyring-absent = This computer has no keyring now, so the PIN cannot open anything. Type the password.
unlock-pin-keyring-silent = The keyring of this computer does not answer, so the PIN cannot open anything now. Type the password.
unlock-pin-keyring-broken = The keyring of this computer does not work, so the PIN cannot open anything now. Type the password.
unlock-pin-keyring-off = The keyring is switched off for Keyrack, so the PIN cannot open anything. Type the password.
unlock-pin-support = Somebody is helping over a remote connection and could watch a PIN being typed. Type the password.
unlock-pin-other = The PIN cannot open anything now. Type the password.
unlock-key-text = Type the recovery key from your emergency kit. Nobody else can open the vault for you, and nothing in it is lost meanwhile.
unlock-key = Recovery key
unlock-key-hint = It begins with AGE-SECRET-KEY-1. Spaces, dashes, lines and small letters do not matter.
unlock-key-why = Type the recovery key first.

## After the recovery key

after-key-title = You opened the vault with the recovery key
after-key-text = The recovery key is there for when the password is lost, or the file that it opens was damaged. So choose a new password now: nothing can be saved before. After that the old password no longer opens the vault; the emergency kit still does.
after-key-do = Set the new password
after-key-lock = Lock instead
