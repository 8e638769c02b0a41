"""Numbers in figures and words within an expression of time."""

from __future__ import annotations

from testimonia.resolvers.dates.grammar import Phrase
from testimonia.resolvers.dates.words import lexicon


def number_in(phrase: Phrase, *names: str) -> float | None:
    """The number that the words of these classes make; all classes of numbers where none is named."""
    names = names or ("digits", "decimal", "numword")
    if phrase.has("slash") and "digits" in names:
        return _fraction(phrase)
    total, current, seen = 0.0, 0.0, False
    for place in phrase.places(*names):
        written = phrase.words.written[place]
        value = _value(written, names)
        if value is None:
            return None
        seen = True
        if phrase.is_at(place, "numword") and value in (100, 1000) and "numword" in names:
            current = max(current, 1) * value
            if value == 1000:
                total, current = total + current, 0
        elif current >= 19 and current < 100 and value >= 10 and phrase.is_at(place, "numword"):
            current = current * 100 + value  # "nineteen ninety-one"
        else:
            current += value
    return total + current if seen else None


def _fraction(phrase: Phrase) -> float | None:
    """As in "2 1/2"."""
    *whole, above, below = [float(phrase.words.written[n]) for n in phrase.places("digits")]
    return sum(whole) + above / below if below else None


def _value(written: str, names: tuple[str, ...]) -> float | None:
    meanings = lexicon().values.get(written, {})
    for name in names:
        if meanings.get(name):
            return float(meanings[name])
    digits = written.replace(",", "") if written.count(",") and len(written.rsplit(",", 1)[1]) == 3 else written.replace(",", ".")
    digits = digits.rstrip("stndrh")
    try:
        return float(digits)
    except ValueError:
        return None


def plain(number: float) -> str:
    """The number without needless decimals."""
    return str(int(number)) if number == int(number) else f"{number:g}"
