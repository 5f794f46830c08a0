import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontrow.bundle import Manifest, load, save
from frontrow.data.catalogue import Catalogue, Title
from frontrow.errors import BadConfig, NotInstalled
from frontrow.knowledge import Knowledge
from frontrow.models import sentences
from frontrow.models.content import FAME, IN_FAME, IN_TASTE, TASTE, Content
from frontrow.models.content_features import BLOCKS, NUMBERS, text
from frontrow.models.content_kernel import Kernel, parts
from frontrow.models.newcomers import Mixture
from frontrow.models.sentences import Sentences
from tests.static_sentences import VECTORS, kept, saved

N = 12
RNG = np.random.default_rng(0)
MOODS = [("gloomy", "crime") if item % 2 else ("funny",) for item in range(N)]
TITLES = [Title(item_id=f"i{item}", title=f"Title {item}", moods=moods) for item, moods in enumerate(MOODS)]
WORDS = st.lists(st.sampled_from([*list(VECTORS)[1:], "unheard", "of"])).map(" ".join)


@pytest.fixture(scope="module")
def folder():
    return kept()


@pytest.fixture(scope="module")
def model(folder):
    return Sentences.read(folder, [])


@pytest.fixture
def small(folder):
    taste, fame = {"genres": 1.0, "sentences": 1.0}, {"sentences": 0.5}
    return Content(reg=1.0, min_plays=1, taste=taste, fame=fame, noise=0.5, sentences=str(folder))


@pytest.fixture
def made(make_data):
    """Return viewers of funny and of gloomy titles; the last two titles of ``n`` have none."""
    rng = np.random.default_rng(3)
    histories = [rng.permutation(np.arange(u % 2, N - 2, 2))[: rng.integers(2, 5)] for u in range(40)]

    def made(n=N):
        data = make_data(histories, n)
        return type(data)(**{**vars(data), "catalogue": Catalogue(tuple(TITLES[:n]))})

    return made


def test_a_text_is_the_mean_of_its_tokens_scaled_to_length_1(model):
    found = model.vectors(["Dark, dark funny", "gloomy"])
    assert found[0] == pytest.approx(np.array([2, 0, 2]) / np.sqrt(8), abs=1e-3)
    assert found[1] == pytest.approx([0.6, 0.8, 0.0], abs=1e-3)
    assert found.dtype == np.float32


def test_what_is_not_known_counts_for_nothing(model):
    assert np.array_equal(model.vectors(["dark unheard of"]), model.vectors(["dark"]))
    assert not model.vectors(["unheard of", ""]).any()
    assert model.vectors([]).shape == (0, 3)


@given(one=WORDS, other=WORDS)
def test_the_same_text_has_cosine_1_and_one_without_words_0(one, other):
    found = Sentences.read(kept(), [one, one, other, ""]).own
    cosines = found @ found.T
    assert cosines[0, 1] == pytest.approx(1.0 if found[0].any() else 0.0, abs=1e-5)
    assert found[0].any() or not any(word in VECTORS for word in one.split())
    assert np.abs(cosines).max() <= 1 + 1e-5
    assert not cosines[3].any()


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"normalize": True},
        {"weights": np.linspace(0.5, 2, len(VECTORS), dtype=np.float32)},
        {
            "vectors": np.eye(4, 3, dtype=np.float32),
            "token_mapping": np.arange(len(VECTORS)) % 4,
            "weights": np.linspace(0.5, 2, len(VECTORS), dtype=np.float32),
        },
    ],
    ids=["plain", "scaled", "weighed", "shared vectors"],
)
def test_texts_read_as_model2vec_reads_them(tmp_path, more):
    saved(tmp_path, **more)
    from model2vec import StaticModel

    texts = ["dark gloomy gloomy", "A funny crime!", "comedy 3 4 unheard", "unheard", ""]
    theirs = StaticModel.from_pretrained(tmp_path).encode(texts)
    theirs = theirs / np.maximum(np.linalg.norm(theirs, axis=1, keepdims=True), 1e-9)
    assert np.allclose(Sentences.read(tmp_path, []).vectors(texts), theirs, atol=2e-3)


def test_moods_are_read_or_else_name_and_synopsis():
    assert text(Title(item_id="1", title="Alien (1979)", genres=("Horror",), moods=("dark", "cold"))) == (
        "Horror, dark, cold"
    )
    told = Title(item_id="1", title="Alien (1979)", genres=("Horror",), synopsis="In space.")
    assert text(told) == "Alien. In space."
    assert text(Title(item_id="1", title="Alien")) == "Alien"


def test_the_kernel_adds_the_weighed_cosine_of_texts(folder):
    titles = [Title(item_id="1", title="?", moods=("dark",)), Title(item_id="2", title="?", moods=("gloomy",))]
    titles.append(Title(item_id="3", title="unheard", genres=("Crime",)))
    kernel = Kernel.learnt(titles, (Sentences.read(folder, [text(one) for one in titles]),))
    found = kernel.against(kernel.own, parts({"sentences": 2.0}))
    assert found == pytest.approx(np.array([[2, 1.2, 0], [1.2, 2, 0], [0, 0, 0]]), abs=2e-3)
    new = kernel.described([Title(item_id="4", title="?", moods=("dark",))])
    assert kernel.against(new, parts({"sentences": 2.0}))[:, 0] == pytest.approx([2, 1.2, 0], abs=2e-3)
    assert not kernel.against(new, parts({"sentences": 0.0})).any()


def test_a_title_of_like_words_finds_the_viewers_of_a_kind(small, made):
    model = small.fit(made(), RNG)
    assert model.weights[1, N - 1] > model.weights[0, N - 1]
    assert model.weights[0, N - 2] > model.weights[1, N - 2]


def test_an_extended_model_is_that_of_a_fit_with_the_titles_there(small, made):
    fitted, start = small.fit(made(), RNG), small.fit(made(N - 2), RNG)
    extended = start.extended(fitted_catalogue := made().catalogue)
    assert extended.item_ids == tuple(fitted_catalogue.items)
    assert np.allclose(extended.weights, fitted.weights, atol=1e-5)
    assert np.allclose(extended.mixtures, fitted.mixtures, atol=1e-5)


def test_a_newcomer_is_mixed_as_in_a_fit_with_it_there(small, made):
    start, fitted = small.fit(made(N - 2), RNG), small.fit(made(), RNG)
    mixture = Mixture.of(start, TITLES[-2:], N)
    assert np.allclose(mixture.out[fitted.warm], fitted.mixtures, atol=1e-5)


def test_a_model_comes_back_from_its_bundle_and_reads_new_titles_without_the_folder(made, tmp_path):
    model = Content(reg=1.0, min_plays=1, sentences=str(saved(tmp_path / "model"))).fit(made(N - 2), RNG)
    save(tmp_path, Knowledge(made(N - 2).catalogue, {"content": model}), Manifest(name="one", trained_at=0.0))
    for file in (tmp_path / "model").iterdir():
        file.unlink()
    read = load(tmp_path / "one").knowledge.models["content"]
    grown = made().catalogue
    assert read.sentences
    assert np.array_equal(read.extended(grown).weights, model.extended(grown).weights)


def test_a_model_without_sentences_leaves_no_trace_of_them_in_its_bundle(made, tmp_path):
    model = Content(reg=1.0, min_plays=1).fit(made(), RNG)
    path = save(tmp_path, Knowledge(made().catalogue, {"content": model}), Manifest(name="one", trained_at=0.0))
    assert not [file for file in path.rglob("*") if "sentences" in file.name]
    assert "sentences" not in (path / "manifest.json").read_text()
    assert load(path).knowledge.models["content"].sentences == ()
    assert len(model.taste) == len(model.fame) == len(BLOCKS) + len(NUMBERS)


def test_a_server_without_the_library_knows_new_titles_by_all_else(small, made, monkeypatch, caplog):
    start = small.fit(made(N - 2), RNG)
    monkeypatch.setattr(sentences, "find_spec", lambda name: None)
    start.sentences[0].__dict__.pop("_cut", None)
    found = start.extended(made().catalogue)
    start.extended(made().catalogue)
    assert not found.weights[:, N - 2 :].any()  # they have no genres either
    assert [record.message for record in caplog.records] == [
        "new titles are known without their texts: tokenizers is not installed. `pip install 'frontrow[sentences]'`."
    ]


def test_neither_map_naming_sentences_the_measured_weights_are_used(folder, made):
    model = Content(sentences=str(folder), reg=1.0, min_plays=1).fit(made(), RNG)
    assert np.array_equal(model.taste, parts({**TASTE, "sentences": IN_TASTE}))
    assert np.array_equal(model.fame, parts({**FAME, "sentences": IN_FAME}))
    alone = Content(sentences=str(folder), fame={"sentences": 1.0}, reg=1.0, min_plays=1).fit(made(), RNG)
    assert np.array_equal(alone.taste, parts(TASTE))


@pytest.mark.parametrize("part", ["taste", "fame"])
def test_a_weight_without_a_model_is_refused(part):
    with pytest.raises(BadConfig, match="without a model of them"):
        Content(**{part: {"sentences": 1.0}})


def test_a_folder_that_is_not_there_is_named_with_how_to_get_one(folder, tmp_path):
    with pytest.raises(BadConfig, match=r"no folder .*potion with a model of sentences.*save_pretrained"):
        Content(sentences=str(tmp_path / "potion"))


def test_a_folder_without_a_model_is_named(folder, tmp_path):
    with pytest.raises(BadConfig, match="holds no model of sentences"):
        Sentences.read(tmp_path, [])


def test_without_model2vec_the_extra_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(sentences, "find_spec", lambda name: None)
    with pytest.raises(NotInstalled, match=r"frontrow\[sentences\]"):
        Content(sentences=str(tmp_path))


def test_nothing_of_it_is_imported_before_it_is_asked_for():
    code = (
        "import sys, frontrow.app, frontrow.train; print([n for n in ('model2vec', 'tokenizers') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
