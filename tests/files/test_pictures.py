"""Pictures that are taken in: what they show stays, what is told beside it is gone."""

import io

import pytest
from PIL import Image, ImageChops, ImageStat, PngImagePlugin

from hack.errors import RuleBroken
from hack.files.actions import take_in
from hack.files.store import store

SECRET = b"Tsuzuki-ku 1-2-3"
FORMATS = {"a.jpg": "JPEG", "a.png": "PNG", "a.gif": "GIF", "a.webp": "WEBP"}
DESCRIPTION, ORIENTATION = 0x010E, 0x0112
TURNED = 6
"""Held upright: the picture is to be turned by a quarter."""


def a_picture(kind, *, orientation=1, frames=1):
    """A picture of that format, wider than high and red on its left, that tells an address in every way its format knows."""
    picture = Image.new("RGB", (60, 40), "blue")
    picture.paste("red", (0, 0, 20, 40))
    told = Image.Exif()
    told[DESCRIPTION], told[ORIENTATION] = SECRET.decode(), orientation
    more = {"exif": told, "xmp": SECRET, "comment": SECRET}
    if kind == "PNG":
        more["pnginfo"] = PngImagePlugin.PngInfo()
        more["pnginfo"].add_text("Comment", SECRET.decode())
    if frames > 1:
        others = [Image.new("RGB", (60, 40), colour) for colour in ("green", "yellow", "white")[: frames - 1]]
        more |= {"save_all": True, "append_images": others, "duration": 120, "loop": 0}
    written = io.BytesIO()
    picture.save(written, kind, **more)
    return written.getvalue()


def kept(content, name):
    """What lies in the store after the picture was taken in."""
    return store().place_of(take_in(io.BytesIO(content), name)[1].stored_as).read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_told_beside_a_picture_is_not_kept(app, name):
    sent = a_picture(FORMATS[name])
    left = kept(sent, name)
    picture = Image.open(io.BytesIO(left))

    assert SECRET in sent and SECRET not in left
    assert (picture.format, picture.size, dict(picture.getexif())) == (FORMATS[name], (60, 40), {})


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp"])
def test_a_picture_that_was_held_upright_stays_upright(app, name):
    picture = Image.open(io.BytesIO(kept(a_picture(FORMATS[name], orientation=TURNED), name)))
    red, _, blue = picture.convert("RGB").getpixel((20, 5))

    assert picture.size == (40, 60) and red > 200 and blue < 60


@pytest.mark.parametrize("name", ["a.gif", "a.png", "a.webp"])
def test_what_moves_goes_on_moving(app, name):
    left = kept(a_picture(FORMATS[name], frames=3), name)
    picture = Image.open(io.BytesIO(left))

    assert SECRET not in left
    assert picture.n_frames == 3
    picture.seek(1)
    picture.load()
    assert picture.info["duration"] == 120


def test_a_jpeg_loses_nothing_that_is_seen(app):
    written = io.BytesIO()
    Image.linear_gradient("L").save(written, "JPEG", quality=88)
    before, after = (
        Image.open(io.BytesIO(content)) for content in (written.getvalue(), kept(written.getvalue(), "a.JPEG"))
    )

    assert after.quantization == before.quantization
    assert max(ImageStat.Stat(ImageChops.difference(before, after)).mean) < 1


def bomb():
    """A picture of a few hundred kilobytes that is a whole town when it is opened."""
    written = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(written, "PNG")
    return written.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    {
        "cut off": ("a.png", a_picture("PNG")[:120]),
        "words": ("a.jpg", b"\xff\xd8\xff\xe0 no picture"),
        "another format": ("a.webp", b"RIFF\x00\x00\x00\x00WEBP no picture"),
        "too large": ("a.png", bomb()),
    }.values(),
)
def test_what_cannot_be_opened_is_refused_and_nothing_is_left(app, name, content):
    with pytest.raises(RuleBroken, match="画像を開けません") as refused:
        take_in(io.BytesIO(content), name)

    assert (refused.value.field, list(store().everything())) == ("file", [])


def test_what_is_no_picture_is_kept_to_the_byte(app):
    content = b"%PDF-1.7 " + SECRET

    assert kept(content, "a.pdf") == content
