# Offices: what a person should know (alarm-; the names are those of the alarm codes), and what members and folders are to
# each other.

alarm-store-older = The store shows an older state of { $device } than this computer has seen. Nothing was lost; ask whoever looks after the store whether an old copy was put back.
alarm-incomplete = Changes that colleagues have seen have not arrived here yet. Nothing was lost; sync again later, and if this stays so, compare office numbers with a colleague.
alarm-device-forked = There are two different histories of { $device } ({ $member }), as if it had been copied. Nothing was lost, and both count; ask { $member }, and if nobody there has copied it, have the computer removed.
alarm-twin = Another computer sends changes under the name of this one, so this one has stopped sending. Nothing was lost; use only one of the two, and have the other one invited anew.
alarm-future = Changes by { $member } on { $device } are dated more than a day ahead. They are set aside until then, and nothing was lost; check the clock there, and the one here.
alarm-damaged = { $count ->
    [one] A file in the store is not what { $device } put there. It was not used, and nothing was lost; it is asked for again at the next sync.
   *[other] { $count } files in the store are not what { $device } put there. They were not used, and nothing was lost; they are asked for again at the next sync.
}
alarm-not-sealed-for-you = You may read the folder “{ $folder }”, but nobody has sent it to you yet. Nothing was lost; it arrives once a colleague who has it syncs.
alarm-held = Nobody sends { $member } anything new until an owner decides about a removal that was undone. Nothing was lost; an owner has to let { $member } stay or remove { $member } anew.
alarm-sealed-to-removed = The folder “{ $folder }” was sent to { $member }, who may no longer read it, by a computer that did not know that yet. Nothing was lost; have keys that matter replaced at the portals.
alarm-set-aside = { $count ->
    [one] One change by { $member } in “{ $folder }” does not count, because it was not allowed. It is kept and nothing was lost; an owner can look at it.
   *[other] { $count } changes by { $member } in “{ $folder }” do not count, because they were not allowed. They are kept and nothing was lost; an owner can look at them.
}
alarm-silence = There has been no sign of an owner for a long time. Nothing was lost; call an owner and compare office numbers, for someone may be holding changes back.
alarm-invite-used = A second computer has answered the invitation by which { $member } joined. It was not let in, and nothing was lost; ask { $member } whether that was another try, and if not, someone else has read the invitation.
alarm-clock-ahead = The clock of this computer is { $count } seconds ahead of the store’s. Nothing was lost; check the clock of this computer, and if it is right, tell whoever looks after the store.
alarm-clock-behind = The clock of this computer is { $count } seconds behind the store’s. Nothing was lost; check the clock of this computer, and if it is right, tell whoever looks after the store.
alarm-other-office = The store holds another office. Nothing was sent to it or taken from it; check the address of the store with a colleague.
alarm-office-gone = The office is no longer in its store. Nothing was lost, everything is still on this computer; ask your colleagues, and if the store was deleted, “keyrack team sync --seed” puts the office back.
alarm-junk = { $count ->
    [one] There is a file in the store that does not belong to the office. It was left alone and nothing was lost; whoever looks after the store may delete it.
   *[other] There are { $count } files in the store that do not belong to the office. They were left alone and nothing was lost; whoever looks after the store may delete them.
}
alarm-newer = Someone in the office uses a newer version of Keyrack, so this one only reads. Nothing was lost; update Keyrack on this computer.
alarm-log-full = The office cannot record any more changes to its members and folders. Nothing was lost, and all codes keep working; found the office anew in an empty store.
alarm-store-read-only = The store cannot be written to. Nothing was lost, your changes wait on this computer; ask whoever looks after the store to let you write to it.
alarm-store-full = The store is full. Nothing was lost, your changes wait on this computer; make room in the store.
alarm-store-refused = The store no longer accepts the name and password. Nothing was lost, your changes wait on this computer; enter the password for the store anew.
alarm-keys-gone = The office does not know this computer: its keys belong to another computer, or to another user of this one. Nothing was lost; ask an owner to invite this computer.
alarm-you-were-removed = You or this computer are no longer in the office. Your own vault is unchanged; if this is a mistake, ask an owner to invite you again.

some-computer = a computer
some-member = someone
some-folder = a folder of the office

class-sheet = office key sheet
class-owner = owner
class-manager = manager
class-member = member
class-none = no longer in the office
role-view = view
role-edit = edit
role-manage = manage
alarm-removed-undone = { $member }: something arrived that a removal had undone before anybody saw it. It does not count until an owner decides.
alarm-key-renewed = The office has changed its keys and given this computer none, so it has probably been taken out of the office. What is here can still be used, but nothing new arrives. Ask an owner.
