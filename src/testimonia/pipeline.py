"""The recipe: one Document in, one Extraction out."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from testimonia.domain import Document, Extraction, Passage
from testimonia.encoder.bundle import DEFAULT, open_bundle
from testimonia.encoder.calibration import Calibration
from testimonia.encoder.tagger import NetworkTagger, Tagger
from testimonia.errors import UnreadableError
from testimonia.resolvers.claims import find_claims
from testimonia.resolvers.events import events
from testimonia.resolvers.explanations import find_explanations

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SURE_OF_LANGUAGE = 0.7  # probability from which a text is held to be in another language
ENOUGH_LETTERS = 60  # a shorter text is read as it is: no guess at its language is worth much


class Pipeline:
    """Reads documents with one tagger and the rules."""

    def __init__(self, tagger: Tagger, languages: tuple[str, ...] = ("en",), calibration: Calibration | None = None) -> None:
        """Use this tagger, which can read these languages (ISO 639-1); `calibration` says what scores are worth."""
        self._calibration = calibration or Calibration({})
        self.tagger = tagger
        self._languages = languages

    @property
    def version(self) -> str:
        """Name and version of the network, kept with every extraction."""
        return self.tagger.version

    def extract(self, document: Document) -> Extraction:
        """Everything found in the document; UnreadableError if it is in a language the network cannot read."""
        self.check_language(document)
        return self.read(document)

    def read(self, document: Document) -> Extraction:
        """Everything found in the document, whatever its language."""
        mentions, links = events(document, *self.tagger.tag(document))
        mentions = tuple(replace(mention, score=self._calibration(mention.kind, mention.score)) for mention in mentions)
        claims = tuple(replace(claim, score=self._calibration("claim", claim.score)) for claim in find_claims(document, mentions, links))
        explanations = find_explanations(document, mentions, links, claims)
        extraction = Extraction(
            document_id=document.id, network=self.version, mentions=mentions, links=links, claims=claims, explanations=explanations
        )
        check_words(document, extraction)
        return extraction

    def check_language(self, document: Document) -> None:
        """UnreadableError if the text is surely in a language the network does not read."""
        if sum(character.isalpha() for character in document.text[:2000]) < ENOUGH_LETTERS:
            return
        language, probability = _language(document.text)
        if language not in self._languages and probability >= SURE_OF_LANGUAGE:
            raise UnreadableError(
                f"text in language '{language}'",
                f"one the network reads ({', '.join(self._languages)})",
                "it is kept and can be searched, but not read",
            )


def standard_pipeline(bundle: Path | None = None, threads: int = 1) -> Pipeline:
    """The pipeline with the network that comes with testimonia, or the one in the folder `bundle`."""
    opened = open_bundle(bundle or DEFAULT)
    return Pipeline(NetworkTagger(opened, threads), opened.manifest.languages, opened.calibration())


def check_words(document: Document, extraction: Extraction) -> None:
    """Raise ValueError if any passage of the extraction does not hold exactly the words at its place."""
    for passage in passages(extraction):
        if document.text[passage.start : passage.end] != passage.text:
            raise ValueError(f"passage {passage.start}-{passage.end} of document {document.id} does not hold the words at its place")


def passages(extraction: Extraction) -> list[Passage]:
    """Every passage an extraction holds."""
    found: list[Passage] = [*extraction.mentions]
    for claim in extraction.claims:
        found += [*claim.source, *claim.cue, *claim.content, *([claim.speaker] if claim.speaker else [])]
    for explanation in extraction.explanations:
        found += [explanation.cause, explanation.effect, *explanation.signals]
    return found


def _language(text: str) -> tuple[str, float]:
    """The likeliest language of the text (its first 3,000 characters) and how likely it is."""
    language, probability = _identifier().classify(text[:3000])
    return str(language), float(probability)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
