"""What is asked about calls in the demo's history, which places are offered, and who follows what."""

from datetime import date

from hack.demo.entering import Stage
from hack.demo.script import NO_CONTACT, Row, choice, day_of
from hack.following.actions import follow_field, follow_need, follow_search
from hack.needs.models import Field
from hack.questions.actions import answer_alone, ask, correct_answer, publish_answer
from hack.sites.actions import move_site, offer_site, open_site_call
from hack.sites.models import SiteKind, Ward


def question(stage: Stage, act: Row, today: date) -> None:
    """An organisation asks something about a call."""
    need, by = stage.needs[act["need"]], stage.people[act["by"]]
    stage.questions[act["question"]] = ask(need, by=by, asked=act["asked"])


def answer(stage: Stage, act: Row, today: date) -> None:
    """The section answers a question for everybody."""
    one = stage.questions[act["question"]]
    publish_answer(one, by=one.need.author, wording=act["wording"], answer=act["answer"])


def tell_alone(stage: Stage, act: Row, today: date) -> None:
    """The section answers the asker alone."""
    one = stage.questions[act["question"]]
    answer_alone(one, "answer_alone", by=one.need.author, reason=act["why"])


def put_right(stage: Stage, act: Row, today: date) -> None:
    """The section corrects what it answered."""
    one = stage.questions[act["question"]]
    words = {"wording": one.wording, "answer": act["answer"], "note": act["note"]}
    correct_answer(one, by=one.need.author, seen=None, **words)


def seek_places(stage: Stage, act: Row, today: date) -> None:
    """The section looks for places where its need can be tried out."""
    need = stage.needs[act["need"]]
    asked = {"wanted": act["wanted"], "capacity": act["capacity"], "until": day_of(act["until"], today)}
    stage.site_calls[act["need"]] = open_site_call(need, by=need.author, **asked)


def offer_place(stage: Stage, act: Row, today: date) -> None:
    """An organisation offers a place."""
    stage.sites[act["site"]] = offer_site(
        stage.site_calls[act["need"]],
        by=stage.people[act["by"]],
        ward=choice(Ward, act["ward"]),
        kind=choice(SiteKind, act["kind"]),
        contact=NO_CONTACT,
        **{name: act[name] for name in ("name", "description", "conditions")},
    )


def choose_places(stage: Stage, act: Row, today: date) -> None:
    """Places go on by the move named."""
    for site in (stage.sites[name] for name in act["sites"]):
        move_site(site, act["move"], by=site.call.need.author, reason=stage.script.reason(act))


def follow(stage: Stage, act: Row, today: date) -> None:
    """Somebody begins to follow needs, fields and searches; these may be narrowed."""
    by = stage.people[act["by"]]
    for name in act["needs"]:
        follow_need(stage.needs[name], by=by)
    for name in act["fields"]:
        follow_field(choice(Field, name), by=by)
    for words in act["searches"]:
        follow_search(words, by=by, facets=act.get("narrowed"))
