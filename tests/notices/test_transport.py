"""How a letter leaves the house."""

import ssl
from email import message_from_bytes, policy

import pytest
from aiosmtpd.smtp import AuthResult

from hack.notices.transport import _trust
from tests.cast import a_need
from tests.notices.post_office import silent_server
from tests.ports import HERE, free_port


def test_a_letter_arrives_encrypted_and_whole_at_the_one_it_is_for(cast, posted, tls_office, letter_about):
    letter = letter_about(a_need(by=cast.michi, title="交差点の交通量を人手によらず測りたい"))

    with tls_office() as office:
        assert posted() == 1

    [message] = office.arrived
    assert (office.to, office.encrypted) == ([["michi@city.example"]], [True])
    assert message["Subject"] == "募集が終わりました: 交差点の交通量を人手によらず測りたい"
    assert message["To"] == "michi@city.example"
    assert message["From"] == "共創マッチング基盤 hack <noreply@hack.example>"
    assert message["Message-ID"] == f"<{letter.key}@hack.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"].datetime == letter.written_at
    assert message["Content-Transfer-Encoding"] == "base64"
    words = message.get_content().replace("\r\n", "\n")
    assert words.startswith("道野 歩 様\n\nニーズ「交差点の交通量を人手によらず測りたい」の募集が終わりました。\n")
    assert f"\nhttp://127.0.0.1:8000{letter.path}\n" in words


def test_a_letter_arrives_at_a_server_that_is_encrypted_from_the_first_byte(cast, posted, tls_office, letter_about):
    letter_about(a_need(by=cast.michi))

    with tls_office(security="tls") as office:
        assert posted() == 1

    assert (len(office.arrived), office.encrypted) == (1, [True])


@pytest.mark.parametrize(("password", "count"), [("open sesame", 1), ("wrong", 0)])
def test_the_installation_says_who_it_is(cast, posted, tls_office, told, letter_about, password, count):
    letter = letter_about(a_need(by=cast.michi))

    def known(_server, _session, _envelope, _mechanism, said):
        return AuthResult(handled=False, success=(said.login, said.password.decode()) == (b"hack", "open sesame"))

    with tls_office(authenticator=known, auth_required=True) as office:
        told(mail_username="hack", mail_password=password)
        assert posted() == count

    assert len(office.arrived) == count
    assert letter.fault == ("" if count else "メールサーバーへの認証に失敗しました(535)")


def test_a_server_with_the_certificate_of_another_gets_nothing(cast, posted, tls_office, letter_about):
    letter = letter_about(a_need(by=cast.michi))

    with tls_office(names="DNS:elsewhere.example") as office:
        assert posted() == 0

    assert (office.arrived, office.encrypted) == ([], [])
    assert letter.posted_at is None
    assert letter.due_at > letter.written_at
    assert "証明書を確かめられません" in letter.fault


def test_a_server_whose_certificate_nobody_vouches_for_gets_nothing(cast, posted, tls_office, told, letter_about):
    letter = letter_about(a_need(by=cast.michi))

    with tls_office() as office:
        told(mail_ca="")
        assert posted() == 0

    assert office.arrived == []
    assert "証明書を確かめられません" in letter.fault


def test_a_server_that_offers_no_encryption_gets_nothing(cast, posted, plain_office, told, letter_about):
    letter = letter_about(a_need(by=cast.michi))
    told(mail_security="starttls")

    assert posted() == 0

    assert plain_office.arrived == []
    assert letter.fault == "メールサーバーが暗号化か認証に対応していません"


def test_no_encryption_older_than_tls_1_2_is_agreed_to(stage):
    assert _trust(stage).minimum_version >= ssl.TLSVersion.TLSv1_2


def test_a_server_that_never_answers_is_not_waited_for(cast, posted, told, letter_about):
    first, second = [letter_about(a_need(by=cast.michi)) for _ in range(2)]

    with silent_server() as port:
        told(mail_server=HERE, mail_port=str(port), mail_timeout="1")
        assert posted() == 0

    assert (first.tries, second.tries) == (1, 0)
    assert first.fault == "メールサーバーとの接続が切れたか、つながりません(SMTPServerDisconnected)"
    assert not first.possibly_posted


def test_where_nobody_listens_the_letter_waits(cast, posted, told, letter_about):
    letter = letter_about(a_need(by=cast.michi))
    told(mail_server=HERE, mail_port=str(free_port()))

    assert posted() == 0

    assert letter.fault == "メールサーバーとの接続が切れたか、つながりません(ConnectionRefusedError)"


@pytest.mark.parametrize("wrong", [{"mail_security": "none"}, {"mail_security": "sometimes"}])
def test_letters_never_cross_a_network_in_the_open(cast, posted, told, letter_about, wrong):
    letter = letter_about(a_need(by=cast.michi))
    told(mail_server="mail.example", **wrong)

    with pytest.raises(RuntimeError, match="MAIL_SECURITY"):
        posted()

    assert (letter.tries, letter.due_at) == (0, letter.written_at)


def test_without_a_mail_server_letters_are_files_and_the_log_says_so(cast, posted, stage, letter_about, caplog):
    letter = letter_about(a_need(by=cast.michi))

    assert posted() == 1

    file = stage.folder / "letters" / f"{letter.key}.eml"
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert message["To"] == "michi@city.example"
    assert letter.path in message.get_content()
    assert file.stat().st_mode & 0o777 == 0o600
    assert [(line.event, line.count) for line in caplog.records if line.name.endswith("transport")] == [
        ("letters.to_folder", 1)
    ]
