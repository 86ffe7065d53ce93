"""Faults to plant in the lists beside the awards: file, text, fault, and what is said of it."""

OF_LISTS = [
    ("base-salary.toml", "2340000", "0", "$.amounts[0].dong_a_month: not above zero"),
    ("base-salary.toml", "2024-07-01", "2026-07-01", "$.amounts[1].in_force_from: not after"),
    ("base-salary.toml", " [S16] [S49b]", "", "$.amounts[0].confirmed: no public source"),
    ("paper-kinds.toml", '"council-minutes"', '"ballot-minutes"', "$.kinds[3].key: ballot-minutes"),
    ("refusal-reasons.toml", '"vote-lost"', '"bad-mood"', "$.reasons: no act knows bad-mood"),
    ("refusal-reasons.toml", '"vote-lost"', '"bad-mood"', "$.reasons: vote-lost is missing"),
    ("ballots.toml", '"cstdtq"', '"prize"', "$.awards[1].award: unknown prize"),
    ("ballots.toml", '"cstdtq"', '"cstd-tinh"', "$.awards[1]: a rule before it takes its cases"),
    ("ballots.toml", 'award = "cstd-tinh"', "", "$.awards[1]: a rule before it takes its cases"),
    ("years.toml", '"ldtt"', '"prize"', "$: unknown award prize"),
    ("years.toml", '"ldtt"', '"cstdcs"', "$.yearly[1].key: cstdcs stands twice"),
    ("years.toml", "years_back = 1", "years_back = -1", "$.reaches: * has -1"),
    ("refusal-reasons.toml", '"vote-lost"', '"violation"', "$.reasons[4].key: violation stands"),
    ("audit.toml", '"late"', '"early"', "$.findings: late is missing"),
    ("audit.toml", '"late"', '"early"', "$.findings: no rule early"),
    ("audit.toml", '"late"', '"skipped-step"', "$.findings[3].key: skipped-step stands twice"),
    ("audit.toml", "value = 60", "value = 0", "$.limits.seconds.value: 0"),
    ("audit.toml", "[small_group]\nvalue = 5", "[small_group]\nvalue = 1", "1 hides nobody"),
    ("sources.toml", 'key = "S1"', 'key = "S0"', "$.sources[1].key: S0 stands twice"),
]
