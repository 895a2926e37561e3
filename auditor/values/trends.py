"""Words that tell of a rise or a fall."""

from __future__ import annotations

from auditor.values.tokens import words

UP = words(
    "up rise rises rose risen rising increase increases increased increasing grow grows grew grown growing "
    "growth gain gains gained gaining climb climbs climbed climbing jump jumps jumped jumping surge surges "
    "surged surging soar soars soared soaring higher advance advances advanced advancing leap leapt rally "
    "rallied rebound rebounded swell swelled raise raises raised raising double doubled triple tripled expand "
    "expanded widen widened boost boosted improve improved improvement increment upturn hike hiked escalate "
    "escalated spike spiked add adds added"
)
DOWN = words(
    "down fall falls fell fallen falling decrease decreases decreased decreasing decline declines declined "
    "declining drop drops dropped dropping lower lowers lowered lowering plunge plunges plunged plunging slump "
    "slumps slumped slumping sink sinks sank sunk sinking slide slides slid sliding tumble tumbles tumbled "
    "tumbling cut cuts cutting reduce reduces reduced reducing reduction shrink shrinks shrank shrunk slip "
    "slips slipped slipping ease eased dip dips dipped lose loses lost losing shed sheds slash slashes slashed "
    "slashing plummet plummeted plummets contract contracted halve halved narrow narrowed downturn trim "
    "trimmed off"
)
CHANGES = (UP | DOWN | words("change changed changes changing revised went moved move go goes")) - {
    "off",
    "add",
}
