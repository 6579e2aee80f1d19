#!/usr/bin/env bash
# Takes the pictures of the README into assets/screenshots: the real app, light and dark, on an invisible display with a
# window manager, shadows and two pixels to a point. KEYRACK_BIN_DIR names programs that are built already.
set -euo pipefail
cd "$(dirname "$0")/.."

pictures=assets/screenshots

main() {
  scripts/prepare.sh screenshots
  if [[ -z ${KEYRACK_BIN_DIR:-} ]]; then
    scripts/build-ui.sh
    cargo build --package keyrack-desktop --package keyrack-cli
    export KEYRACK_BIN_DIR="${CARGO_TARGET_DIR:-target}/debug"
  fi

  desk="$(mktemp -d)"
  trap 'rm -rf "$desk"' EXIT
  mkdir -p "$pictures"
  display light '#f3f5f5' '#5b6466' '#dfe8e5'
  display dark '#1d2021' '#a6aeb0' '#222b29'
  pngquant --force --skip-if-larger --speed 1 --quality 85-99 --ext .png "$pictures"/*.png || [[ $? -eq 98 ]]
  optipng -quiet "$pictures"/*.png
}

# display THEME TITLE_BACKGROUND TITLE_INK BACKGROUND: takes the pictures of one theme.
display() {
  frame "$@"
  # Behind this display there is no graphics card and no desktop with portals and a screen reader.
  env -u WAYLAND_DISPLAY LIBGL_ALWAYS_SOFTWARE=1 WEBKIT_DISABLE_DMABUF_RENDERER=1 GDK_BACKEND=x11 NO_AT_BRIDGE=1 \
    DBUS_SESSION_BUS_ADDRESS=disabled: GDK_SCALE=2 XDG_DATA_HOME="$desk" \
    xvfb-run --auto-servernum --server-args='-screen 0 2560x2240x24 -noreset' bash -euo pipefail -c '
      trap "kill \$(jobs -p)" EXIT
      hsetroot -solid "$3"
      openbox --config-file "$1/rc.xml" &
      picom --config "$1/picom.conf" &
      xdotool mousemove 0 0
      node scripts/screenshots.mjs "$2" "$4"
    ' _ "$desk" "$1" "$4" "$pictures"
}

# How the frame of a window looks: flat, as large as a frame is at two pixels to a point.
frame() {
  mkdir -p "$desk/themes/Calm/openbox-3"
  cat >"$desk/themes/Calm/openbox-3/themerc" <<END
border.width: 0
padding.width: 20
padding.height: 14
window.client.padding.width: 0
window.client.padding.height: 0
window.handle.width: 0
window.label.text.justify: center
window.active.title.bg: flat solid
window.active.title.bg.color: $2
window.active.label.bg: parentrelative
window.active.label.text.color: $3
window.inactive.title.bg: flat solid
window.inactive.title.bg.color: $2
window.inactive.label.bg: parentrelative
window.inactive.label.text.color: $2
END
  cat >"$desk/rc.xml" <<END
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <placement><policy>Smart</policy><center>yes</center></placement>
  <theme>
    <name>Calm</name>
    <titleLayout>L</titleLayout>
    <keepBorder>no</keepBorder>
    <font place="ActiveWindow"><name>Sans</name><size>19</size><weight>Normal</weight></font>
  </theme>
</openbox_config>
END
  cat >"$desk/picom.conf" <<END
backend = "xrender";
shadow = true;
shadow-radius = 48;
shadow-offset-x = -48;
shadow-offset-y = -32;
shadow-opacity = 0.35;
corner-radius = 20;
END
}

main
