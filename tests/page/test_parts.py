import pytest

from frontrow.errors import NotFound
from frontrow.page.parts import Absent, checked_settings, settings_of
from frontrow.rows import ROWS


def plain(knowledge):
    """Make a component without settings."""
    return


def test_a_plain_function_can_make_a_component():
    assert settings_of(plain) == {}
    assert checked_settings({"plain": plain}, "rows", "plain", {}) == {}


def test_settings_are_the_fields_but_the_knowledge_and_what_is_derived():
    assert settings_of(ROWS["top_10"]) == {"model": str, "size": int}


def test_an_absent_component_says_so_whenever_it_is_called():
    with pytest.raises(NotFound, match=r"rows\.top_10 could not be made"):
        Absent("rows.top_10")(1, 2)
