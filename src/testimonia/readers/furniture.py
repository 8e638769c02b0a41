"""The lines of a page that are not the report itself: share bars, "read also", notices about cookies; and the line that names the authors.

Every rule fits a whole short line and nothing less, so that a sentence of the report is never taken for furniture.
"""

from __future__ import annotations

import re

from testimonia.readers.published import iso_date

MAX_LINE = 140  # characters; furniture is short
MAX_NOTICE = 320  # characters; a notice about cookies may be longer

_NETWORK = (
    r"(?:facebook|twitter|x|whats\s?app|telegram|linked\s?in|reddit|instagram|you\s?tube|tik\s?tok|pinterest|signal|bluesky|mastodon|threads|vk"
    r"|e-?mail|message|messenger|sms|print|copy(?: the)? link|share|tweet|pin(?: it)?|save|bookmark|a friend|friends|more|rss)"
)
_THIS = r"(?:this(?: (?:article|story|post|page|report|video|gallery|link))?|article|story|page|link)"
_SEND = r"(?:share|send|recommend|tweet|print|e-?mail|save|bookmark|copy)"
_LINES = (
    # share bars
    rf"(?:click to )?{_SEND}(?: {_THIS})?(?: (?:on|via|by|with|to|using))?(?:[\s,/|·•&:]*(?:(?:by|via|on|and|or) )?{_NETWORK})*",
    rf"{_NETWORK}(?:[\s,/|·•&]+(?:and )?{_NETWORK})*",
    r"a\s?[+-](?:[\s/|]*a\s?[+-])*",
    # reading times and other counters
    r"(?:estimated )?(?:reading time|time to read)(?:\W+(?:about )?\d+\s*(?:min(?:ute)?s?\.?)(?: read)?)?",
    r"(?:about )?\d+(?:\s*[-–]\s*\d+)?[\s-]*min(?:ute)?s?\.?(?: to)? read(?:ing time)?",
    r"(?:updated |posted |published )?\d+ (?:seconds?|min(?:ute)?s?|hours?|days?|weeks?|months?|years?) ago",
    r"[\d.,]+\s?k? (?:views?|shares?|likes?|comments?|repl(?:y|ies)|responses?)",
    # ways to other pages
    r"(?:(?:read|see|watch|listen) (?:also|more|next|on|further)|(?:also|more) (?:read|see)|what to read next|further reading)(?:\s*[:–—-]\s*.+)?",
    r"(?:related|recommended|suggested)(?:\s*:\s*.+| (?:articles?|stor(?:y|ies)|posts?|topics?|news|content|links?|reading|coverage|for you))?",
    r"don[’']t miss(?:\s*[:–—-]\s*.+)?|more (?:stories|news|articles)|on the same (?:subject|topic)",
    r"more (?:from|in|about) [^.!?]{3,50}|more on (?:this|the same)(?: (?:story|topic|subject|series))?",
    r"you (?:may|might) (?:also )?(?:like|be interested in|enjoy)(?: (?:this|these))?",
    r"most (?:read|viewed|popular|shared|commented|recent)|trending(?: now)?|top stories|latest (?:news|stories|updates|headlines)",
    r"editor[’']?s[’']? (?:picks?|choice)|in (?:this|other) (?:article|story|news)",
    r"continue reading|(?:read|see) (?:the )?full (?:story|article|report)|show (?:more|less|all)|load more|view (?:all|gallery|comments|more)",
    r"(?:next|previous|older|newer)(?: (?:article|story|post|page|entry|entries|posts))?|back to (?:the )?(?:top|home(?:page)?|front page|news)",
    r"skip to (?:main )?content|(?:main )?menu|search|home(?:page)?|loading|play|pause|close|toggle navigation",
    r"listen(?: to (?:this )?(?:article|story|audio))?|(?:click|tap) here(?: (?:to|for) .{2,80})?",
    # advertising, subscriptions, begging
    r"advert(?:isement|ising|s)?|ads?|sponsored(?: (?:content|by .{2,40}))?|promoted(?: content)?|paid (?:content|post)",
    r"(?:the )?(?:story|article|text|post) continues (?:below|after)(?: (?:the |this )?(?:ad(?:vert(?:isement)?)?|video|image|photo|newsletter))?",
    r"scroll (?:down )?(?:to|for) .{2,40}|(?:follow|like|find|join) (?:us|me|@\w+)(?: (?:on|at|via|in) .{2,80})?",
    r"(?:follow|join) (?:our|the) .{0,40}(?:channel|page|group|newsletter|community).{0,40}",
    r"(?:sign[\s-]?up|subscribe|register)(?: (?:here|now|today|free|for free|to|for|and)\b.{0,90})?|newsletters?(?: sign[\s-]?up)?",
    r"(?:get|receive) (?:our|the|all the) .{0,60}(?:newsletter|inbox|e-?mail|updates?|alerts?).{0,60}",
    r"(?:log|sign) ?(?:in|out)(?: (?:to|or) .{2,60})?|already a (?:subscriber|member)\b.{0,60}",
    r"(?:please )?(?:support|donate to) (?:us|our (?:work|journalism|reporting)|independent (?:media|journalism))(?: .{0,60})?",
    r"donate(?: (?:now|today|here))?|(?:download|install|get) (?:our|the) (?:free |mobile )?app\b.{0,60}",
    # comments, labels, rights
    r"(?:leave|post|add|write) a (?:comment|reply)(?: .{0,40})?|comments?(?: \(?\d+\)?| are (?:now )?closed| off)?",
    r"join the (?:conversation|discussion)|repl(?:y|ies)",
    r"(?:tags?|tagged(?: (?:with|as))?|filed (?:under|in)|posted (?:in|under)|topics?|keywords?|categor(?:y|ies)|labels?|sections?)(?:\s*:\s*.*)?",
    r"(?:©|\(c\)|copyright (?:©|\(c\)|\d{4})).{0,130}|(?:.{0,80}\W)?all rights reserved(?:\.? .{0,50})?",
    r"terms (?:of (?:use|service)|and conditions)|privacy(?: policy| notice)?|cookie (?:policy|settings|preferences|notice)|imprint|legal notice",
    r"contact(?: us)?|about us|disclaimer|site ?map|accessibility",
    # consent and scripts
    r"(?:accept|allow|refuse|reject|manage|decline)(?: (?:all|my|only necessary))?(?: (?:cookies?|preferences|settings|and close))?",
    r"i (?:agree|accept)|got it|java ?script (?:is|must be|has been) .{2,100}",
    r"(?:.{0,60}\b)?(?:please )?(?:enable|turn on|activate) (?:java ?script|cookies)\b.{0,100}",
)
_FURNITURE = re.compile(rf"(?:{'|'.join(_LINES)})[\s.:…!»›→>]*", re.IGNORECASE)
_COOKIES = re.compile(
    r"(?:(?:we|this (?:web)?site|our (?:web)?site|the site)\b|\S.{0,60}\band (?:our|its|\w+)(?: \w+)? partners\b).{0,80}?"
    r"\b(?:uses?|stores?|keeps?|sets?|places?|collects?)\b.{0,60}\bcookies?\b.*"
    r"|by (?:continuing|using|browsing|clicking|closing)\b.{0,160}\bcookies?\b.*",
    re.IGNORECASE,
)

_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?\.?)"
_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_CLOCK = r"(?:(?:at )?\d{1,2}[:h]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?(?:\s?(?:[A-Z]{2,5}|local time|UTC|GMT)(?:[+-]\d{1,2})?)?)"
_DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTHS},?(?: \d{{4}})?|{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?,?(?: \d{{4}})?"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})"
)
_DATE_LINE = re.compile(
    rf"(?:(?i:published|posted|date|first published|last updated|updated)(?i: on)?\s*:?\s*)?(?:(?-i:[A-Z][A-Z’'\s-]{{2,30}})(?:, [A-Z]\w+)?[,:]? +)?"
    rf"(?i:{_WEEKDAY},?\s+)?(?:(?i:{_DAY})(?:[\s,|·•–-]*{_CLOCK})?|{_CLOCK}(?:[\s,|·•–-]*(?i:{_WEEKDAY},?\s+)?(?i:{_DAY}))?)\.?"
)
# The names are read word by word and not by one pattern, which hostile lines could keep busy for hours.
_BY = re.compile(
    r"(?P<before>(?:.{0,30}\d{4}[\s,|·•–—-]+)?)(?:(?:words|text|written|reported|story|report|reporting) )?by:? "
    r"(?P<rest>\S.*?)(?: ?\[?(?:…|\.\.\.)\]?)?",
    re.IGNORECASE,
)
_AFTER_NAMES = re.compile(rf" ?[|·•–—/] ?| - |,? (?=(?:{_WEEKDAY}|{_MONTHS}|published|updated|posted)\b|\d)", re.IGNORECASE)
_PLACE = re.compile(r" (?:in|at|from) ")
_NAME = re.compile(r"[^\W\d_][\w’'.-]*")
_PARTICLES = frozenset(
    ("and", "&", "de", "du", "da", "di", "del", "der", "den", "van", "von", "bin", "ibn", "bint", "al", "el", "la", "le", "of", "the")
)
_STAFF = frozenset(("staff", "agencies", "agency", "desk", "team", "newsroom", "contributors", "contributor"))
_ROLES = frozenset(("correspondent", "correspondents", "reporter", "reporters", "writer", "writers", "editor", "editors"))
_NOT_A_NAME = re.compile(
    rf"(?:{_WEEKDAY}|{_MONTHS}|now|then|today|tonight|night|dawn|dusk|noon|midday|sunset|sunrise|nightfall|contrast|law)", re.IGNORECASE
)


def is_furniture(line: str) -> bool:
    """Whether this whole line belongs to the page and not to the report."""
    line = " ".join(line.split())
    if len(line) > MAX_NOTICE:
        return False
    return bool(_COOKIES.fullmatch(line) or (len(line) <= MAX_LINE and _FURNITURE.fullmatch(line)))


def is_date_line(line: str) -> bool:
    """Whether this whole line is a date or an hour, perhaps with a place in capitals before it."""
    return len(line) <= MAX_LINE and _DATE_LINE.fullmatch(" ".join(line.split())) is not None


def is_hour(line: str) -> bool:
    """Whether this whole line is an hour without a day, as before the entries of a live blog."""
    return re.fullmatch(_CLOCK, line.strip(), re.IGNORECASE) is not None


def byline(line: str) -> str | None:
    """The names in a line such as "By Kristen Hale and Osama Ziad"; None where the line is something else."""
    found = _by(line)
    return found[0] if found else None


def date_beside_names(line: str) -> str | None:
    """What a byline says besides the names, if that holds a full date: "Wednesday 30 April 2031"."""
    found = _by(line)
    rests = (rest.strip(" ,|·•–—/-") for rest in found[1:]) if found else ()
    return next((rest for rest in rests if iso_date(rest)), None)


def _by(line: str) -> tuple[str, str, str] | None:
    """The names of a byline, and what stands before and after them."""
    line = " ".join(line.split())
    match = _BY.fullmatch(line) if len(line) <= MAX_LINE else None
    if match is None:
        return None
    end = _AFTER_NAMES.search(match["rest"])
    names, after = (match["rest"][: end.start()], match["rest"][end.start() :]) if end else (match["rest"], "")
    if after and not any(letter.isdigit() for letter in after):
        return None
    names, *place = _PLACE.split(names, maxsplit=1)
    names = names.strip(" ,")
    return (names, match["before"], after) if _are_names(names.replace(",", " ").split()) and all(_are_names(p.split()) for p in place) else None


def _are_names(words: list[str]) -> bool:
    """Whether every word is a name, or one of the small words that join names."""
    if not words or not _is_name(words[0]) or _NOT_A_NAME.fullmatch(words[0]) or words[-1].casefold() in _PARTICLES:
        return False
    return all(_is_name(word) or word.casefold() in _PARTICLES | _STAFF | _ROLES for word in words)


def _is_name(word: str) -> bool:
    """Whether a word begins with a capital, or in a script that has none, and does not end a sentence."""
    ends = word.endswith(".") and len(word.rstrip(".")) > 3
    return _NAME.fullmatch(word) is not None and not word[0].islower() and not ends
