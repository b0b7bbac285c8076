"""What labs, gatherings and voices are sorted by."""

from hack.labels import Labelled


class LabKind(Labelled):
    """Which kind of lab it is: one noun, since all are checked, shown and ended alike."""

    LIVING = "living", "リビングラボ"
    KYOSO = "kyoso", "共創ラボ"
    OPEN = "open", "オープンラボ"


class Basis(Labelled):
    """Whether a living lab belongs to a neighbourhood or to a theme."""

    LOCAL = "local", "地縁型"
    THEME = "theme", "テーマ型"
    UNKNOWN = "unknown", "未分類"


class Lead(Labelled):
    """Which kind of body leads it."""

    RESIDENTS = "residents", "住民"
    COMPANY = "company", "企業"
    NPO = "npo", "NPO"
    UNIVERSITY = "university", "大学"


class Finding(Labelled):
    """What a coordinator found when asked about a lab."""

    YES = "yes", "はい"
    NO = "no", "いいえ"
    UNKNOWN = "unknown", "確かめられない"


class GatheringKind(Labelled):
    """What kind of gathering it is."""

    TALK = "talk", "対話"
    STUDY = "study", "勉強会"
    TRIAL = "trial", "実験"
    EVENT = "event", "催し"


class VoiceState(Labelled):
    """How far a voice has come."""

    NEW = "new", "新しい声"
    GROUPED = "grouped", "まとめた"
    NEED = "need", "ニーズになった"


class MemberState(Labelled):
    """How an organisation stands to an open lab."""

    ASKED = "asked", "申込み中"
    MEMBER = "member", "参加中"
    DECLINED = "declined", "見送り"
    LEFT = "left", "離脱"


class MilestoneKind(Labelled):
    """Whether it is what a year is about, or something that was done on a day."""

    TOPIC = "topic", "年度の題"
    PROJECT = "project", "取組"


class HandoverSide(Labelled):
    """Who began to hand a lab over."""

    OFFER = "offer", "事務局から"
    CLAIM = "claim", "団体から"


class HandoverState(Labelled):
    """What became of handing a lab over."""

    OPEN = "open", "返事待ち"
    ACCEPTED = "accepted", "引き継ぎ済"
    DECLINED = "declined", "見送り"
    WITHDRAWN = "withdrawn", "取下げ"
    LAPSED = "lapsed", "ほかの団体が引き継ぎ"
