# Az első lépések és a zárolt képernyő.
