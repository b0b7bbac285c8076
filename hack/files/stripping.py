"""A program of its own: a picture comes in, and goes out with nothing but what is to be seen.

    python stripping.py JPEG < before > after

It opens what strangers sent, so it runs apart from the site, of which it knows nothing, and may use little memory and time.
Orientation that only the metadata told is put into the picture; colours (its profile) and the beat of moving pictures stay.
Ends with another code than 0 where the picture is broken, too large, or of another format than is said.
"""

import resource
import sys
import warnings
from typing import Any

from PIL import Image, ImageOps, ImageSequence

LIMITS = {
    resource.RLIMIT_AS: 1 << 30,
    resource.RLIMIT_CPU: 20,
    resource.RLIMIT_FSIZE: 64 << 20,
    resource.RLIMIT_CORE: 0,
}
"""Bytes of memory, seconds of work, bytes written, and no image of the memory where it fails."""
MOST_PIXELS = 50_000_000
KEPT = ("icc_profile", "transparency", "dpi", "background", "loop")
"""What is told of a picture that is needed to show it."""
ORIENTATION = 0x0112
FINE = 95


def main() -> None:
    """Strip the picture at standard input, of the format that the first argument names."""
    for what, most in LIMITS.items():
        resource.setrlimit(what, (most, most))
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    wanted = sys.argv[1]
    with Image.open(sys.stdin.buffer, formats=[wanted]) as picture:
        if wanted != "JPEG" and getattr(picture, "n_frames", 1) > 1:
            frames = [frame.copy() for frame in ImageSequence.Iterator(picture)]
            beat = [frame.info.get("duration", 0) for frame in frames]
            first, *others = map(_bare, frames)
            first.save(sys.stdout.buffer, wanted, save_all=True, append_images=others, duration=beat)
        else:
            turned = picture.getexif().get(ORIENTATION, 1) != 1
            still = _bare(ImageOps.exif_transpose(picture) if turned else picture)
            still.save(sys.stdout.buffer, wanted, icc_profile=still.info.get("icc_profile"), **_quality(still, wanted))


def _bare(picture: Any) -> Any:
    """The picture, of which nothing is told any more that is not needed to show it."""
    picture.load()
    picture.info = {name: told for name, told in picture.info.items() if name in KEPT}
    return picture


def _quality(picture: Any, wanted: str) -> dict[str, Any]:
    """As good as it came: a JPEG that need not be turned is written with the tables that it came with."""
    if wanted == "JPEG":
        return {"quality": "keep"} if picture.format == "JPEG" else {"quality": FINE}
    return {"quality": FINE} if wanted == "WEBP" else {}


if __name__ == "__main__":
    main()
