# The pages of an office in the window.

offices = Offices
office-start = Start or join an office
office-start-text = In an office, colleagues share clients. Each of you has the codes on your own computer, also without a network.
office-way-join = I have an invitation
office-way-join-text = A colleague has sent or shown you a code.
office-way-found = Start a new office
office-way-found-text = You are the first. You print a key sheet and invite the others.
office-way-recover = I have the office key sheet
office-way-recover-text = You come back as an owner, with the paper.
office-joining = Waiting to be let in

office-in-step = Everything is shared.
office-waiting = { $count ->
    [one] One change is not shared yet.
   *[other] { $count } changes are not shared yet.
}
office-offline = { $count ->
    [0] Offline. The store was last reached { $since }.
    [one] Offline. The store was last reached { $since }; one change waits.
   *[other] Offline. The store was last reached { $since }; { $count } changes wait.
}
office-offline-ever = The store was never reached.
office-needs-you = { $count ->
    [one] One thing needs you.
   *[other] { $count } things need you.
}
office-tab-state = Overview
office-tab-people = People
office-tab-sharing = Who sees what
office-sync = Sync now

office-now = What needs you
office-nothing = Nothing. All is well.
office-offline-text = Nothing. Work as usual: what you change is kept here and sent when the store can be reached.
office-place = The office
office-synced = Last sync
office-never = never
office-owner-seen = An owner was seen
office-store = Where it lives
office-store-change = Change…
office-number = Office number
office-number-copy = Copy
office-number-copied = Copied.
office-number-text = Compare it by phone: whoever sees the same number sees the same people and clients as you.
office-size = Size
office-size-text = { $people ->
    [one] { $owners ->
        [one] 1 person, an owner; you see { $folders } clients
       *[other] 1 person, { $owners } owners; you see { $folders } clients
    }
   *[other] { $owners ->
        [one] { $people } people, 1 of them an owner; you see { $folders } clients
       *[other] { $people } people, { $owners } of them owners; you see { $folders } clients
    }
}
office-second = Add another computer
office-leave = Leave this office…
office-leave-title = Leave “{ $name }”?
office-leave-text = The clients of the office go from this computer, and nothing new arrives. The office keeps them, and what is in your own vault stays.
office-forget = Take it off this computer…
office-forget-title = Take “{ $name }” off this computer?
office-forget-text = You are no longer in this office. What of it is still on this computer is deleted; what is in your own vault stays.
office-forget-unsent = { $count ->
    [one] One change was never shared with anybody, and would be lost.
   *[other] { $count } changes were never shared with anybody, and would be lost.
}
office-put-back-title = Put the office back into its store?
office-put-back-text = Do this only if you know that the store was deleted. This computer writes all that it has of the office there, and your colleagues do the same at their next sync.

## What needs a person

alarm-do-sync = Sync now
alarm-do-put-back = Put it back…
alarm-do-person = Show the person
alarm-do-remove-device = Remove the computer…
alarm-do-settle = Decide…
alarm-do-set-aside = Look at it
alarm-do-forget = Take it off…
alarm-do-join-anew = Join anew…
alarm-do-place = Change the address…
alarm-do-update = About Keyrack
alarm-do-clock = Check the clock…
window-alarm-office-gone = The office is no longer in its store. Nothing was lost, everything is still on this computer; ask your colleagues before you put it back.
hold-text = { $by } had removed { $name }, and then { $undone } undid that. Nobody sends { $name } anything new until you decide.
hold-text-unknown = { $by } had removed { $name }, and that was undone. Nobody sends { $name } anything new until you decide.
hold-decide = Decide…
request-text = { $name } asks to join “{ $office }”.
request-look = Let in…
exposed-text = { $count ->
    [one] One key should be replaced at its portal, because somebody who could read it no longer may.
   *[other] { $count } keys should be replaced at their portals, because somebody who could read them no longer may.
}
exposed-show = Show the list
aside-title = Changes that do not count
aside-text = They were made by people who had lost the right to make them. They are kept until you decide.
aside-who = { $name }, in “{ $folder }”
aside-take = Accept
aside-drop = Discard
aside-count = { $count ->
    [one] In “{ $office }”, one change does not count until you decide.
   *[other] In “{ $office }”, { $count } changes do not count until you decide.
}
attention-office = Needs attention in “{ $office }”

## People

people = People
people-count = { $count ->
    [one] One person
   *[other] { $count } people
}
people-you = { $name } (you)
people-this-is-you = you
people-held = nothing new until decided
people-forked = perhaps copied
people-computers = { $count ->
    [one] 1 computer
   *[other] { $count } computers
}
people-clients = { $count ->
    [0] no clients
    [one] 1 client
   *[other] { $count } clients
}
people-all-clients = all clients
people-no-sign = not seen yet
people-sign = seen { $ago }
why-owner = Only an owner of the office can do this.
why-rank = Only an owner who became one earlier can do this.
why-own-computer = A computer is removed on the one from which it was added, or on itself with “Leave this office…”.
why-out = You are probably no longer in this office. Ask an owner.
why-manage = You see this client, but others decide who else does.
person-details = Person
person-held = A removal of { $name } was undone. Nobody sends { $name } anything new until an owner decides.
person-no-key = Gets clients after the next sync of their own computer.
person-computers = Computers
person-computer-out = no longer in the office
person-computer-remove = Remove the computer “{ $label }”…
person-clients = Clients
person-owner-all = An owner sees and manages all clients.
person-no-clients = None yet.
person-change-clients = Change what is seen
person-remove = Remove from the office…
promote = Make an owner…
promote-title = Make { $name } an owner?
promote-text = An owner sees all clients with their recovery items, and decides about people. You can take that back later.
demote = Make a member again…

## Inviting

invite = Invite
invite-title = Invite somebody
invite-name = Name
invite-email = E-mail
invite-email-hint = Optional, for your own mail.
invite-owner = As an owner
invite-owner-hint = Sees all clients, and decides about people.
invite-clients = Clients to share at once
invite-days = The invitation holds for
invite-days-count = { $days ->
    [one] 1 day
   *[other] { $days } days
}
invite-says-owner = This person will see all clients and decide about people.
invite-says = { $count ->
    [one] This person will get one client at once.
   *[other] This person will get { $count } clients at once.
}
invite-says-nothing = This person will see no clients until you share some.
invite-do = Make the invitation
invite-why-name = First type the name.
invitations = Invited
invitation-until = until { $day }
invitation-computer = another computer
invitation-actions = Invitation of { $name }
invitation-hand = Hand over…
invitation-cancel = Take back
invitation-why-elsewhere = It was made on another computer, and can be handed over only there.
invitation-title = Hand the invitation to { $name }
invitation-text = Choose one way. It works once, until { $day }.
invitation-copy = Copy the text
invitation-copy-text = Paste it into a mail or chat.
invitation-mail = Write a mail
invitation-mail-text = Opens an empty mail; paste the text into it.
invitation-why-mail = There is no e-mail address.
invitation-show = Show or print it
invitation-show-text = In a window of its own: to scan when you sit together, or on paper.
invitation-copied = Copied. It is taken back from the clipboard in { $seconds } seconds.
invitation-mailed = The mail is open. Paste the text into it.
invitation-shown = It is shown in a window of its own.
invitation-next = Then { $name } reads twelve digits to you. You type them, and the office is open.
invitation-done = Done

## Letting in

requests = Asking to join
requests-one = asks to join
request-title = Let { $name } in?
request-no-email = none given
request-invited = Invited
request-gets-label = Will see
request-gets = { $count ->
    [0] no clients yet
    [one] one client
   *[other] { $count } clients
}
request-gets-owner = all clients, as an owner
request-gets-computer = the same as now, on one more computer
request-other-name = The name is not the one that was invited: { $invited }. Ask before you let anybody in.
request-call = Call { $name } and have the twelve digits read out that the other computer shows.
request-digits = Digits read out
request-let-in = Let in
request-done = { $name } is in the office.

## Who sees what

share-role-view = sees codes
share-role-edit = sees and edits
share-role-manage = manages
share-role-nothing = nothing
share-cell-view = codes
share-cell-edit = edits
share-cell-manage = manages
share-cell-owner = all
share-cell-said = { $name }, { $folder }: { $has }
share-with-recovery = with recovery items
share-until-day = until { $day }
share-what = What they get
share-recovery = recovery items too
share-until = until
share-not-here = A client that is not here
share-find-client = Find clients
share-find-person = Find people
share-choose-all = { $count ->
    [one] Choose the one
   *[other] Choose all { $count }
}
share-choose-none = Choose none
share-none = There are no clients in this office yet.
share-none-member = You see no clients of this office yet. A colleague has to share some with you first, or you add some of your own.
share-hint = Choose clients on the left and people on top, or a cell. Shift chooses a range.
share-why-people = Now choose people, on top.
share-why-clients = Now choose clients, on the left.
share-owner = owner, sees all
share-owner-why = { $name } is an owner and sees all clients.
share-apply = Apply
share-says-view = { $people ->
    [1] { $folders ->
        [1] { $person } will see the codes of { $folder }, and change nothing.
       *[other] { $person } will see the codes of { $folders } clients, and change nothing.
    }
   *[other] { $folders ->
        [1] { $people } people will see the codes of { $folder }, and change nothing.
       *[other] { $people } people will see the codes of { $folders } clients, and change nothing.
    }
}
share-says-edit = { $people ->
    [1] { $folders ->
        [1] { $person } will see and edit { $folder }.
       *[other] { $person } will see and edit { $folders } clients.
    }
   *[other] { $folders ->
        [1] { $people } people will see and edit { $folder }.
       *[other] { $people } people will see and edit { $folders } clients.
    }
}
share-says-manage = { $people ->
    [1] { $folders ->
        [1] { $person } will edit { $folder } and decide who sees it.
       *[other] { $person } will edit { $folders } clients and decide who sees them.
    }
   *[other] { $folders ->
        [1] { $people } people will edit { $folder } and decide who sees it.
       *[other] { $people } people will edit { $folders } clients and decide who sees them.
    }
}
share-says-nothing = { $people ->
    [1] { $folders ->
        [1] { $person } will get nothing new of { $folder }. What was seen can be replaced only at the portal.
       *[other] { $person } will get nothing new of { $folders } clients. What was seen can be replaced only at the portals.
    }
   *[other] { $folders ->
        [1] { $people } people will get nothing new of { $folder }. What was seen can be replaced only at the portal.
       *[other] { $people } people will get nothing new of { $folders } clients. What was seen can be replaced only at the portals.
    }
}
share-says-recovery = With recovery items.
share-says-until = Until { $day }.
share-says-recovery-until = With recovery items, until { $day }.
share-done = { $count ->
    [0] Nothing was changed.
    [one] Done: one was changed.
   *[other] Done: { $count } were changed.
}
share-done-same = { $count ->
    [one] One was so already.
   *[other] { $count } were so already.
}
share-done-refused = { $count ->
    [one] One is not yours to change.
   *[other] { $count } are not yours to change.
}
share-more = OK

## Bringing clients in

bring = Add clients…
bring-title = Add clients to “{ $office }”
bring-text = Choose clients of your own vault. They move into the office with all their accounts.
bring-list = Clients of your own vault
bring-none = There is no client in your own vault to add.
bring-owners = { $count ->
    [one] { $owners } will see them, as an owner. Others see a client only once it is shared with them.
   *[other] { $owners } will see them, as owners. Others see a client only once it is shared with them.
}
bring-nobody = You are the only owner, so nobody else sees them until you share them.
bring-why = First choose clients.
bring-do = { $count ->
    [0] Share clients
    [one] Share 1 client
   *[other] Share { $count } clients
}
bring-done = { $count ->
    [one] One client is in “{ $office }” now.
   *[other] { $count } clients are in “{ $office }” now.
}

## Who sees a client

share-with = Shared with
share-title = Who sees { $folder }
share-nobody = Only you. It is in your own vault.
share-unsent = Some changes are not shared yet.
share-change = Change who sees it
share-see = See who has what
share-in = Share in { $office }…
share-in-title = Share { $folder } in “{ $office }”?
share-in-text = { $count ->
    [one] { $owners } will see it, as an owner. Others only once you share it with them.
   *[other] { $owners } will see it, as owners. Others only once you share it with them.
}
share-in-text-nobody = You are the only owner, so nobody else sees it until you share it with them.
share-in-do = Share
move-gain = { $count ->
    [one] { $names } will see this then.
   *[other] These people will see this then: { $names }.
}
move-lose = { $count ->
    [one] { $names } will get nothing new of this then.
   *[other] These people will get nothing new of this then: { $names }.
}
move-all-the-same = Move all the same

## Who sees to it

enforced-mathematics = by encryption
enforced-mathematics-text = It is encrypted: without the key, nobody can read it, whatever program they use.
enforced-colleagues = checked by colleagues
enforced-colleagues-text = Every colleague’s Keyrack checks it, and does not accept what is not allowed.
enforced-storage = by your storage
enforced-storage-text = Whoever runs the store has to see to it.
enforced-app = by the app only
enforced-app-text = This program keeps to it. Another program might not.

prove-title = Your password, please
prove-text = A PIN opened the vault. What concerns the office needs your password once.
prove-do = Go on
