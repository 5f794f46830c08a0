from pathlib import Path

import pytest

from frontrow.errors import BadConfig
from frontrow.simulate import read_parameters
from frontrow.simulate.parameters import PACKAGED


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text)
    return path


def test_the_packaged_file_holds_every_parameter() -> None:
    parameters = read_parameters()
    assert parameters.version >= 1
    assert parameters.people.viewers == 2500
    assert [device.name for device in parameters.devices] == ["tv", "web", "mobile", "tablet"]


def test_every_key_of_the_packaged_file_is_explained() -> None:
    section = ""
    for line in PACKAGED.read_text().splitlines():
        section = line if line.startswith("[") else section
        if "=" in line and not line.startswith("#") and not section.startswith(("[[", "[attention.kinds]")):
            assert "#" in line, line


def test_a_file_of_ones_own_says_only_what_differs(tmp_path: Path) -> None:
    mine = read_parameters(written(tmp_path, "[people]\nviewers = 9\n[attention.kinds]\ngenre = 2.0\n"))
    packaged = read_parameters()
    assert mine.people.viewers == 9
    assert mine.people.days == packaged.people.days
    assert mine.attention.kinds == {**packaged.attention.kinds, "genre": 2.0}


@pytest.mark.parametrize(
    ("text", "key", "near"),
    [
        ("[peeple]\nviewers = 9", "'peeple'", "'people'"),
        ("[people]\nviewer = 9", "'people.viewer'", "'viewers'"),
        ("[[countries]]\ncod = 'US'", "'countries.cod'", "'code'"),
        ("[[occasions]]\nname = 'x'\ngenre = []", "'occasions.genre'", "'genres'"),
    ],
)
def test_an_unknown_key_is_named_with_its_file_and_the_nearest_known(
    tmp_path: Path, text: str, key: str, near: str
) -> None:
    with pytest.raises(BadConfig) as refused:
        read_parameters(written(tmp_path, text))
    assert key in str(refused.value)
    assert near in str(refused.value)
    assert "mine.toml" in str(refused.value)


@pytest.mark.parametrize("text", ["[people]\nviewers = 'many'", "[people]\nviewers = 0", "[people]\njoining = 1.5"])
def test_a_value_of_the_wrong_type_or_range_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadConfig, match=r"mine\.toml.*people"):
        read_parameters(written(tmp_path, text))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match=r"there is no .*absent\.toml"):
        read_parameters(tmp_path / "absent.toml")


def test_a_file_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match="is no TOML"):
        read_parameters(written(tmp_path, "[people"))
