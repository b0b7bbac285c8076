"""What is done in the demo's history: each kind of act of the script, through the platform's own deeds."""

from collections.abc import Callable
from datetime import date

from hack.demo.acts import (
    agreements,
    asking,
    consultations,
    deliberations,
    evaluations,
    groupwork,
    intake,
    livinglabs,
    needs,
    opendata,
    participants,
    proposals,
    rounds,
    support,
    words,
    workgroups,
)
from hack.demo.entering import Stage
from hack.demo.script import Row

# fmt: off
ACTS: dict[str, Callable[[Stage, Row, date], None]] = {
    "draft": needs.draft, "ask": needs.ask, "post": needs.post, "open": needs.open_call, "close": needs.close, "move": needs.move,
    "share": needs.share, "remark": needs.remark, "reply": needs.reply,
    "question": asking.question, "answer": asking.answer, "tell_alone": asking.tell_alone, "put_right": asking.put_right,
    "seek_places": asking.seek_places, "offer_place": asking.offer_place, "choose_places": asking.choose_places,
    "follow": asking.follow,
    "prepare": proposals.prepare, "propose": proposals.propose, "advance": proposals.advance,
    "team_up": proposals.team_up, "attach": proposals.attach, "renew": proposals.renew, "announce": proposals.announce,
    "set_criteria": evaluations.set_criteria, "appoint": evaluations.appoint, "judge": evaluations.judge,
    "score": evaluations.score, "confer": evaluations.confer, "decide": evaluations.decide, "release": evaluations.release,
    "consult": consultations.consult, "check": consultations.check, "write": consultations.write,
    "register": agreements.register, "come_of": agreements.come_of, "conclude": agreements.conclude,
    "know_whom": agreements.know_whom, "prolong": agreements.prolong,
    "found_body": deliberations.found_body, "call_body": deliberations.call_body, "write_paper": deliberations.write_paper,
    "lay_before_body": deliberations.lay_before_body, "body_rules": deliberations.body_rules,
    "put_ruling_right": deliberations.put_ruling_right, "meet_conditions": deliberations.meet_conditions,
    "keep_session": deliberations.keep_session,
    "ask_for_help": support.ask_for_help, "help_on": support.help_on, "note_help": support.note_help,
    "finish_help": support.finish_help,
    "open_theme": intake.open_theme, "send_in": intake.send_in, "attach_to_case": intake.attach, "carry_on": intake.carry_on, "sort_in": intake.sort_in,
    "offer_talk": intake.offer_talk, "choose_talk": intake.choose_talk, "talk_over": intake.talk_over,
    "ask_round": intake.ask_round, "weigh_up": intake.weigh_up, "write_to": intake.write_to,
    "make_it_a_need": intake.make_it_a_need, "decline_it": intake.decline_it, "merge_it": intake.merge_it,
    "gather": workgroups.gather, "join": workgroups.come, "guide": workgroups.guide, "wind_up": workgroups.wind_up,
    "found_on": workgroups.found_on, "seat": workgroups.seat, "require": workgroups.require, "sum_up": workgroups.sum_up,
    "meet": groupwork.meet, "minute": groupwork.minute, "plan": groupwork.plan, "expect": groupwork.expect,
    "count": groupwork.count, "resolve": groupwork.resolve, "task": groupwork.task, "get_on": groupwork.get_on,
    "allot": rounds.allot, "put": rounds.put, "give_out": rounds.give_out,
    "first_words": words.first_words, "new_word": words.new_word, "new_synonyms": words.new_synonyms,
    "more_synonyms": words.more_synonyms,
    "read_published": participants.read_published, "compare": participants.compare, "look_ahead": participants.look_ahead, "resort": participants.resort,
    "want_data": opendata.want_data, "inquire": opendata.inquire, "call_off": opendata.call_off, "say_of_data": opendata.say_of_data,
    "keep_dataset": opendata.keep_dataset, "renew_dataset": opendata.renew_dataset, "answer_wish": opendata.answer_wish,
    "tell_of_wish": opendata.tell_of_wish, "name_data": opendata.name_data,
    "lab_source": livinglabs.source, "lab_apply": livinglabs.apply, "lab_go": livinglabs.go, "lab_check": livinglabs.check,
    "lab_meet": livinglabs.meet, "lab_hear": livinglabs.hear, "lab_group": livinglabs.group, "lab_need": livinglabs.need,
    "lab_join": livinglabs.join, "lab_bodies": livinglabs.bodies, "lab_note": livinglabs.note,
    "lab_offer": livinglabs.offer, "lab_claim": livinglabs.claim, "lab_project": livinglabs.project,
    "talk": groupwork.talk, "speak": groupwork.speak, "lay_before": groupwork.lay_before,
}
# fmt: on
