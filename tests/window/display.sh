#!/usr/bin/env bash
# Runs a command on an invisible display of its own, without a graphics card, a desktop, portals or a screen reader.
set -euo pipefail

export LIBGL_ALWAYS_SOFTWARE=1 WEBKIT_DISABLE_DMABUF_RENDERER=1 GDK_BACKEND=x11 NO_AT_BRIDGE=1
export DBUS_SESSION_BUS_ADDRESS=disabled: GSETTINGS_BACKEND=memory
unset WAYLAND_DISPLAY
# Without -noreset the display starts anew when the window ends at a lock, and refuses the next one for a moment.
exec xvfb-run --auto-servernum --server-args='-screen 0 1280x900x24 -noreset' "$@"
