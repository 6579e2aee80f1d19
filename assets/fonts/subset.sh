#!/bin/sh
# Cuts the fonts from their releases. Needs npm, and fonttools 4.68 with brotli (pip install fonttools brotli).
set -eu
cd "$(dirname "$0")"

# Latin with all of Europe's accents, Greek, Cyrillic, and the punctuation of office texts.
letters='U+0020-007E,U+00A0-017F,U+0192,U+0218-021B,U+0259,U+02C6,U+02C7,U+02D8-02DD,U+1E80-1E85,U+1E9E,U+1EF2,U+1EF3'
letters="$letters,U+0300-0304,U+0306-030C,U+0323,U+0326-0328"
letters="$letters,U+0370-03FF,U+0400-045F,U+0490,U+0491"
letters="$letters,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2032,U+2033,U+2039,U+203A,U+2044"
letters="$letters,U+20AC,U+20BA,U+2116,U+2122,U+2190-2193,U+2212,U+2260,U+2264,U+2265,U+FFFD"

releases=$(mktemp -d)
trap 'rm -rf "$releases"' EXIT
release() {
    npm pack --silent --pack-destination "$releases" "$1" >"$releases/name"
    mkdir "$releases/$2"
    tar -xzf "$releases/$(cat "$releases/name")" -C "$releases/$2" --strip-components 1
}
release inter-ui@4.1.1 inter
release @expo-google-fonts/jetbrains-mono@0.4.1 mono

# For the windows: one variable file, at the optical size of text, with the features that the style sheets may use.
fonttools varLib.instancer --quiet --no-recalc-timestamp "$releases/inter/variable/InterVariable.woff2" opsz=14 wght=400:700 \
    --output "$releases/inter.woff2"
pyftsubset "$releases/inter.woff2" --unicodes="$letters" --flavor=woff2 --output-file=Inter.var.woff2 \
    --layout-features=kern,mark,mkmk,ccmp,locl,calt,case,tnum,zero,ss01,ss02,ss03,ss04,ss07,ss08,cv01,cv02,cv03,cv04,cv05,cv06,cv07,cv08,cv09,cv10,cv11,cv12,cv13

# For paper: still files without substitutions, so that every glyph stands for one character.
paper() {
    fonttools ttLib.woff2 decompress -o "$releases/paper.ttf" "$1" 2>/dev/null || cp "$1" "$releases/paper.ttf"
    pyftsubset "$releases/paper.ttf" --unicodes="$letters" --layout-features=kern,mark,mkmk --no-hinting \
        --drop-tables+=GSUB,STAT,gasp --name-IDs=0,1,2,4,5,6,13 --output-file="$2"
}
paper "$releases/inter/web/Inter-Regular.woff2" Inter-Regular.ttf
paper "$releases/inter/web/Inter-SemiBold.woff2" Inter-SemiBold.ttf
paper "$releases/mono/500Medium/JetBrainsMono_500Medium.ttf" JetBrainsMono-Medium.ttf
