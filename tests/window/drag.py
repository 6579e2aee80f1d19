"""A window in a corner of the display, from which the files that are named can be dragged. It ends when they are dropped."""

import pathlib
import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, GLib, Gtk  # noqa: E402

# Where it is, and how large, in pixels of the display.
SIDE = 60

files = [pathlib.Path(path).as_uri() for path in sys.argv[1:]]
# Not managed by anybody: it lies above all others.
window = Gtk.Window(type=Gtk.WindowType.POPUP)
window.set_default_size(SIDE, SIDE)
box = Gtk.EventBox()
box.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
box.drag_source_add_uri_targets()
box.connect("drag-data-get", lambda _box, _context, data, _info, _time: data.set_uris(files))
box.connect("drag-end", lambda _box, _context: GLib.idle_add(Gtk.main_quit))
window.add(box)
window.move(0, 0)
window.show_all()
GLib.idle_add(lambda: print("ready", flush=True))
Gtk.main()
