import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from frontrow.models.tf_idf import TfIdf

DOCUMENTS = [
    {"genres": ["Comedy", "Crime"], "words": ["heist", "heist", "bank"]},
    {"genres": ["Comedy"], "words": ["bank", "wedding"]},
    {"genres": ["Crime"], "words": ["heist", "bank"]},
]
ALL = {"genres": 1.0, "words": 1.0}


def table(tf_idf, documents):
    return tf_idf.vectors(documents).matrix(len(tf_idf.terms)).toarray()


def test_a_term_of_one_document_alone_is_left_out():
    terms = {term.split("\x1f")[1] for term in TfIdf.learnt(ALL, DOCUMENTS).terms}
    assert terms == {"Comedy", "Crime", "heist", "bank"}


def test_a_term_of_too_many_documents_is_left_out_of_its_block_alone():
    documents = [{"genres": ["Drama"], "words": ["the", "bank"]}] * 3 + [{"words": ["the"]}]
    terms = TfIdf.learnt({"genres": 1.0, "words": 0.8}, documents).terms
    assert terms == ("genres\x1fDrama", "words\x1fbank")


def test_weights_are_those_worked_out_by_hand():
    tf_idf = TfIdf.learnt({"words": 1.0}, DOCUMENTS)
    assert tf_idf.terms == ("words\x1fbank", "words\x1fheist")
    assert np.allclose(tf_idf.idf, [np.log(4 / 4) + 1, np.log(4 / 3) + 1])
    raw = np.array([1.0, (1 + np.log(2)) * (np.log(4 / 3) + 1)])
    assert np.allclose(table(tf_idf, DOCUMENTS)[0], raw / np.linalg.norm(raw))


def test_unknown_terms_and_blocks_are_left_out():
    tf_idf = TfIdf.learnt({"words": 1.0}, DOCUMENTS)
    assert table(tf_idf, [{"words": ["bank", "spaceship"], "genres": ["Comedy"]}]).tolist() == [[1.0, 0.0]]
    assert table(tf_idf, [{}]).tolist() == [[0.0, 0.0]]


def test_no_documents_have_no_terms():
    tf_idf = TfIdf.learnt(ALL, [])
    assert tf_idf.terms == ()
    assert table(tf_idf, [{"words": ["bank"]}]).shape == (1, 0)


@given(st.lists(st.lists(st.sampled_from("abcdef"), max_size=8), min_size=1, max_size=6))
def test_each_block_of_a_document_has_length_one_or_is_empty(lists):
    documents = [{"words": terms, "genres": terms[:2]} for terms in lists]
    tf_idf = TfIdf.learnt(ALL, documents)
    rows = table(tf_idf, documents)
    for block in range(2):
        lengths = np.linalg.norm(rows[:, tf_idf.block_of == block], axis=1)
        assert np.all(np.isclose(lengths, 1) | (lengths == 0))
