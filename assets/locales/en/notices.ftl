# What opening the vault found. The names are those of the notice codes.

notice-vault-repaired = The vault file was damaged. All of it was recovered from the snapshot of { $saved_at }; nothing was lost.
notice-vault-damaged = The vault file was damaged. It was repaired from the snapshot of { $saved_at }; changes made after that may be lost.
notice-vault-missing = The vault file is missing. This is the snapshot of { $saved_at }; changes made after that may be lost.
notice-vault-forged = Someone who cannot open the vault replaced its file with another one. Nothing was taken from that file: this is the snapshot of { $saved_at }. The other file was set aside; restore a backup to get anything newer.
notice-kept-is-newer = An old copy of the vault file was put back. What was newer in the snapshot of { $kept_at } was kept.
notice-ways-in-changed = The password or the recovery key of this vault was changed elsewhere on { $changed_at }. If none of you did that, set a new password and make a new recovery key now.
notice-ways-in-altered = The file with this vault’s unlock methods is damaged, or was changed by someone who cannot open the vault. Your accounts are unchanged. Set a new password for the vault: that writes the file again.
notice-copies-merged = { $count ->
    [one] There was a second copy of the vault in its folder. Its changes were merged.
   *[other] There were { $count } more copies of the vault in its folder. Their changes were merged.
}
notice-copies-not-merged = These copies in the vault folder could not be opened and were left alone: { $names }
notice-from-the-future = { $count ->
    [one] One change is dated in the future. It was set aside; check the clocks of your computers.
   *[other] { $count } changes are dated in the future. They were set aside; check the clocks of your computers.
}
notice-quarantined = { $count ->
    [one] One record cannot be read. It is kept; all others are fine.
   *[other] { $count } records cannot be read. They are kept; all others are fine.
}
notice-older-than-seen = This vault is older than the one this computer saw before: it is from { $saved_at }, the other was from { $seen_at }. Did someone put back an old copy?
notice-vault-gone = The vault file is no longer there. What you see is still in memory: put the folder back before you lock.
notice-only-seen = { $count ->
    [one] 1 account was left as it is, because you only see its folder and cannot change it.
   *[other] { $count } accounts were left as they are, because you only see their folders and cannot change them.
}
notice-pin-outdated = The password was changed, so this computer’s PIN no longer opens the vault. Set a new PIN if you want one.
notice-keys-changed = The password was changed on another computer. Lock, then unlock with the new password.
notice-vault-out-of-reach = The vault folder cannot be read right now. What you see is the last known state; Keyrack keeps trying.
