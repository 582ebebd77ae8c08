"""All words of one language, as a words file in `site_src/words/` states them.

The engine needs only some of them (`wizard.words`); the others belong to the pages, the page's script and
the terminal. `{name}` in a text is replaced by what its description says.
"""

from __future__ import annotations

from wizard.outcome.blocks import BLOCKS
from wizard.policy import Part
from wizard.values import value
from wizard.words import TicketWords, Words

HEADINGS = tuple(block.field for block in BLOCKS if not block.unnamed)
"""The fields of an outcome that stand under a heading."""
PARTS = (
    *("subsection", "hours", "channel", "level", "procedure", "product", "versionstatus", "question"),
    *("choice", "option", "detail", "verdict", "table", "route", "emergency", "reading", "words", "policy"),
)
"""The parts of a policy by which customers know what stands in them."""


@value(kw_only=True)
class AlongWords(Part):
    """Other ways to take a case along than to copy or download its ticket."""

    heading: str
    mail: str
    calendar: str
    contacts: str
    body: str
    share: str
    code: str
    """The buttons."""
    reminder: str
    """What a calendar shows: the ticket's `{subject}`."""
    reminder_text: str
    """What it says below that, before the channels: what was the `{promise}`."""
    contacts_name: str
    """What an address book lists the `{company}` under."""
    contacts_days: str
    """A channel there by its `{name}`, where it is reached like that on some `{days}` only."""
    contacts_file: str
    """The name of that file, without its ending."""
    code_help: str
    code_link: str
    """Below the code: what to do with it, and the words of the link that it holds."""
    code_shows: str
    """What the code is, for those who don't see it."""
    spoken: str
    """Over the lines for the phone."""


@value(kw_only=True)
class ReturnedWords(Part):
    """What is said of a ticket that came back, on the page and in the terminal."""

    heading: str
    help: str
    label: str
    read: str
    """The part of the page where one is read, with its field and its button."""
    unread: str
    """Where the text has no link that can be read."""
    said: str
    """The heading over what the ticket said."""
    decided_by: str
    """By which `{policy}` it was decided."""
    decides_now: str
    """The `{policy}` that decides today, where that is another."""
    asks: str
    """In place of a comparison, where today's policy asks the `{question}` first."""
    several_tickets: str
    """Where a text has links with different answers."""
    left_out: str
    """An `{answer}` that fits no question any more."""
    hidden: str
    """The `{hosts}` to which a text's links lead, where none can be read."""
    still: str
    """A ticket that the policy still decides in the same way."""
    reported_now: str
    """That deadlines beside what the ticket said are another case's."""
    over: str
    """That the time is over by which a first answer was promised."""
    says_nothing: str
    """A text that has a link, and nothing of what was decided."""
    then: str
    today: str
    """A line of a ticket that comes out otherwise: as it `{was}` then, and as it is `{today}`."""
    nothing: str
    """In place of a line that is not there."""


@value(kw_only=True)
class WizardWords(Part):
    """What the wizard's page and its script say around the policy's own words."""

    locale: str
    """By whose customs the script words dates and times, such as `en-GB`."""
    lead: str
    no_script: str
    """Where the questions need it: there are too many of them for plain links."""
    kept: str
    """After an answer behind which nothing is known until Python has loaded."""
    not_kept: str
    """Where the browser refuses to store what is typed, or has no room for it."""
    reading_link: str
    """The heading while answers that came with a link wait."""
    ignored: str
    """Where a link held answers that fit no question."""
    gone_edition: str
    """Where a link names an edition of the policy that is not here any more: its first `{day}`."""
    as_of: str
    """Where the address names another time: its `{moment}`."""
    question_number: str
    """`{number}`."""
    questions_left: dict[str, str]
    """About how many questions come after this one, `{count}`, by plural category; `none` after the last."""
    back: str
    picked_before: str
    typed: dict[str, str]
    """The label of the field for an answer that is typed, by the question's kind."""
    typed_empty: dict[str, str]
    """What is said at that field where nothing was typed into it."""
    go_on: str
    change: str
    change_it: str
    """The same for screen readers, with the `{name}` of what is changed."""
    restart: str
    emergencies: str
    """The heading of the policy's emergencies."""
    exact: str
    """The link to the `{count}` questions that were answered by "not sure"."""
    restarted: str
    """After that, with the `{names}` of all that is gone."""
    undo: str
    tones: dict[str, str]
    """Each tone of a verdict in one or two words, beside its picture."""
    headings: dict[str, str]
    """The heading of each part of the outcome."""
    version: str
    """The `{version}` in as few words as it takes."""
    unconfirmed: str
    """What is said of a fact that rests on a reading of the policy which nobody has confirmed yet."""
    value_unconfirmed: str
    """A fact's `{value}` with the `{words}` of what it rests on."""
    version_is: str
    """`{name}` and its `{status}`."""
    version_until: str
    """The `{version}` with the last `{day}` of its status."""
    version_out: str
    """A `{version}` that is not out yet, with the `{day}` on which it comes out."""
    ways: dict[str, str]
    """The link that opens a channel, by the channel's kind: `{name}` and `{address}`."""
    languages: str
    """Before the names of the languages that are spoken at a channel."""
    ways_short: dict[str, str]
    """The same in a word or two."""
    new_tab: str
    carries_ticket: str
    carries_part: str
    """Where the ticket is longer than the link can be; in front of it, with one of the next three."""
    carries_fields: str
    """The same where the form has no field for the ticket itself."""
    asks_login: str
    """Where one has to log in before the form opens."""
    copies_along: str
    copy_before: str
    """Where the browser lets no page copy."""
    copied_along: str
    not_copied: str
    mail_opens: str
    """After a mail's link was followed, as no page knows whether a program opened: the desk's `{address}`."""
    mail_opens_blank: str
    """The same where the address isn't published."""
    opens_empty: str
    """Whether the link brings the ticket along."""
    about_ways: str
    """Opens what there is to know of each channel."""
    to_ticket: str
    """The button that leads down to the ticket."""
    way: str
    """Over channels that depend on what is open, where that isn't known: `{name}` and `{value}`."""
    channel_says: str
    """A channel's own `{promise}` and its `{hours}`."""
    open_now: str
    open_until: str
    closed_until: str
    """`{moment}`."""
    closed: str
    opens: str
    """When a closed channel opens, briefly: `{moment}`."""
    takes_tickets: str
    takes_read_from: str
    """The state of a channel in writing; and from when on it is read, where nobody does now: `{moment}`."""
    no_address: str
    at_once: str
    """How soon one hears back from whom one speaks with."""
    reply_by: str
    reply_if_written: str
    """By when one hears back in writing: `{moment}`; and the same beside a channel that is not in writing."""
    holidays_known: str
    """Beside either and on pages, where the holidays of what is told are listed until `{day}` alone."""
    season_known: str
    """The same of a `{season}`."""
    moment: str
    """An instant: `{date}` and `{time}`."""
    moment_today: str
    """The same for an instant of today: `{today}` and `{time}`."""
    moment_both: str
    """An instant by the visitor's clock, `{here}`, and by the desk's, `{desk}` at its `{offset}`."""
    starts: str
    """When the target's clock starts, `{moment}`, and the `{hours}` in which it counts."""
    further_by: str
    """By when what else is promised is due: `{moment}`."""
    ticket_help: str
    too_long: str
    """Below a field with more letters than the ticket has: `{count}` and `{longest}`."""
    rest_of: str
    """Before the rest in the file: the field's `{name}`, and `{from}` which letter."""
    all_masked: str
    """That nothing typed is in the ticket yet, as it could not be looked through for secrets."""
    masked_one: str
    masked_several: str
    """How many secrets are left out of the ticket: `{count}`."""
    masked_help: str
    masked_at: str
    """A secret's `{kind}`, and the `{name}` and `{line}` of where it stands."""
    secrets: dict[str, str]
    """The kinds of secrets."""
    offered_one: str
    offered_several: str
    """How many addresses were found that stay where nobody masks them: `{count}`."""
    mask_one: str
    mask_several: str
    put_back: str
    put_it_back: str
    """The same for those who hear it: `{where}`."""
    mask: str
    mask_it: str
    steps: dict[str, str]
    """What to do with the ticket: `describe` it, `copy` it, and open a channel by its kind: `{name}`."""
    optional: str
    """Beside a field that the desk can do without."""
    add_details: str
    """Opens the fields that come second."""
    problems: str
    """Over the list of what is wrong with the ticket."""
    problem: str
    """Of a detail's `{name}` what its `{problem}` is."""
    problem_is: dict[str, str]
    """What can be wrong with a detail."""
    erase: str
    erased: str
    """After that, with the `{names}` of all that is gone."""
    ticket_reads: str
    copy: str
    copy_subject: str
    copied: str
    selected: str
    """Where the browser does not let the page copy: the text is selected instead."""
    download: str
    along: AlongWords
    why_help: str
    row: str
    """The number of a table's `{row}`."""
    fact: str
    """A short fact: `{name}` and `{value}`."""
    fact_of_table: str
    """What a table decided: `{name}`, which is a question, and `{value}`."""
    small_print: str
    edition: str
    edition_until: str
    """The policy's `{title}`, when it is `{effective}`, maybe `{until}` when, and its `{digest}`."""
    early: str
    """The `{day}` by which the policy is not in force yet, and when it comes to be `{effective}`."""
    clause: str
    """A link to a clause: its `{label}`."""
    clause_whole: str
    """A clause in a line, with its words: `{label}` and `{text}`."""
    still: str
    """Where nothing has moved for a while."""
    settled: str
    """Once Python has worked out the status of a version: the `{verdict}`, and when an answer is `{due}`."""
    sketch_loading: str
    """Over an outcome while Python is still to work out the status of a version."""
    sketch_failed: str
    """The same where Python can't run."""
    failed: str
    retry: str
    trouble_channels: str
    trouble_reason: str
    """`{reason}`, for the staff."""
    told: str
    copy_told: str
    all_channels: str
    all_channels_help: str
    returned: ReturnedWords


@value(kw_only=True)
class NowWords(Part):
    """What a page says of the present moment, behind a channel's name and elsewhere."""

    open_until: str
    """`{moment}`, worded by `until`."""
    open: str
    """Of what never closes."""
    closed_until: str
    """`{moment}`, worded by `opens`."""
    closed: str
    until: str
    opens: str
    """An instant: its `{day}` and `{time}`."""
    yours: str
    """An instant, `{moment}`, by the visitor's clock, where the desk's shows another time."""
    here: str
    """The present moment by the desk's clock, `{desk}`."""
    both: str
    """The same at its `{offset}` from UTC, and by the visitor's clock, `{here}`."""
    today: str
    """One of the two, `{now}`, and the `{times}` of the desk's day, where seasons have weeks of their own."""
    soon: str
    """By when an answer to what is written now is promised: `{moment}`."""


@value(kw_only=True)
class EditionWords(Part):
    """What is said where a policy has several editions."""

    since: str
    between: str
    """When an edition holds: from its `{first}` day on, and until its `{last}`."""
    days: str
    """By which clock: the name of its `{zone}`."""
    other: str
    """The link to an edition: its `{first}` day."""
    title: str
    """The `{title}` of a page of an edition at the address that lasts: its `{first}` day."""
    ended: str
    coming: str
    """Of an edition that is not in force today."""
    today: str
    """The link from there to the one that is."""
    was: str
    """Before what a clause said in the edition before, until that one's `{last}` day."""
    new: str
    """Of a clause that the edition before did not have: the `{first}` day of this one."""
    back: str
    """Of one that an edition before that had, until the `{last}` day on which it was there."""
    was_number: str
    had_number: str
    """What `{number}` a clause had in the edition before, and what the one said that had this one's."""
    renumbered: str
    renumbered_all: str
    """What has become of the `{number}` of a clause, and of those from one to the `{last}`: `{now}`."""
    number_gone: str
    number_new: str
    """Of a clause that is gone or new, where its `{number}` is another clause's now or was before."""
    decided_by: str
    """Where a link names an edition that is not in force: its `{first}` day."""
    only_until: str
    """Of the address of a channel that goes: its `{last}` day."""
    asked_by: str
    """The same where its questions are not all answered."""
    early: str
    """Where it is still to come: its `{first}` day, and that of the edition that holds `{today}`."""
    promised: str
    """Of one that is over: where what it promised stands."""
    today_says: str
    """What today's says of the same answers: `{headline}`, `{verdict}`, and what is promised, `{promise}`."""
    today_same: str
    today_asks: str
    """The same where today's reaches no outcome by these answers: the `{question}` that it asks."""
    go_on: str
    """The link to the same answers under today's."""
    own: str
    """The link to a ticket's answers under the edition that decided them: its `{first}` day."""
    from_day: str
    until_day: str
    """What is so, `{text}`, from the `{first}` day of a later edition on, or until the `{last}` before."""
    then_at: str
    """Behind when somebody is there again: the `{address}` where, by a later edition."""
    way_before: str
    """Beside an example of when an answer comes: hours change on the `{first}` day of a later edition."""


@value(kw_only=True)
class SiteWords(Part):
    """What the documentation pages say around the policy's own words."""

    name: str
    """The site's name: `{company}`."""
    titles: dict[str, str]
    """The title of each page, which is also the text of the links to it."""
    menu: str
    search: str
    to_dark: str
    to_light: str
    """What the button for the other palette says, in the light palette and in the dark one."""
    sections: str
    """The name of the list of the policy's sections."""
    print_hint: str
    not_found: str
    not_found_help: str
    licences: str
    """The link to what others made of the site."""
    kept: str
    """Over a page that the browser kept for want of a network: the `{day}` on which it was right."""
    description: str
    """What search engines and messengers say of the site: its `{company}`."""
    now: NowWords
    at_desk: str
    your_time: str
    """Whose clock the times under a week are by."""
    week_of: str
    """The heading of a desk's week: the `{names}` of its channels."""
    outside: str
    """The heading of a week outside of all seasons."""
    today: str
    """The mark of the present day in a picture."""
    ways: str
    way: str
    """Their heading, and how a report, `{reported}`, gets its answer, `{due}`; `{name}` is the level."""
    reported: str
    answered: str
    """The marks of both in the picture of that way."""
    day_and_time: str
    """A `{day}` of the week and a `{time}`."""
    lead: str
    """Under the first question on the home page."""
    reach_us: str
    response_times: str
    all_sections: str
    label: str
    """How a clause is numbered: `{label}`."""
    permalink: str
    """The name of the link to a clause itself: its `{label}`."""
    covered: str
    not_covered: str
    instead: str
    """Before the words that say where to turn instead."""
    level_for: str
    level_target: str
    level_clock: str
    no_target: str
    level_taken_by: str
    """What a level is for, how soon it answers, in which hours that counts, that a table has no answer, and
    who takes it."""
    prepare: str
    expect: str
    """The headings of what customers prepare and of what is not guaranteed."""
    address: str
    hours: str
    languages: str
    promise: str
    no_address: str
    days_column: str
    open_column: str
    """The headings of the table of openings."""
    days: tuple[str, ...]
    """The days of the week, from Monday on."""
    day_range: str
    """Days in a row: `{first}` and `{last}`."""
    time_range: str
    """From `{opens}` to `{closes}`."""
    zone: str
    """By which clock the times are: `{zone}`, an offset such as `UTC+06:00` or a place."""
    holidays: str
    closed_from: str
    """A holiday on which a desk works until some `{time}`."""
    substitute: dict[str, str]
    """Which day is closed as well, where a holiday falls on a day on which the desk is closed anyway."""
    special: str
    """The heading of the days with other hours."""
    no_holidays: str
    months: tuple[str, ...]
    """The months, from January on."""
    yearly: str
    """A `{day}` of a `{month}` in every year."""
    places: tuple[str, ...]
    """First to fourth, and last: which `{weekday}` of a `{month}`."""
    place_in_month: str
    """A `{place}`, `{weekday}` and `{month}`."""
    weekday_before: str
    weekday_after: str
    """A `{weekday}` before or after a `{day}`."""
    easter_days: dict[str, str]
    """The days that go by Easter and have a name."""
    days_before: str
    days_after: str
    """Seven or more `{days}` before or after a `{day}`."""
    date: str
    """A day: `{day}`, `{month}` in words, and `{year}`."""
    month: str
    """A month of which no day is known: `{month}` in words, and `{year}`."""
    period: str
    """A stretch of days: `{first}` and `{last}`, which belongs to it."""
    period_open: str
    """A stretch of days without an end so far: `{first}`."""
    period_ending: str
    """The days up to `{last}`, which belongs to them."""
    releases: str
    """The heading of a product's table of releases: `{product}`."""
    version: str
    released: str
    support: str
    """The headings of that table."""
    upgrade: str
    """The heading of what is advised for each status of a version."""
    decisions_lead: str
    otherwise: str
    """In place of the conditions of a row that always holds."""
    alternative: str
    """Between two answers of which either will do."""
    unasked: str
    """The value of a question that was not asked."""
    policy_fact: str
    release_fact: str
    policy_in_force: str
    policy_not_yet: str
    open: str
    closed: str
    """The values of the policy, and of a channel, in a decision table."""
    unsure: str
    """The value of a product that the customer does not know."""
    rests_on: str
    """The heading of a decision's clauses."""
    unconfirmed: str
    """The mark before a reading of the policy that nobody has confirmed yet."""
    readings: str
    readings_lead: str
    """The heading of the list of all those readings, and what it is."""
    readings_mark: str
    """The mark on every page while `{count}` readings are left to confirm."""
    readings_staff_lead: str
    """What staff are to do with the readings."""
    readings_fields: str
    """Before the fields of a `{file}` that a reading concerns."""
    all_words_lead: str
    """Over all words of the search."""
    steps_lead: str
    """Over the questions as plain links, for browsers without JavaScript."""
    steps_write: str
    """Over what a message to the desk should say."""
    editions: EditionWords

    def __post_init__(self) -> None:
        Part.__post_init__(self)
        for field, wanted in (("days", 7), ("months", 12)):
            if len(getattr(self, field)) != wanted:
                raise ValueError(f"{field!r} has {len(getattr(self, field))} names; write all {wanted}")


@value(kw_only=True)
class ChangeWords(Part):
    """What the page of changes says around the policy's own words."""

    lead: str
    feed: str
    """The link to the feed of the same."""
    from_day: str
    """The heading of an edition: its `{first}` day."""
    this: str
    before: str
    """The links to that edition and to the one before."""
    nothing: str
    further: str
    """Opens the other `{count}` sentences."""
    groups: str
    outcomes: str
    """Opens the other `{count}` groups of customers of a sentence, or outcomes of an answer."""
    unfinished: str
    """Where there are too many cases to look through all."""
    clause: str
    old: str
    new: str
    """The headings of the table of words."""
    group: str
    """Some customers, by their `{facts}`."""
    everyone: str
    and_others: str
    """Where the groups that are named are not all."""
    fact: str
    """A fact's `{name}` and its `{values}`."""
    but: str
    """All values but some `{values}`."""
    alternative: str
    """Between two of which either will do."""
    becomes: str
    """`{what}` becomes otherwise: `{old}` and `{new}`."""
    fresh: str
    example: str
    """Statuses of a version, `{values}`, with a `{version}` that goes from one to the other on a `{day}`."""
    now: str
    no_longer: str
    """Something of a kind, `{what}`, that comes or goes: its `{name}`."""
    new_answer: str
    no_answer: str
    """An answer that leads to an outcome for the first time, or to none any more."""
    then: str
    """The `{first}` of some channels, and the `{second}` that follows them."""
    not_said: str
    """In place of an answer that an emergency does not stand for."""
    gone: str
    """Before the outcomes of an answer that is new or gone, by its `{facts}`."""
    emergency: str
    """The question, by its `{name}`, that an emergency answers otherwise."""
    media: dict[str, str]
    """The kinds of channels."""
    kinds: dict[str, str]
    """What can become otherwise of an outcome."""
    amounts: dict[str, str]
    """Lengths of time: `{count}`."""
    other: str
    """Opens what else reads otherwise, in `{count}` places."""
    what: str
    """The heading of what that is."""
    order: str
    """The order of what belongs to a part, `{name}`."""
    parts: dict[str, str]
    """What customers call each kind of part of the policy."""


@value(kw_only=True)
class SearchPageWords(Part):
    """What the pages say of the search, before its script is there."""

    field: str
    """What its field is for."""
    close: str
    words: str
    """The link to all words from A to Z."""
    start: str
    """A way into the wizard by the answer `{name}`."""
    results: str
    """The name of the list."""
    channels: str
    """The heading of the channels under every list."""
    failed: str


@value(kw_only=True)
class SearchWords(Part):
    """What the search's script says, and what it passes over."""

    state: str
    """A channel's `{name}` with its `{state}`."""
    open_now: str
    open_until: str
    closed_until: str
    closed: str
    """The states: `{time}`."""
    takes_tickets: str
    """The state of a channel in writing."""
    no_address: str
    """The state of one of which the policy doesn't say where it is."""
    your_time: str
    """A `{time}` by the visitor's clock, where the desk's shows another."""
    one: str
    many: str
    """How many answers are found: `{count}`."""
    none: str
    doubtful: str
    """Where nothing was found, and over answers that may be to another question."""
    ignored: str
    """Words that say nothing of what is searched for, with spaces between."""


@value(kw_only=True)
class TerminalWords(Part):
    """What the wizard says in a terminal around the policy's own words."""

    pick: str
    """Asks for an answer by its number: `{last}` is the highest one."""
    pick_or_type: dict[str, str]
    """Asks for a number up to `{last}`, or for what is typed, by the question's kind."""
    early: str
    """The `{day}` on which the policy is not in force yet, and when it comes to be `{effective}`."""
    version_until: str
    """A `{version}` with its status, and the last `{day}` or month of that."""
    version_out: str
    """A `{version}` that is not out yet, and the `{day}` on which it comes out."""
    pick_emergency: str
    """Asks for the number of an emergency; an empty line means none."""
    pick_several: str
    """Asks for the numbers of all that apply."""
    type_line: str
    """Asks for one line; an empty one skips it."""
    type_paragraph: str
    """Asks for several lines; an empty one ends it."""
    not_offered: str
    """`{answer}` is no answer to the question; `{last}` is the highest number."""
    details: str
    """The heading of the details."""
    required: str
    """After the name of a detail that the desk needs."""
    headings: dict[str, str]
    """The headings of the outcome that read otherwise here than on the wizard's page."""
    open_now: str
    opens: str
    """When a closed channel opens: `{moment}`."""
    takes_tickets: str
    reads: str
    """A channel in writing, and from when on it is read where nobody reads it now: `{moment}`."""
    at_once: str
    """While somebody answers."""
    no_address: str
    starts: str
    """When the response clock starts: `{moment}`."""
    further_by: str
    """By when what else is promised is due: `{moment}`."""
    due: str
    """By when an answer is expected: `{moment}`."""
    moment: str
    """An instant: `{local}` here, `{desk}` by the desk's clock, with its `{offset}`."""
    row: str
    """Which row of a table decided: `{table}`, `{row}` and the `{facts}` that it named."""
    any_facts: str
    """In place of the facts of a row that holds for all others."""
    incomplete: str
    """The answers do not reach an outcome: `{question}` is next, with its id `{id}` and `{options}`."""
    unknown_answer: str
    """`{answer}` fits no question of the policy; `{known}` would be right."""
    own_edition: str
    """Over a ticket that is shown under another edition than today's: its first `{day}`."""
    no_ticket: str
    """The file `{file}` holds no ticket with answers to reopen."""
    bad_ticket: str
    """The file `{file}` can't be read as a ticket: `{problem}`."""
    nobody: str
    """Nobody answers: the input ended before the interview did."""
    bad_answers: str
    """The file `{file}` can't be read as answers: `{problem}`."""


@value(kw_only=True)
class Language(Part):
    """All words of one language."""

    none: str
    """What a table decides where nothing of its kind applies."""
    otherwise: str
    """Before what is promised with another answer than "not sure": its `{question}` and the `{answer}`."""
    ticket: TicketWords
    first_number: str
    """Said to whoever is asked for a version, where its first number tells the product's releases apart."""
    status: dict[str, str]
    wizard: WizardWords
    site: SiteWords
    changes: ChangeWords
    search_page: SearchPageWords
    search: SearchWords
    terminal: TerminalWords

    @property
    def engine(self) -> Words:
        """The words that the engine needs."""
        return Words(
            none=self.none,
            otherwise=self.otherwise,
            ticket=self.ticket,
            first_number=self.first_number,
            status=self.status,
        )

    @property
    def terminal_headings(self) -> dict[str, str]:
        """The headings of an outcome in the terminal."""
        return self.wizard.headings | self.terminal.headings
