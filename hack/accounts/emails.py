"""How an e-mail address is written down, so that one mailbox is one account."""

import unicodedata


def plain(address: str | None) -> str:
    """The address without spaces around it, in one Unicode form (NFKC: full-width letters become plain) and in lower case."""
    return unicodedata.normalize("NFKC", address or "").strip().lower()
