# Taking people and computers out of an office, and the keys to replace because of it.

## Removing

remove-title = Remove from the office
remove-title-member = Remove { $name } from the office
remove-title-device = Remove { $label } ({ $name })
remove-title-owner = Make { $name } a member again
remove-step-sync = Up to date
remove-step-plan = What happens
remove-step-done = Done
remove-syncing = Looking for the latest changes…
remove-missing = { $count ->
    [one] Changes from one computer have not arrived here yet:
   *[other] Changes from { $count } computers have not arrived here yet:
}
remove-missing-hint = Nothing is lost if you go on. What arrives later and no longer counts is shown to you.
remove-go-on = Go on all the same
remove-look = Look again

remove-last-owner = { $name } is the only owner. Nobody would be left to decide in the office.
remove-last-owner-next = Make someone else an owner first, on the page of that person.
remove-last-owner-why = Make someone else an owner first.
remove-you-member = This is you: the office disappears from all your computers.
remove-you-device = This is the computer you are sitting at: the office disappears from it.
remove-you-owner = This is you: you will no longer decide about people and clients.
remove-what-member = { $name } no longer receives anything of the office, and can no longer change anything in it.
remove-what-device = { $label } no longer receives anything of the office. { $name } stays in it with the other computers.
remove-what-owner = { $name } stays in the office and sees only the clients that are shared with { $name }, and no longer decides about people.
remove-folders = { $count ->
    [one] One client gets a new lock.
   *[other] { $count } clients get new locks.
}
remove-will-expose = { $count ->
    [one] { $name } could read one key that is in use. You get it as a list.
   *[other] { $name } could read { $count } keys that are in use. You get them as a list.
}
remove-takes-back = Keep whom { $name } let in: { $people }
remove-takes-back-on = They stay in the office, now in your name.
remove-takes-back-off = They leave the office as well.
remove-undoes = { $count ->
    [one] One thing is undone with it
   *[other] { $count } things are undone with it
}
remove-undoes-more = { $count ->
    [one] and one more
   *[other] and { $count } more
}

undone-add-member = Let somebody in
undone-appoint = Made somebody an owner
undone-add-device = Added a computer
undone-rm-member = Removed somebody
undone-rm-device = Removed a computer
undone-demote = Made an owner a member again
undone-member-key = Renewed a key
undone-folder-new = Made a client
undone-grant = Shared a client
undone-revoke = Took a client away
undone-settle = Decided about a removal
undone-policy = Changed the rules of the office
undone-moved = Moved the office
undone-invite = Invited somebody
undone-cancel = Took an invitation back
undone-other = Another change

remove-do-member = Remove { $name }
remove-do-device = Remove the computer
remove-do-owner = Make { $name } a member
remove-done-member = { $name } is no longer in the office.
remove-done-device = { $label } ({ $name }) is no longer in the office.
remove-done-owner = { $name } is a member now.
remove-exposed = { $count ->
    [one] { $name } could read one key that is in use. Removing { $name } does not change that. Replace it at the portal.
   *[other] { $name } could read { $count } keys that are in use. Removing { $name } does not change that. Replace them at the portals.
}
remove-nothing = There is nothing to replace at the portals.
remove-list = See the list
remove-later = Later

## Keys to replace

exposed-title = Replace at the portals
exposed-intro = People who are no longer in the office, or no longer have these clients, could read these keys. Set up each anew at its portal, then tick it. What has a new key here disappears by itself.
exposed-progress = { $done } of { $total } replaced
exposed-search = Search
exposed-rows = Keys to replace
exposed-keys = Space ticks, Enter opens the account
exposed-tick = Replaced at the portal
exposed-untick = Not replaced after all
exposed-open = Open the account
exposed-choose-why = Choose a key in the list first.
exposed-no-match = Nothing matches.
exposed-none = Nothing to replace
exposed-none-text = Nobody who left could read a key that is still in use.
exposed-none-why = There is nothing on the list.
exposed-who = { $people }, until { $day }
exposed-ticked = replaced at the portal
exposed-open-still = to be replaced
exposed-print = Print
exposed-csv = Save as CSV
exposed-pdf = Save as PDF
exposed-saved = Saved: { $file }. No key is in it.
exposed-item-deletion-code = deletion code
exposed-item-backup-codes = backup codes
exposed-item-phone = telephone
exposed-item-file = file

## A removal that was undone

settle-title = Does { $name } stay?
settle-what = { $by } had removed { $name } or taken something from { $name }. { $undone } removed { $by }, and that undid it.
settle-what-some = { $by } had removed { $name } or taken something from { $name }. That was undone.
settle-meanwhile = Nobody sends { $name } anything new until you decide.
settle-stay = Let { $name } stay
settle-stay-text = Everything is as it was before, and what waits is sent.
settle-remove = Remove { $name }
settle-remove-text = Nothing new is sent any more. What could be read before comes on the list of keys to replace.
settle-later = Decide later
