"""Making a picture of a page light: 256 colours instead of 16 million, as a PNG with a palette."""

import base64
import struct
import zlib
from typing import Any

COLOURS = """async source => {
  const picture = new Image();
  picture.src = "data:image/png;base64," + source;
  await picture.decode();
  const {width, height} = picture;
  const canvas = new OffscreenCanvas(width, height).getContext("2d");
  canvas.drawImage(picture, 0, 0);
  const dots = canvas.getImageData(0, 0, width, height).data;
  const bucketOf = place => (dots[place] >> 3 << 10) | (dots[place + 1] >> 3 << 5) | (dots[place + 2] >> 3);
  const exact = new Map(), buckets = new Map();
  for (let place = 0; place < dots.length; place += 4) {
    const colour = (dots[place] << 16) | (dots[place + 1] << 8) | dots[place + 2];
    exact.set(colour, (exact.get(colour) || 0) + 1);
  }
  for (const [colour, count] of exact) {
    const bucket = (colour >> 19 << 10) | ((colour >> 11 & 31) << 5) | (colour >> 3 & 31);
    const known = buckets.get(bucket) || {count: 0, most: 0, colour};
    known.count += count;
    if (count > known.most) { known.most = count; known.colour = colour; }
    buckets.set(bucket, known);
  }
  const palette = [...buckets.values()].sort((a, b) => b.count - a.count).slice(0, 256).map(one => one.colour);
  const nearest = new Map();
  for (const [bucket, one] of buckets) {
    let best = 0, least = Infinity;
    palette.forEach((colour, at) => {
      const red = (colour >> 16) - (one.colour >> 16), green = (colour >> 8 & 255) - (one.colour >> 8 & 255);
      const blue = (colour & 255) - (one.colour & 255), apart = red * red * 2 + green * green * 4 + blue * blue * 3;
      if (apart < least) { least = apart; best = at; }
    });
    nearest.set(bucket, best);
  }
  const indices = new Uint8Array(width * height);
  for (let at = 0; at < indices.length; at++) indices[at] = nearest.get(bucketOf(at * 4));
  let told = "";
  for (let at = 0; at < indices.length; at += 8192) told += String.fromCharCode(...indices.subarray(at, at + 8192));
  return {width, height, palette, indices: btoa(told)};
}"""
"""What the browser does: the 256 commonest colours, and for each dot the nearest of them (weights of the eye: 2, 4, 3)."""


def light(picture: bytes, page: Any) -> bytes:
    """The same picture (a PNG) in at most 256 colours, as a PNG; `page` is a page of a browser, which counts the colours."""
    told = page.evaluate(COLOURS, base64.b64encode(picture).decode())
    width, height = told["width"], told["height"]
    dots = base64.b64decode(told["indices"])
    rows = b"".join(b"\0" + dots[row * width : (row + 1) * width] for row in range(height))
    palette = b"".join(colour.to_bytes(3, "big") for colour in told["palette"])
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = (
        _part(b"IHDR", header),
        _part(b"PLTE", palette),
        _part(b"IDAT", zlib.compress(rows, 9)),
        _part(b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _part(name: bytes, content: bytes) -> bytes:
    """One part of a PNG (ISO/IEC 15948, 5.3): its length, name, content and checksum."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
