# What opening the vault found. The names are those of the notice codes.

notice-vault-repaired = The vault’s file was damaged. Everything in it was filled in from the state kept on { $saved_at }; nothing is lost.
notice-vault-damaged = The vault’s file was damaged. It was filled in from the state kept on { $saved_at }; changes since then may be lost.
notice-vault-missing = The vault’s file is missing. This is the state kept on { $saved_at }; changes since then may be lost.
notice-vault-forged = Somebody without a way in put another file in place of the vault’s. Nothing was taken from it: this is the state kept on { $saved_at }. That file is set aside, and a backup brings back what is newer.
notice-kept-is-newer = An old copy of the vault’s file was put back. What a kept state of { $kept_at } had beyond it was taken over.
notice-ways-in-changed = The password or the recovery key of this vault was changed elsewhere on { $changed_at }. If nobody of you did that, give the vault a new password and a new recovery key now.
notice-ways-in-altered = The file with the ways into this vault is damaged, or somebody without a way in changed it. Your accounts are as they were. Give the vault a new password: that makes the file anew.
notice-copies-merged = { $count ->
    [one] A second copy of the vault lay in its folder. What it had was taken over.
   *[other] { $count } further copies of the vault lay in its folder. What they had was taken over.
}
notice-copies-not-merged = These copies in the vault’s folder could not be opened, and were left alone: { $names }
notice-from-the-future = { $count ->
    [one] One change bears a time that is yet to come. It was set aside; check the computers’ clocks.
   *[other] { $count } changes bear a time that is yet to come. They were set aside; check the computers’ clocks.
}
notice-quarantined = { $count ->
    [one] One record cannot be read. It is kept; all others are here.
   *[other] { $count } records cannot be read. They are kept; all others are here.
}
notice-older-than-seen = This vault is older than one this computer has seen: it is of { $saved_at }, and there was one of { $seen_at }. Was an old copy put back?
notice-vault-gone = The vault’s file is no longer there. What you see is still in memory: bring the folder back before you lock.
notice-pin-outdated = The password was changed, so the PIN of this computer no longer opens the vault. Set a new one if you want one.
notice-keys-changed = The password was changed on another computer. Lock, and unlock with the new one.
notice-vault-out-of-reach = The vault’s folder cannot be read now. What you see is as it was; it is looked at again by itself.
