"""Ten ordinary edits of the real policy, made together: an address, hours, a target, a release, and so on."""

from __future__ import annotations

EDITS = (
    ('        address: ""\n', "        address: support@bizmic.com\n"),
    ("[sunday, monday, tuesday, wednesday, thursday]", "[monday, tuesday, wednesday, thursday, friday]"),
    ("    holidays: []", "    holidays:\n      - day: 2027-02-21\n        name: Shaheed Day"),
    ("within 4 business hours\n          hours: 4", "within 2 business hours\n          hours: 2"),
    (
        '      - version: "3"\n',
        '      - version: "4"\n        released: 2027-01-11\n      - version: "3"\n',
    ),
    (
        "  - id: bizmic-software\n",
        """  - id: desk
    name: BizMic Desk
    releases:
      - {version: "2", released: 2026-06-01}
      - {version: "1", released: 2025-08-01}
  - id: bizmic-software
""",
    ),
    (
        "      - id: excluded-modifications\n",
        "      - id: excluded-beta\n        text: Beta features\n      - id: excluded-modifications\n",
    ),
    (
        "      - id: misuse\n        label:",
        "      - id: beta\n        label: A beta feature\n      - id: misuse\n        label:",
    ),
    (
        "when: {cause: [third-party, modified, integration, misuse]}",
        "when: {cause: [third-party, modified, integration, misuse, beta]}",
    ),
    (
        "      - when: {cause: third-party}\n        then: suspected\n",
        """      - when: {cause: beta, certainty: certain}
        then: excluded
        say: Beta features are not covered.
        cite: [excluded-beta]
      - when: {cause: beta}
        then: suspected
        say: If a beta feature is the cause, it is not covered.
        cite: [excluded-beta]
      - when: {cause: third-party}
        then: suspected
""",
    ),
    (
        "  - id: open-case\n    text:",
        """  - id: plan
    text: Which plan do you have?
    name: Plan
    when: {policy: in-force}
    options:
      - {id: basic, label: Basic}
      - {id: premium, label: Premium}

  - id: open-case
    text:""",
    ),
    (
        "    procedures:\n      - id: bug-reporting\n",
        """      - id: premium
        number: d
        name: Premium Support
        purpose:
          id: premium-purpose
          text: For critical issues of Premium customers
        target:
          id: premium-target
          text: Response within 1 hour, day and night
          hours: 1
          clock: round-the-clock
    procedures:
      - id: bug-reporting
""",
    ),
    (
        "      - when: {severity: critical}\n        then: critical\n        cite: [critical-target",
        """      - when: {plan: premium, severity: critical}
        then: premium
        cite: [premium-target]
      - when: {severity: critical}
        then: critical
        cite: [critical-target""",
    ),
    ("label: It's a nuisance", "label: It's annoying"),
)


def edited(policy: str) -> str:
    """The text of the policy with all of them."""
    for before, after in EDITS:
        assert before in policy, before
        policy = policy.replace(before, after, 1)
    return policy
