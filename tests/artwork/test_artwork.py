import re
from itertools import islice, product
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontrow.artwork import VARIANTS, draw
from frontrow.artwork.canvas import HEIGHT, WIDTH
from frontrow.artwork.scenes import SCENES
from frontrow.data.catalogue import Person, Title
from frontrow.errors import NotFound
from frontrow.simulate.catalogue import demo_titles

SVG = "{http://www.w3.org/2000/svg}"
MOST_BYTES = 8_000
texts = st.text(min_size=1, max_size=300)
titles = st.builds(
    Title,
    item_id=texts.map(lambda text: text[:128]),
    title=texts,
    genres=st.lists(st.one_of(st.sampled_from(sorted(SCENES)), texts), max_size=3).map(tuple),
    moods=st.lists(st.one_of(st.sampled_from(["dark", "playful", "epic"]), texts), max_size=3).map(tuple),
    people=st.lists(
        st.builds(Person, name=texts, role=st.sampled_from(["cast", "director", "writer"])), max_size=4
    ).map(tuple),
    year=st.integers(0, 3000),
)


@pytest.fixture(scope="module")
def demo():
    return list(islice(demo_titles(7, 1.76e9), 0, None, 19))


def test_there_are_four_variants():
    assert VARIANTS == ("cast", "mood", "genre", "type")


def test_an_unknown_variant_is_refused_by_name(title):
    with pytest.raises(NotFound, match=r"No artwork variant 'oil'. There are cast, mood, genre, type."):
        draw(title(), "oil")


def test_no_two_titles_and_no_two_variants_have_the_same_picture(demo):
    drawn = {draw(title, variant) for title, variant in product(demo, VARIANTS)}
    assert len(drawn) == len(demo) * len(VARIANTS)


def test_titles_of_one_name_and_year_differ_by_id(title):
    for variant in VARIANTS:
        assert draw(title(item_id="a"), variant) != draw(title(item_id="b"), variant)


def test_a_title_always_gets_the_same_picture(title):
    for variant in VARIANTS:
        assert draw(title(), variant) == draw(title(), variant)


def test_what_does_not_concern_the_picture_leaves_it_alone(title):
    for variant in VARIANTS:
        assert draw(title(), variant) == draw(title(synopsis="Another.", added_at=5.0), variant)


def test_pictures_of_the_demo_catalogue_are_small_well_formed_and_of_the_format_of_a_card(demo):
    for title, variant in product(demo, VARIANTS):
        text = draw(title, variant)
        root = ElementTree.fromstring(text)
        assert len(text.encode()) < MOST_BYTES, (title.item_id, variant)
        assert root.get("viewBox") == f"0 0 {WIDTH} {HEIGHT}"
        assert root.get("aria-label") == title.title


@settings(max_examples=150, deadline=None)
@given(titles, st.sampled_from(VARIANTS))
def test_any_title_gives_well_formed_xml_that_loads_nothing(title, variant):
    root = ElementTree.fromstring(draw(title, variant))
    elements = list(root.iter())
    assert [element.text for element in elements if element.tag == f"{SVG}style"] == [
        "#plain:target text{display:none}"
    ]
    assert not {element.tag.removeprefix(SVG) for element in elements} & {
        "script",
        "image",
        "use",
        "a",
        "foreignObject",
    }
    for element in elements:
        assert not any("href" in name or name.startswith("on") for name in element.attrib)
        references = re.findall(r"url\((.*?)\)", " ".join(v for k, v in element.attrib.items() if k != "aria-label"))
        assert all(reference.startswith("#") for reference in references)


def test_every_fill_that_is_named_is_defined(demo):
    for title, variant in product(demo[::3], VARIANTS):
        text = draw(title, variant)
        assert set(re.findall(r"url\(#(\w+)\)", text)) == set(re.findall(r'Gradient id="(\w+)"', text))


def test_pictures_on_one_page_do_not_share_ids(demo):
    names = [
        set(re.findall(r'Gradient id="(\w+)"', draw(title, variant))) for title in demo[:60] for variant in VARIANTS
    ]
    assert sum(map(len, names)) == len(set.union(*names))


def test_shown_as_plain_a_picture_has_no_lettering(title):
    assert '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360" id="plain"' in draw(title(), "genre")


def spans(text):
    """Yield left and right edge, baseline and size of every line of text."""
    for block in ElementTree.fromstring(text).iter(f"{SVG}text"):
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}[block.get("text-anchor")]
        for line in block:
            x, width = float(line.get("x")), float(line.get("textLength"))
            yield x - share * width, x + (1 - share) * width, float(line.get("y")), float(block.get("font-size"))


def test_lettering_stays_within_the_sheet(demo):
    for title, variant in product(demo, ("cast", "mood", "genre")):
        for left, right, base, size in spans(draw(title, variant)):
            assert left >= 0 and right <= WIDTH, (title.item_id, variant)
            assert size * 0.6 <= base <= HEIGHT, (title.item_id, variant)


def test_typographic_titles_are_wholly_on_the_sheet(demo):
    for title in demo:
        shown = [span for span in spans(draw(title, "type")) if 0 <= span[2] <= HEIGHT and span[3] < 200]
        assert all(left >= -0.1 and right <= WIDTH + 14 for left, right, _, _ in shown), title.item_id


def test_the_title_can_be_read_on_a_card(demo):
    # A card is 240 pixels wide: 26 units are about 10 pixels, the least that can be read.
    for title, variant in product(demo, VARIANTS):
        if len(title.title) <= 40:
            assert max(size for _, _, _, size in spans(draw(title, variant))) >= 26, (title.item_id, variant)


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_variant_letters_the_title(title, variant):
    text = "".join(ElementTree.fromstring(draw(title("Quiet Harbour"), variant)).itertext())
    assert {"quiet", "harbour"} <= set(re.findall("quiet|harbour", text.lower()))
