#!/usr/bin/env bash
# Makes the small pictures, documents and data that the fuzz targets of the QR reader begin with, in fuzz/corpus.
set -euo pipefail
cd "$(dirname "$0")/.."

for tool in qrencode convert rsvg-convert; do
  command -v "$tool" >/dev/null || { echo "$tool is missing: scripts/prepare.sh" >&2; exit 1; }
done
mkdir -p fuzz/corpus/{qr_picture,qr_pixels,qr_data}

files=fuzz/corpus/qr_picture
text='otpauth://totp/Portal:anna?secret=GEZDGNBVGY3TQOJQ'
qrencode --output "$files/plain.png" --size 2 -- "$text"
qrencode --output "$files/palette.png" --size 1 --foreground 204060 --type PNG32 -- "$text"
for format in jpg gif bmp webp; do convert "$files/plain.png" "$files/plain.$format"; done
convert "$files/plain.png" -colorspace CMYK "$files/cmyk.jpg"
convert "$files/plain.png" -depth 16 -interlace PNG "$files/interlaced.png"
convert "$files/plain.png" \( +clone -negate \) -alpha set "$files/animated.gif"
qrencode --type SVG -- "$text" | rsvg-convert --format pdf --output "$files/drawn.pdf"
convert "$files/plain.png" -rotate 12 -orient RightTop "$files/turned.jpg"

# A width, an enlargement less one, and the pixels.
pixels() {
  { printf "\\x$(printf %02x "$2")\\x0$3"; convert "$1" -depth 8 gray:-; } >"fuzz/corpus/qr_pixels/$4"
}
one=fuzz/corpus/one.png
for text in A OTPAUTH://TOTP/A 'Könyvelő'; do
  qrencode --output "$one" --size 1 -- "$text"
  width=$(identify -format %w "$one")
  pixels "$one" "$width" 2 "plain-$width"
  pixels "$one" "$width" 0 "small-$width"
done
rm "$one"

# Segments: digits, capitals, bytes, Kanji, a character set, a part of a text, and marks of trade.
printf '\x10\x20\x0c\x56\x61\x80' >fuzz/corpus/qr_data/digits
printf '\x20\x29\xce\xe7\x21\xcc\x42' >fuzz/corpus/qr_data/capitals
printf '\x40\x56\x86\x56\xc6\xc6\xf0' >fuzz/corpus/qr_data/bytes
printf '\x80\x22\x3b\xd9\x48\x00' >fuzz/corpus/qr_data/kanji
printf '\x71\xa4\x02\xc5\x91' >fuzz/corpus/qr_data/character-set
printf '\x30\x1a\x24\x02\x61\x62' >fuzz/corpus/qr_data/part
printf '\x52\x02\x9c\xee\x72' >fuzz/corpus/qr_data/trade
