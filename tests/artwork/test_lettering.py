import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontrow.artwork.lettering import AIRY, BOLD, ELLIPSIS, HEAVY, ITALIC, NARROW, PLAIN, SERIF, broken, fitted

FACES = [AIRY, BOLD, HEAVY, ITALIC, NARROW, PLAIN, SERIF]


def test_widths_are_those_of_the_font_tables():
    assert PLAIN.width("Hi!") == pytest.approx((722 + 222 + 278) / 1000)  # Helvetica's AFM: H 722, i 222, exclam 278
    assert SERIF.width("Ax") == pytest.approx((722 + 500) / 1000)  # Times-Bold's AFM: A 722, x 500


def test_capitals_tracking_and_narrowness_count():
    assert HEAVY.width("a") == pytest.approx(0.722)
    assert AIRY.width("ab") == pytest.approx(0.667 + 0.667 + 0.16)
    assert NARROW.width("A") == pytest.approx(0.722 * 0.82)


def test_accents_cost_nothing_and_east_asian_characters_a_full_size():
    assert PLAIN.width("é") == PLAIN.width("e")
    assert PLAIN.width("e\u0301") == PLAIN.width("e")
    assert PLAIN.width("東京") == 2.0
    assert PLAIN.width("Ж") == pytest.approx(0.66)


def test_lines_break_where_the_widest_is_narrowest():
    assert broken(["The", "Lord", "of", "the", "Rings"], PLAIN, 2) == ["The Lord of", "the Rings"]
    assert broken(["one", "two"], PLAIN, 1) == ["one two"]


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=1, max_size=7), st.integers(1, 4))
def test_breaking_is_as_good_as_trying_all_breaks(words, count):
    count = min(count, len(words))

    def best(start: int, lines: int) -> float:
        if lines == 1:
            return PLAIN.width(" ".join(words[start:]))
        cuts = range(start + 1, len(words) - lines + 2)
        return min(max(PLAIN.width(" ".join(words[start:cut])), best(cut, lines - 1)) for cut in cuts)

    lines = broken(words, PLAIN, count)
    assert " ".join(lines) == " ".join(words)
    assert len(lines) == count
    assert max(map(PLAIN.width, lines)) == pytest.approx(best(0, count))


@given(st.text(max_size=200), st.sampled_from(FACES), st.floats(120, 600), st.floats(30, 200))
def test_text_fits_its_box(text, face, width, height):
    block = fitted(text, face, width, height, 80.0)
    assert block.width <= width + 0.01
    assert block.height <= height + 0.01
    assert 15.0 <= block.size <= 80.0


@given(st.text("abc ", min_size=1, max_size=40), st.sampled_from(FACES))
def test_nothing_is_lost_where_there_is_room(text, face):
    assert " ".join(fitted(text, face, 600, 300, 60.0).lines).split() == text.split()


def test_what_does_not_fit_ends_in_an_ellipsis():
    block = fitted("word " * 90, BOLD, 200, 40, 60.0)
    assert block.lines[-1].endswith(ELLIPSIS)
    assert len(block.lines) == 2


def test_a_word_longer_than_the_line_is_cut():
    block = fitted("x" * 300, BOLD, 200, 16, 60.0)
    assert block.lines[0].startswith("xxxx") and block.lines[0].endswith(ELLIPSIS)


def test_short_titles_are_set_at_the_largest_size():
    assert fitted("Up", BOLD, 500, 120, 62.0).size == 62.0
