"""What each event is called in the trail, and of which kind it is."""

from typing import NamedTuple

from hack import events
from hack.events import Event
from hack.labels import Labelled


class Kind(Labelled):
    """A kind of event that somebody looks for."""

    SIGN_IN = "sign_in", "サインイン"
    DENIED = "denied", "拒否"
    MOVED = "moved", "状態の変化"
    CONTACT = "contact", "連絡先の閲覧"
    CHANGED = "changed", "登録・変更"
    EXPORTED = "exported", "書き出し"


class Told(NamedTuple):
    """How an event is told."""

    kind: Kind
    label: str


# fmt: off
TOLD: dict[type[Event], Told] = {
    events.SignedIn:            Told(Kind.SIGN_IN, "サインインした"),
    events.SignInFailed:        Told(Kind.SIGN_IN, "サインインに失敗した"),
    events.SignedOut:           Told(Kind.SIGN_IN, "サインアウトした"),
    events.ResetAsked:          Told(Kind.SIGN_IN, "パスワードの再設定を求めた"),
    events.PasswordChanged:     Told(Kind.SIGN_IN, "パスワードを変えた"),
    events.AccessDenied:        Told(Kind.DENIED,  "認められていないページや操作を断られた"),
    events.ContactViewed:       Told(Kind.CONTACT, "ほかの団体の人の連絡先を見た"),
    events.PersonInvited:       Told(Kind.CHANGED, "人を招待した"),
    events.PersonJoined:        Told(Kind.MOVED,   "招待された人が登録した"),
    events.PersonChanged:       Told(Kind.CHANGED, "利用者の内容を変えた(停止を解いた場合も)"),
    events.PersonDeactivated:   Told(Kind.MOVED,   "アカウントを停止した"),
    events.OrganizationApplied: Told(Kind.CHANGED, "参加を申請した"),
    events.OrganizationChanged: Told(Kind.CHANGED, "団体の情報を変えた"),
    events.OrganizationMoved:   Told(Kind.MOVED,   "参加の段階を変えた"),
    events.NeedDrafted:         Told(Kind.CHANGED, "ニーズを書き始めた"),
    events.CallChanged:         Told(Kind.CHANGED, "募集の日程を変えた"),
    events.NeedChanged:         Told(Kind.CHANGED, "ニーズを書き直した"),
    events.NeedMoved:           Told(Kind.MOVED,   "ニーズの段階を変えた"),
    events.NeedShared:          Told(Kind.CHANGED, "ニーズを一緒に担当する課を加えた"),
    events.NeedUnshared:        Told(Kind.CHANGED, "ニーズを一緒に担当する課を外した"),
    events.RemarkMade:          Told(Kind.CHANGED, "ニーズへの指摘を書いた"),
    events.RemarkAnswered:      Told(Kind.CHANGED, "ニーズへの指摘に答えた"),
    events.RemarkSettled:       Told(Kind.CHANGED, "ニーズへの指摘を対応済みにした"),
    events.RemarkReopened:      Told(Kind.CHANGED, "ニーズへの指摘を再開した"),
    events.QuestionAsked:       Told(Kind.CHANGED, "募集について質問した"),
    events.QuestionMoved:       Told(Kind.MOVED,   "質問の段階を変えた"),
    events.AnswerCorrected:     Told(Kind.CHANGED, "公開した回答を訂正した"),
    events.SeedDrafted:         Told(Kind.CHANGED, "シーズを書き始めた"),
    events.SeedChanged:         Told(Kind.CHANGED, "シーズを書き直した"),
    events.SeedPublished:       Told(Kind.MOVED,   "シーズを公開した"),
    events.SeedArchived:        Told(Kind.MOVED,   "シーズを保管した"),
    events.SiteCallOpened:      Told(Kind.CHANGED, "実証フィールドの募集を始めた"),
    events.SiteCallChanged:     Told(Kind.CHANGED, "実証フィールドの募集を直した"),
    events.SiteOffered:         Told(Kind.CHANGED, "実証フィールドを申し出た"),
    events.SiteMoved:           Told(Kind.MOVED,   "実証フィールドの申し出の段階を変えた"),
    events.LabApplied:          Told(Kind.CHANGED, "ラボの登録を申請した(資料から登録した場合も)"),
    events.LabChanged:          Told(Kind.CHANGED, "ラボの内容を書き換えた"),
    events.LabMoved:            Told(Kind.MOVED,   "ラボの段階を変えた"),
    events.GatheringKept:       Told(Kind.CHANGED, "ラボの開催回を載せた"),
    events.GatheringChanged:    Told(Kind.CHANGED, "ラボの開催回を書き換えた"),
    events.VoiceHeard:          Told(Kind.CHANGED, "市民の声を書き留めた"),
    events.VoiceChanged:        Told(Kind.CHANGED, "市民の声を書き直した"),
    events.VoicesGrouped:       Told(Kind.CHANGED, "市民の声をまとめた"),
    events.VoicesBecameNeed:    Told(Kind.CHANGED, "市民の声をニーズの下書きにした"),
    events.LabJoinAsked:        Told(Kind.CHANGED, "オープンラボへの参加を申し込んだ"),
    events.LabJoinAnswered:     Told(Kind.CHANGED, "オープンラボへの参加の申込みに答えた"),
    events.LabMemberEntered:    Told(Kind.CHANGED, "オープンラボに参加する団体を載せた"),
    events.LabMemberLeft:       Told(Kind.CHANGED, "団体がオープンラボから外れた"),
    events.MilestoneKept:       Told(Kind.CHANGED, "ラボのあゆみを書いた"),
    events.MilestoneRemoved:    Told(Kind.CHANGED, "ラボのあゆみを取り除いた"),
    events.VerdictGiven:        Told(Kind.CHANGED, "マッチング候補を判断した"),
    events.VerdictWithdrawn:    Told(Kind.CHANGED, "判断を取り消した"),
    events.ProposalDrafted:     Told(Kind.CHANGED, "提案を書き始めた"),
    events.ProposalChanged:     Told(Kind.CHANGED, "提案を書き直した"),
    events.ProposalMoved:       Told(Kind.MOVED,   "提案の段階を変えた"),
    events.SupportAsked:        Told(Kind.CHANGED, "支援を頼んだ"),
    events.SupportChanged:      Told(Kind.CHANGED, "支援の依頼を書き直した"),
    events.SupportMoved:        Told(Kind.MOVED,   "支援の依頼の段階を変えた"),
    events.SupportTakenOver:    Told(Kind.CHANGED, "支援の担当を替わった"),
    events.SupportEntered:      Told(Kind.CHANGED, "支援の記録を書いた"),
    events.ProposalRenewed:     Told(Kind.CHANGED, "提出した提案を差し替えた"),
    events.ProposalAnnounced:   Told(Kind.CHANGED, "提案を公表した日を記した"),
    events.PartnerInvited:      Told(Kind.CHANGED, "一緒に提案する団体を招いた"),
    events.PartnerAccepted:     Told(Kind.CHANGED, "提案への招待を受けた"),
    events.PartnerDeclined:     Told(Kind.CHANGED, "提案への招待を断った"),
    events.PartnerLeft:         Told(Kind.CHANGED, "団体が提案から外れた"),
    events.WorkgroupOpened:     Told(Kind.CHANGED, "ワーキンググループを開いた"),
    events.WorkgroupChanged:    Told(Kind.CHANGED, "ワーキンググループの内容を変えた"),
    events.WorkgroupMoved:      Told(Kind.MOVED,   "ワーキンググループの段階を変えた"),
    events.MemberJoined:        Told(Kind.CHANGED, "構成員が加わった"),
    events.MemberLeft:          Told(Kind.CHANGED, "構成員が抜けた"),
    events.MeetingCalled:       Told(Kind.CHANGED, "会議を開くことを知らせた"),
    events.MeetingChanged:      Told(Kind.CHANGED, "会議の内容を変えた"),
    events.FollowingChanged:    Told(Kind.CHANGED, "フォローか知らせの設定を変えた"),
    events.MinutesKept:         Told(Kind.CHANGED, "会議の記録を残した"),
    events.ConsultationOpened:  Told(Kind.CHANGED, "庁内合議を始めた"),
    events.CheckAsked:          Told(Kind.CHANGED, "合議の確認を依頼した"),
    events.CheckChanged:        Told(Kind.CHANGED, "合議の確認の内容を変えた"),
    events.CheckHandedOver:     Told(Kind.CHANGED, "合議の確認の担当者を決めた"),
    events.CheckMoved:          Told(Kind.MOVED,   "合議の確認の段階を変えた"),
    events.EntryWritten:        Told(Kind.CHANGED, "合議の確認に書き込んだ"),
    events.CheckDue:            Told(Kind.CHANGED, "合議の確認の期限が近い"),
    events.CheckOverdue:        Told(Kind.CHANGED, "合議の確認の期限が過ぎた"),
    events.EvaluationOpened:    Told(Kind.CHANGED, "評価の基準を定めた"),
    events.EvaluationChanged:   Told(Kind.CHANGED, "評価の基準・期限・座長を変えた"),
    events.EvaluationMoved:     Told(Kind.MOVED,   "評価の段階を変えた"),
    events.EvaluatorInvited:    Told(Kind.CHANGED, "評価者を招いた"),
    events.EvaluatorAnswered:   Told(Kind.CHANGED, "評価者への招待に答えた"),
    events.EvaluatorWithdrawn:  Told(Kind.CHANGED, "評価者への招待を取り下げた"),
    events.EvaluatorReminded:   Told(Kind.CHANGED, "評価の期限が近いことを知らせた"),
    events.ConflictsDeclared:   Told(Kind.CHANGED, "利害関係を申告した"),
    events.EntriesAllotted:     Told(Kind.CHANGED, "評価する提案を割り当てた"),
    events.AllotmentWithdrawn:  Told(Kind.CHANGED, "評価する提案の割り当てを取り消した"),
    events.RoundMade:           Told(Kind.CHANGED, "割り当て案を作った"),
    events.RoundChanged:        Told(Kind.CHANGED, "割り当て案を変えた"),
    events.RoundMoved:          Told(Kind.MOVED,   "割り当て案の段階を変えた"),
    events.SheetSaved:          Told(Kind.CHANGED, "評価票を保存した"),
    events.SheetsHandedIn:      Told(Kind.CHANGED, "評価を提出した"),
    events.EntryConcluded:      Told(Kind.CHANGED, "合議の結果を書いた"),
    events.DecisionPrepared:    Told(Kind.CHANGED, "決定を準備した(外した場合も)"),
    events.DecisionsReleased:   Told(Kind.CHANGED, "決定を公表した"),
    events.ReleaseUndone:       Told(Kind.CHANGED, "決定の公表を取り消した"),
    events.FileAdded:           Told(Kind.CHANGED, "ファイルを置いた"),
    events.FileRemoved:         Told(Kind.CHANGED, "ファイルを削除した"),
    events.Imported:            Told(Kind.CHANGED, "表から下書きを登録した"),
    events.Exported:            Told(Kind.EXPORTED, "一覧を書き出した"),
    events.CharterWritten:      Told(Kind.CHANGED, "設置要綱を書いた"),
    events.CharterConfirmed:    Told(Kind.CHANGED, "設置要綱を確認した"),
    events.DutyChanged:         Told(Kind.CHANGED, "構成員の役割を変えた"),
    events.AgendaChanged:       Told(Kind.CHANGED, "会議の議題を変えた"),
    events.AttendanceAnnounced: Told(Kind.CHANGED, "会議の出欠を知らせた"),
    events.AttendanceKept:      Told(Kind.CHANGED, "会議の出席を記録した"),
    events.ResolutionMade:      Told(Kind.CHANGED, "決定を記録した"),
    events.TaskGiven:           Told(Kind.CHANGED, "宿題を割り当てた"),
    events.TaskChanged:         Told(Kind.CHANGED, "宿題を変えた"),
    events.DiscussionOpened:    Told(Kind.CHANGED, "話題を出した"),
    events.PostWritten:         Told(Kind.CHANGED, "発言した"),
    events.PostCorrected:       Told(Kind.CHANGED, "発言を直した"),
    events.PostWithdrawn:       Told(Kind.CHANGED, "発言を取り下げた"),
    events.RequirementsKept:    Told(Kind.CHANGED, "募集に持ち込む要件を書いた"),
    events.SummaryPublished:    Told(Kind.CHANGED, "ワーキンググループの要約を公開した"),
    events.SummaryWithdrawn:    Told(Kind.CHANGED, "ワーキンググループの要約の公開をやめた"),
    events.WordbookEntered:     Told(Kind.CHANGED, "用語集に言葉を加えた"),
    events.WordbookChanged:     Told(Kind.CHANGED, "用語集の言葉を直した"),
    events.WordbookRemoved:     Told(Kind.CHANGED, "用語集の言葉を削除した"),
    events.WordbookReleased:    Told(Kind.CHANGED, "用語集を反映した(前の版に戻した場合も)"),
    events.CalendarFeedMade:    Told(Kind.CHANGED, "カレンダーの購読アドレスを作った"),
    events.CalendarFeedEnded:   Told(Kind.CHANGED, "カレンダーの購読アドレスを終わらせた"),
}
# fmt: on
BY_NAME = {event.__name__: told for event, told in TOLD.items()}


def names_of(kind: Kind) -> list[str]:
    """The names of the events of that kind."""
    return [name for name, told in BY_NAME.items() if told.kind is kind]
