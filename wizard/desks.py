"""The programs that support desks run, as data: the link by which the form of each opens filled in.

A template has names in braces: what a ticket says (`wizard.ticket.forms`), `address` for where the desk is,
and the desk's own constants. A part of its query between two `&` is left out where a name in it says nothing.

How sure a template is: A, it was tried on the program itself; B, the vendor's documents or code say it; C,
others have used it so. A program without a template has no form that a link could fill in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from wizard.values import value

Program = Literal[
    "bugzilla",
    "custom",
    "discourse",
    "django-helpdesk",
    "freescout",
    "freshdesk",
    "front",
    "github",
    "gitlab",
    "glpi",
    "help-scout",
    "hubspot",
    "intercom",
    "jira-service-management",
    "linear",
    "mantisbt",
    "odoo",
    "osticket",
    "redmine",
    "request-tracker",
    "roundup",
    "salesforce",
    "servicenow",
    "trac",
    "whatsapp",
    "youtrack",
    "zammad",
    "zendesk",
    "zoho",
]
Sure = Literal["A", "B", "C", ""]

LONGEST_FORM = 3_900
"""Characters of a whole link to a form, percent-encoded: what every server in use takes in a request line."""
LONGEST_OF_ALL = 8_000
"""No desk can be given longer ones: common servers refuse more than 8,190 bytes."""


@value()
class DeskForm:
    """How the form of one program is filled in."""

    template: str
    sure: Sure
    source: str
    """Where the template is from; for a program without one, why it has none."""
    constants: tuple[str, ...] = ()
    """What the company has to say of its own desk."""
    choices: tuple[str, ...] = ()
    """What it may say as well."""
    values: bool = False
    """Whether the program refuses a ticket without one of its own values for the severity."""
    plus: bool = True
    """Whether its server reads a query as browsers send forms: `+` is a space there."""
    login: bool = False
    """Whether one logs in before the form opens, by which what was filled in may get lost."""
    longest: int = LONGEST_FORM
    swapped: tuple[tuple[str, str], ...] = ()
    """Letters that would end a value there, each with what stands in its place."""


def _none(why: str) -> DeskForm:
    return DeskForm("", "", why, plus=False)


_UNKNOWN = "no way to open its form filled in can be relied on"
DESKS: Mapping[Program, DeskForm] = {
    "trac": DeskForm(
        "{address}/newticket?summary={subject}&description={body}&reporter={email}&priority={severity}"
        "&component={component}",
        "A",
        "Trac 1.6",
        choices=("component",),
    ),
    "roundup": DeskForm(
        "{address}/issue?@template=item&title={subject}&@note={body}&priority={severity}",
        "A",
        "Roundup 2.6.0, classic template",
        values=True,
    ),
    "django-helpdesk": DeskForm(
        "{address}/tickets/submit/?queue={queue}&title={subject}&body={body}&submitter_email={email}"
        "&priority={severity}",
        "A",
        "django-helpdesk 2.6.1; the e-mail and the priority by its code",
        constants=("queue",),
    ),
    "request-tracker": DeskForm(
        "{address}/SelfService/Create.html?Queue={queue}&Subject={subject}&Content={body_html}",
        "A",
        "Request Tracker 5.0.3",
        constants=("queue",),
        login=True,
    ),
    "redmine": DeskForm(
        "{address}/projects/{project}/issues/new?issue[subject]={subject}&issue[description]={body}"
        "&issue[priority_id]={severity}",
        "A",
        "Redmine 5.0.4; the priority by its documents",
        constants=("project",),
        login=True,
    ),
    "zendesk": DeskForm(
        "{address}/hc/{locale}/requests/new?tf_subject={subject}&tf_description={body_html}"
        "&tf_anonymous_requester_email={email}&tf_priority={severity}&ticket_form_id={form}",
        "B",
        "the vendor's article 4408839114522, + by others' use; single sign-on loses what was filled in",
        constants=("locale",),
        choices=("form",),
    ),
    "github": DeskForm(
        "{address}/issues/new?title={subject}&body={body}&labels={labels}&template={form}",
        "B",
        "the vendor's documents",
        choices=("labels", "form"),
        login=True,
        longest=LONGEST_OF_ALL,
    ),
    "gitlab": DeskForm(
        "{address}/-/issues/new?issue[title]={subject}&issue[description]={body}",
        "B",
        "the vendor's documents",
        login=True,
    ),
    "youtrack": DeskForm(
        "{address}/newIssue?project={project}&summary={subject}&description={body}",
        "B",
        "the vendor's documents; the + as in its own links",
        constants=("project",),
        login=True,
    ),
    "freescout": DeskForm(
        "{address}/help/{mailbox}?f[message]={body_html}",
        "B",
        "the vendor's documents of the End-User Portal module",
        constants=("mailbox",),
    ),
    "freshdesk": DeskForm(
        "{address}/widgets/feedback_widget/new?widgetType=embedded&helpdesk_ticket[subject]={subject}"
        "&helpdesk_ticket[description]={body}&helpdesk_ticket[requester]={email}",
        "B",
        "the vendor's article 154064 of the feedback widget, which it phases out; the portal takes nothing",
    ),
    "discourse": DeskForm(
        "{address}/new-topic?title={subject}&body={body}&category={category}&tags={tags}",
        "C",
        "others' use",
        choices=("category", "tags"),
        login=True,
    ),
    "bugzilla": DeskForm(
        "{address}/enter_bug.cgi?product={project}&component={component}&short_desc={subject}&comment={body}"
        "&priority={severity}",
        "C",
        "others' use",
        constants=("project", "component"),
        login=True,
    ),
    "mantisbt": DeskForm(
        "{address}/bug_report_page.php?summary={subject}&description={body}",
        "C",
        "others' use, and its code",
        login=True,
    ),
    "linear": DeskForm(
        "https://linear.app/new?title={subject}&description={body}", "C", "others' use", login=True
    ),
    "servicenow": DeskForm(
        "{address}/incident.do?sys_id=-1&sysparm_query=short_description={subject}%5Edescription={body}",
        "C",
        "others' use; it splits at ^",
        login=True,
        swapped=(("^", " "),),
    ),
    "whatsapp": DeskForm(
        "https://wa.me/{number}?text={body}", "C", "others' use", constants=("number",), plus=False
    ),
    "custom": DeskForm("", "", "the company's own", plus=False),
    "salesforce": _none("it takes tickets by a form that is sent, never by a link"),
    "jira-service-management": _none(_UNKNOWN),
    "hubspot": _none(_UNKNOWN),
    "zoho": _none(_UNKNOWN),
    "intercom": _none(_UNKNOWN),
    "front": _none(_UNKNOWN),
    "help-scout": _none(_UNKNOWN),
    "zammad": _none(_UNKNOWN),
    "odoo": _none(_UNKNOWN),
    "glpi": _none(_UNKNOWN),
    "osticket": _none(_UNKNOWN),
}
