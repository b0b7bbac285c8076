"""What we ask of somebody who hangs a file on a proposal."""

from wtforms import RadioField
from wtforms.validators import InputRequired

from hack.files.forms import FileForm
from hack.proposals.models import Readers

WHO = [
    (Readers.SECTION.value, "所管課のみ(所管課・評価する人・事務局などが読みます)"),
    (Readers.SECRETARIAT.value, "事務局のみ(あることも、所管課には見えません)"),
]
"""Who may be chosen to read a file: nobody makes a file public, whose every page the city has not read."""


class ProposalFileForm(FileForm):
    """A file, what it is, and who reads it: nothing is chosen beforehand, since nobody sees on a page what a file says."""

    readers = RadioField(
        "ファイルを読む人",
        [InputRequired("ファイルを読む人を選んでください。")],
        choices=WHO,
        coerce=Readers,
        description="提出するまでは、提案する団体だけが読みます。あとから変えるときは、外して置き直します。",
    )
