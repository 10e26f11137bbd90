"""What a profile that is silent takes: the tables of `typical.toml`, each number with its clause."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from core.shared.fields import document
from core.shared.problem import Source

FILE: Final = "typical.toml"

TEXT: Final = """\
[terms]
triage = { minutes = 60, clause = "ZAR-8" }
return = { minutes = 30, clause = "ZAR-9" }
contribution = { hours = 2, clause = "ZAR-16" }
draft_before = { hours = 3, clause = "ZAR-11" }
approval = { minutes = 60, clause = "ZAR-12" }
rework = { hours = 1, clause = "ZAR-13" }
publish = { minutes = 30, clause = "ZAR-14" }
answer = { hours = 8, clause = "ZAR-10" }
shortened = { hours = [4, 2], clause = "ZAR-8" }
final_draft = { working_days = 7, clause = "ZAR-15" }
clarification = { working_days = 3, clause = "decided" }
pause_on_clarification = { value = false, clause = "decided" }

[[source_terms]]
source = "portal"
answer = { calendar_days = 20, clause = "LAB-3.4.2в" }

[[source_terms]]
source = "portal"
topic = "snow"
answer = { working_days = 5, clause = "LAB-3.4.2в" }
derived = true

[[source_terms]]
source = "portal"
topic = "lamps"
answer = { working_days = 5, clause = "LAB-3.4.2в" }
derived = true

[[source_terms]]
source = "portal"
topic = "bins"
answer = { working_days = 5, clause = "LAB-3.4.2в" }
derived = true

[[source_terms]]
source = "hotline"
answer = { hours = 4, clause = "LAB-3.4.2г" }

[reminders]
percents = [50, 80]
clause = "decided"

[[ladder]]
role = "head"
after_minutes = 60
clause = "decided"

[[ladder]]
role = "deputy"
after_minutes = 120
clause = "ZAR-21"

[[ladder]]
role = "first-deputy"
after_minutes = 240
clause = "ZAR-21"

[[ladder]]
role = "head-of-staff"
after_minutes = 480
clause = "ZAR-21"

[approval]
chain = ["curator"]
clause = "ZAR-12"

[activity]
window_hours = 24
usual_days = 28
factor = 3
least = 5
clause = "ZAR-23"
"""

SOURCE: Final = Source(FILE, TEXT)


@cache
def tables_of() -> Mapping[str, Any]:
    """The tables as they are parsed."""
    return document(TEXT, FILE)


def sample(key: str) -> str:
    """The first line that sets a key, to show how it is written."""
    found = re.search(rf"^{re.escape(key)} = .+$", TEXT, re.MULTILINE)
    if found is None:
        raise KeyError(key)
    return found[0]
