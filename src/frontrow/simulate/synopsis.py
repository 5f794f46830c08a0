"""Synopses of films, composed from facts alone."""

from __future__ import annotations

from collections.abc import Sequence

from frontrow.simulate.films import Film
from frontrow.simulate.lots import lot, pick

# How a genre reads before another noun; true adjectives stand before nouns used as such.
BEFORE = {
    "History": "historical",
    "Biography": "biographical",
    "Animation": "animated",
    "Romance": "romantic",
    "Comedy": "comic",
    "Music & Musicals": "musical",
    "Family": "family",
    "Science Fiction": "science-fiction",
    "Fantasy": "fantasy",
    "Horror": "horror",
    "War": "war",
    "Sports": "sports",
    "Crime": "crime",
    "Mystery": "mystery",
    "Western": "western",
    "Action": "action",
    "Adventure": "adventure",
}
# The nouns that end a description, the most telling first.
NOUN = {
    "Documentary": "documentary",
    "Western": "western",
    "Thriller": "thriller",
    "Comedy": "comedy",
    "Drama": "drama",
    "Romance": "romance",
    "Mystery": "mystery",
    "Adventure": "adventure",
}
ADJECTIVES = 2

DEMONYMS = {
    "AR": "Argentine",
    "AT": "Austrian",
    "AU": "Australian",
    "BE": "Belgian",
    "BR": "Brazilian",
    "CA": "Canadian",
    "CH": "Swiss",
    "CL": "Chilean",
    "CN": "Chinese",
    "CZ": "Czech",
    "DE": "German",
    "DK": "Danish",
    "ES": "Spanish",
    "FI": "Finnish",
    "FR": "French",
    "GB": "British",
    "GR": "Greek",
    "HK": "Hong Kong",
    "HU": "Hungarian",
    "IE": "Irish",
    "IL": "Israeli",
    "IN": "Indian",
    "IR": "Iranian",
    "IS": "Icelandic",
    "IT": "Italian",
    "JP": "Japanese",
    "KR": "South Korean",
    "MX": "Mexican",
    "NL": "Dutch",
    "NO": "Norwegian",
    "NZ": "New Zealand",
    "PL": "Polish",
    "PT": "Portuguese",
    "RO": "Romanian",
    "SE": "Swedish",
    "TH": "Thai",
    "TR": "Turkish",
    "TW": "Taiwanese",
    "ZA": "South African",
}
LANGUAGES = {
    "ar": "Arabic",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hu": "Hungarian",
    "is": "Icelandic",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sv": "Swedish",
    "th": "Thai",
    "tr": "Turkish",
    "yue": "Cantonese",
    "zh": "Chinese",
}

WITH_CAST = (
    "{A} {year} {what} by {by}, with {cast}.",
    "{by} {directs} {cast} in this {what} from {year}.",
    "{cast} appear in {a} {what} that {by} made in {year}.",
    "Directed by {by} in {year}: {a} {what} with {cast}.",
    "From {year}, {a} {what} with {cast}, directed by {by}.",
)
WITH_ONE = (
    "{A} {year} {what} by {by}, with {cast}.",
    "{by} {directs} {cast} in this {what} from {year}.",
    "From {year}, {a} {what} with {cast}, directed by {by}.",
)
WITHOUT_CAST = (
    "{A} {year} {what} by {by}.",
    "{by} {directs} this {what} from {year}.",
    "From {year}, {a} {what} directed by {by}.",
)
BY_DIRECTOR = ("{by} also wrote the script.", "The script is {by}'s too.")
WITH_DIRECTOR = ("{by} had a hand in the script as well.", "{by} is among its writers.")
BY_OTHERS = ("Written by {by}.", "The script is by {by}.", "{by} wrote the script.")
OPENING = {0: WITHOUT_CAST, 1: WITH_ONE}
LONG_MINUTES = 150
MILLION, BILLION = 1_000_000, 1_000_000_000
HIT = 100 * MILLION  # US dollars from which takings are worth a sentence
ONE_OF_TWO = 0.5


def synopsis(film: Film) -> str:
    """Return one to six sentences about a film, each a fact of it; films alike in facts still read differently."""
    sentences = " ".join([opening(film), *script(film), *further(film)])
    return sentences.replace("..", ".")  # where a name ends in a point, as in "Jr."


def opening(film: Film) -> str:
    """Return the first sentence: what it is, when and by whom it was made, who is in it."""
    cast = film.cast[: 2 + (lot(film.item_id, "cast") < ONE_OF_TWO)]
    what, makers = described(film), film.directors[:2]
    return pick(OPENING.get(len(cast), WITH_CAST), film.item_id, "opening").format(
        A=article(str(film.year)).capitalize(),
        a=article(what),
        year=film.year,
        what=what,
        by=joined(makers),
        directs="direct" if len(makers) > 1 else "directs",
        cast=joined(cast),
    )


def described(film: Film) -> str:
    """Return the film's genres as one would say them, such as ``French crime drama``."""
    noun = next((genre for genre in NOUN if genre in film.genres), "")
    others = [genre for genre in film.genres if genre != noun and genre in BEFORE][:ADJECTIVES]
    demonym = [DEMONYMS[film.countries[0]]] if len(film.countries) == 1 and film.countries[0] in DEMONYMS else []
    before = [word for genre, word in BEFORE.items() if genre in others]
    return " ".join([*demonym, *before, NOUN.get(noun, "film")])


def script(film: Film) -> list[str]:
    """Return a sentence about the writers, if they are known."""
    if not film.writers:
        return []
    if film.writers[0] in film.directors[:1]:
        alone = len(film.writers) == 1
        return [pick(BY_DIRECTOR if alone else WITH_DIRECTOR, film.item_id, "script").format(by=film.directors[0])]
    return [pick(BY_OTHERS, film.item_id, "script").format(by=joined(film.writers[:2]))]


def further(film: Film) -> list[str]:
    """Return what else is worth saying: the languages if not English, an award, takings, a great length."""
    facts = []
    if film.languages[0] != "en" and film.languages[0] in LANGUAGES:
        facts.append(f"In {joined([LANGUAGES[code] for code in film.languages if code in LANGUAGES][:3])}.")
    if film.oscars:
        facts.append("An Academy Award winner.")
    if film.box_office >= HIT:
        facts.append(f"It took more than {dollars(film.box_office)} at the box office.")
    if film.minutes >= LONG_MINUTES:
        facts.append(f"It runs for {film.minutes // 60} hours and {film.minutes % 60} minutes.")
    return facts


def dollars(amount: int) -> str:
    """Return an amount rounded down to what one would say."""
    if amount >= BILLION:
        return f"${amount // (BILLION // 10) / 10:g} billion"
    return f"${amount // (10 * MILLION) * 10} million"


def article(words: str) -> str:
    """Return ``a`` or ``an``, as the words are spoken."""
    return "an" if words[0].lower() in "aeiou" else "a"


def joined(names: Sequence[str]) -> str:
    """Return names as a list in a sentence: ``A, B and C``."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
