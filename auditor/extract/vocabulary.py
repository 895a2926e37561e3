"""The words that the extraction knows: general English of news, no names.

Lemmas in lower case, unless said otherwise.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEGATIONS = _words("""
    not n't never neither nor without
""")
"""Words that turn a statement round."""

RANKLESS = _words("""
    party refusal aid lady responder class hand thought nature world estate person generation sight glance
    instance place thing
""")
"""Nouns of set phrases in which an ordinal counts nothing: third parties, right of first refusal, first aid."""

RANKS = _words("""
    mr mrs ms miss dr prof professor sir dame lord lady king queen prince princess pope rev reverend father sister
    president vice prime minister premier chancellor secretary senator sen representative rep congressman owner
    founder senior congresswoman governor gov mayor councillor ambassador judge justice attorney prosecutor sheriff
    marshal detective inspector superintendent commissioner chief officer constable trooper deputy agent police
    sergeant sgt corporal private lieutenant lt captain capt major colonel col general gen admiral commander coach
    manager director spokesman spokeswoman actor actress singer star champion former ex
""")
"""Words that stand before a person's name and are no part of it."""

LOCATING = _words("in near outside inside off throughout")
"""Prepositions in front of a place, and hardly ever of a person."""

PLACES = _words("""
    city town village island port province state capital region district suburb county area coast gulf bay republic
    emirate valley mountain river lake sea street
""")
"""Nouns that lead to a place's name by "of"."""

SHIP_PREFIXES = frozenset({"INS", "MV", "MT", "MS", "SS", "HMS", "USS", "RMS", "HMAS", "HMCS", "USNS", "FV", "RV"})

THINGS_NAMED = _words("""
    road avenue square boulevard police fire hospital school university college club party company corporation
    group airlines airport station stadium arena island islands county city province journal times news tribune
    herald magazine foundation institute council ministry committee association union league cup prize award act
    hotel
""")
"""Last words of names that are no person's, and no surnames."""

DIRECTIONS = _words("""
    north south east west northeast northwest southeast southwest north-east north-west south-east south-west due - away
    northward southward eastward westward north-northeast north-northwest south-southeast south-southwest off offshore
""")
"""Words between a distance and the preposition that says from where."""

ESTIMATING = frozenset({"put", "estimate", "reckon", "peg", "gauge", "rate", "calculate"})
"""Verbs whose subject answers for the figure: "the agency puts the damage at $4 million"."""

SAYING = _words("""
    say tell report state announce add note explain confirm claim according write quote cite reveal disclose
    declare insist argue acknowledge admit believe think estimate expect suggest indicate allege warn post tweet
""")
"""Verbs by which a source reports what somebody said."""

ENDING = _words("""
    end cease stop lose renounce relinquish rescind waive drop surrender cancel revoke withdraw terminate
    abandon forgo forfeit scrap void expire lapse remove reject deny refuse decline fail lack avoid prevent bar
    block ban forbid halt give_up scrape abolish repeal exclude
""")
"""Verbs that turn what they govern into its opposite: who renounces a right no longer has it."""

UNDONE = _words("""
    fail refuse decline neglect omit
""")
"""Verbs whose infinitive tells what did not happen."""

JUDGING = _words("""
    plead find declare deem rule judge consider call pronounce hold prove certify rate label
""")
"""Verbs with a verdict behind them: "pleaded not guilty"."""

RUNNING_OUT = _words("""
    end expire lapse finish terminate
""")
"""Verbs whose date is the last day of what runs out."""

ENDING_NOUNS = _words("""
    loss waiver removal cancellation expiry termination revocation withdrawal lack absence
""")
"""The same as nouns: "the loss of exclusivity"."""

ORGANISATION_NOUNS = _words("""
    company firm maker manufacturer group bank retailer supermarket chain carrier airline operator developer
    startup start-up giant automaker carmaker chipmaker broadcaster publisher team club side party agency
    ministry organisation organization university hospital lab laboratory studio brand insurer lender utility
""")
""""The company", "the bank": descriptions that stand for an organisation named before."""

CALENDAR = _words("""
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sep sept oct nov dec a.m. p.m. gmt est edt
    pst
""")
"""Capitalised words of the calendar, which are no names."""

TITLES = _words("""
    mr mr. mrs mrs. ms ms. dr dr. sir dame lord lady president prime minister governor senator sen. rep. gov.
    king queen pope coach captain
""")
"""Words before a name that are not part of it."""

FORMER = _words("""
    previous previously former formerly prior earlier originally initially
""")
"""Words that make a value a former one."""

NOW = _words("""
    now currently today presently revised amended
""")
"""Words that make a value the present one."""

NO_SCOPE = (
    FORMER
    | NOW
    | _words("""
    current new latest exclusive non sole extended additional another other total overall own huge landmark
    major full whole same
""")
)
"""Adjectives that do not narrow a thing."""

LIGHT = _words("""
    be have do say will make take get go come put other such own same more most much many first last new also
    year
""")
"""Lemmas too common to say what a claim is about."""

CUSTOMERS = _words("""
    customer client user buyer subscriber consumer agency organization organisation government
""")
"""Nouns for those whom a product or service is for."""

DURATIONS = _words("""
    second minute hour day night week fortnight month quarter year decade century
""")
"""Units of time, singular."""

MEASURES = _words("""
    magnitude metre kilometre centimetre millimetre mile foot inch yard hectare acre tonne kilogram gram pound
    ounce litre gallon barrel megawatt gigawatt kilowatt watt degree knot
""")
"""Units of measurement, singular, without those of time."""
