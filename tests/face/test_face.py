"""The face in a real browser: that everybody can use it, at every width, without JavaScript and by keyboard."""

import pytest

from tests.e2e.chromium import complaints_of, faults_of, width_of

pytestmark = pytest.mark.e2e

PAGES = ["/", "/?visitor", "/forms", "/forms refused", "/front", "/front?visitor", "/missing"]
WIDTHS = [320, 1280]
LOOK = """() => ["body", "h1", ".head", ".band", ".button", ".foot", ".card", ".stat__number"].map((part) => {
  const seen = getComputedStyle(document.querySelector(part));
  return [part, seen.color, seen.backgroundColor, seen.fontSize, seen.fontFamily, seen.borderTopColor];
})"""
IDS = """() => {
  const ids = [...document.querySelectorAll("[id]")].map((part) => part.id);
  const told = [...document.querySelectorAll("[aria-describedby], [aria-labelledby], label[for], a[href^='#']")].flatMap(
    (part) => ["aria-describedby", "aria-labelledby", "for"].flatMap((name) => (part.getAttribute(name) || "").split(" "))
      .concat(part.hash ? part.hash.slice(1) : [])).filter(Boolean);
  return [ids.filter((id, place) => ids.indexOf(id) !== place), told.filter((id) => !ids.includes(id))];
}"""
SMALL = """() => [...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea, summary")]
  .filter((part) => part.checkVisibility() && !part.closest(".prose, .panel p, .skip"))
  .filter((part) => {
    const box = (part.closest(".card__title") ? part.closest(".card") : part).getBoundingClientRect();
    const least = part.matches(".button, summary") ? 44 : 24;
    return box.height < least || box.width < Math.min(least, 44);
  }).map((part) => part.outerHTML.slice(0, 120))"""


@pytest.fixture
def look(chromium, book):
    """Opens a page of the book at a width; what its console complains of is in `page.complaints`."""
    opened = []

    def look(path, width=1280, **how):
        context = chromium.new_context(viewport={"width": width, "height": 900}, locale="ja-JP", **how)
        opened.append(context)
        page = context.new_page()
        page.complaints = complaints_of(page)
        page.goto(book + path.split()[0])
        if path.endswith("refused"):
            page.get_by_role("button", name="提案する").click()
        page.wait_for_load_state("networkidle")
        return page

    yield look
    for context in opened:
        context.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PAGES)
def test_nothing_stands_in_anybodys_way(look, axe, path, width):
    page = look(path, width)

    assert faults_of(page, axe) == []
    assert page.complaints == []
    assert page.evaluate(IDS) == [[], []]
    assert width_of(page) == width
    assert page.evaluate(SMALL) == []


@pytest.mark.parametrize("path", ["/", "/forms", "/front"])
@pytest.mark.parametrize("width", [480, 768, 1024, 1100])
def test_no_page_is_wider_than_its_window(look, path, width):
    assert width_of(look(path, width)) == width


@pytest.mark.parametrize("path", ["/", "/forms refused", "/front"])
def test_text_at_twice_its_size_still_fits(look, path):
    page = look(path, 1280)
    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert width_of(page) == 1280


def test_the_planted_faults_are_seen(look, axe):
    page = look("/front", 320)
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<input id=main><img src=x>')")
    page.evaluate("document.querySelector('h2').style.cssText = 'width: 900px; color: #eee'")

    faults = {rule for rule, _ in faults_of(page, axe)}

    assert {"label", "image-alt", "color-contrast"} <= faults
    assert page.evaluate(IDS)[0] == ["main"]
    assert width_of(page) > 320


def test_a_page_looks_the_same_without_the_design_tokens(chromium, book):
    looks = []
    for missing in (False, True):
        page = chromium.new_page(viewport={"width": 1280, "height": 900})
        if missing:
            page.route("**/vendor/**", lambda route: route.abort())
        page.goto(book + "/front")
        looks.append(page.evaluate(LOOK))
        page.close()

    assert looks[0] == looks[1]


def test_the_menu_is_folded_on_a_narrow_screen_and_open_on_a_wide_one(look):
    page = look("/", 320)
    ways = page.get_by_role("navigation", name="主なメニュー")
    assert not ways.is_visible()

    page.get_by_text("メニュー", exact=True).click()
    assert ways.get_by_role("link", name="リビングラボ").is_visible()

    page.keyboard.press("Escape")
    assert not ways.is_visible()

    page.set_viewport_size({"width": 1280, "height": 900})
    ways.wait_for(state="visible")


def test_everything_is_there_without_javascript(look):
    page = look("/forms", 320, java_script_enabled=False)
    assert page.get_by_role("link", name="リビングラボ").is_visible()
    assert page.get_by_role("button", name="サインアウト").is_visible()

    page.get_by_label("提案名").fill("車からの点検")
    page.get_by_role("button", name="提案する").click()

    assert page.get_by_role("alert").first.is_visible()
    assert page.get_by_label("提案名").input_value() == "車からの点検"
    page.get_by_role("link", name="概要: 概要を入力してください。").click()
    assert page.url.endswith("#summary")


def test_the_first_step_by_keyboard_is_past_the_header(look):
    page = look("/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="本文へ進む")
    assert skip.evaluate("link => link === document.activeElement && link.getBoundingClientRect().top >= 0")

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_whoever_tabs_through_sees_where_they_are(look):
    page = look("/forms")
    unseen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        seen = page.evaluate("""() => {
          const part = document.activeElement;
          return [part.outerHTML.slice(0, 80), part === document.body || getComputedStyle(part).boxShadow !== "none"];
        }""")
        if not seen[1]:
            unseen.append(seen[0])

    assert unseen == []


def test_after_a_refusal_the_reader_stands_at_the_summary(look):
    page = look("/forms refused")

    assert page.evaluate("document.activeElement.matches('[data-error-summary]')")
    assert page.title().startswith("エラー: ")

    page.get_by_role("link", name="種類を選んでください。").click()
    assert page.evaluate("document.activeElement.name") == "kind"


def test_the_letters_left_are_counted(look):
    page = look("/forms")
    page.get_by_label("概要").fill("あ" * 390)
    assert page.get_by_text("400字以内(あと10字)").is_visible()

    page.get_by_label("概要").fill("𠮷" * 401)
    assert page.get_by_text("400字以内(1字超えています)").is_visible()


def test_nothing_moves_for_readers_who_want_no_motion(look):
    moving = look("/", reduced_motion="no-preference").locator("a").first
    still = look("/", reduced_motion="reduce").locator("a").first

    length = "link => getComputedStyle(link).transitionDuration.split(',')[0]"
    assert (moving.evaluate(length), still.evaluate(length)) == ("0.15s", "0s")
