"""Secrets in what visitors type or paste: which there may be, as data, and how a text is masked.

A rule's pattern has two groups side by side: what stays, and the secret behind it. It means the same to
Python and to a browser (`site_src/script/secrets.js` goes by it too): no case folding, no classes that
differ, and every repetition bounded, so that each takes time in proportion to the text. What is asked for by
a rule's `needs`, in small letters, is looked for first. The shapes of tokens are those that their issuers
publish; a card's number has its check digit (ISO/IEC 7812).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from wizard.values import value

SecretKind = Literal["password", "token", "key", "card", "cookie", "email", "ip"]


@value()
class SecretRule:
    """How secrets of one shape are found."""

    kind: SecretKind | None
    """None where it only looks like a secret: no rule after it takes it for one."""
    pattern: str
    needs: tuple[str, ...]
    """One of these is in every text that has such a secret."""
    luhn: bool = False


@value()
class Secrets:
    """How secrets are found, and what stands in their place."""

    mask: str
    rules: tuple[SecretRule, ...]
    """The surest first: what one has found, none after it takes."""
    offered: tuple[SecretKind, ...]
    """What is masked only where the customer wants it."""
    offered_in: tuple[str, ...]
    """The kinds of details that it is looked for in; a customer's own address is meant to arrive."""
    unseen: str
    """Characters that nobody sees, over which a name is read on."""
    digits: tuple[str, ...]
    """Digits of other scripts, from zero to nine, which are read as ours."""


class Secret(NamedTuple):
    """A secret in a text, from `start` to `end`."""

    start: int
    end: int
    kind: SecretKind
    text: str


class _Match(NamedTuple):
    """A secret, or what only looks like one."""

    start: int
    end: int
    kind: SecretKind | None


def _any_case(words: str) -> str:
    """A pattern for words, in capitals or not."""
    return re.sub("[a-z]", lambda letter: f"[{letter[0].upper()}{letter[0]}]", words)


_NAMES = "|".join(
    (
        _any_case("pass[ -]?words?|passwd|passwrd|pasword|passwort|pass[ -]?(?:phrase|code)|[_-]pass"),
        _any_case("pswd|psw|pwd|psk|token|credentials?|secret(?:[ _-]?key(?:[_-]?base)?)?"),
        _any_case("(?:api|app|access|account|encryption|license|master|private|shared|signing)[ _-]?key"),
        _any_case(
            "client[_-]?key-data|subscription[ _-]?key|kennwort|mot[ ]de[ ]passe|senha|wachtwoord|parola"
        ),
        "[Ll]ösenord|[Hh]asło|[Şş]ifre|[Пп]ароль|ПАРОЛЬ|[Cc]ontraseña|CONTRASEÑA",
        "密码|パスワード|비밀번호|كلمة (?:المرور|السر)|पासवर्ड|कूटशब्द",
        "(?:পাসওয়ার্ড|পাসওয়ার্ড|পাসকোড|গোপন কোড|টোকেন)(?:টি|টা)?|পাস",
    )
)
_NAMED = rf"(?:{_NAMES})(?:[_-]?[0-9]{{1,2}}|[ _-]?(?:hash|HASH)| value)?"
"""What secrets are called, by those who write configurations."""
_NAMED_NEEDS = (
    *("pass", "pasw", "kennwort", "pwd", "pswd", "psw", "psk", "pw", "secret", "key", "token", "credent"),
    *("senha", "wachtwoord", "parola", "lösenord", "hasło", "şifre", "парол", "contrase"),
    *("密码", "パスワード", "비밀번호", "كلمة", "पासवर्ड", "कूटशब्द", "পাস", "গোপন", "টোকেন"),
)
_LEFT_OUT = "|".join(
    (
        _any_case("null|none|nil|true|false|yes|off|undefined|empty|missing|invalid|required|expired|unset"),
        _any_case("redacted|hidden|filtered|include|omit|same-origin|await|async|new"),
        r"\[[A-Za-z ]{3,20}\]|(?:req|request|this|self|params?|process|config|settings|env|ctx|form"
        r"|data)\.[A-Za-z_.]{2,60}",
        r"[*•.x]{3,200}|\$\{|\$\(|%[sd(]|\{|<|\[",
    )
)
_PATH = (
    r"(?:(?:~|\.{1,2})?/(?:[a-z_.-]{2,20}|Users|Volumes|Applications|Library|System)"
    r"(?![A-Za-z0-9_.+=@!$-])|[A-Za-z]:\\)"
)
_SENTENCE = "|".join(
    (
        r"[A-Z][a-z]{0,20}(?: [A-Za-z0-9'-]{1,20}){2,30}[.!?]?[\\\x22'`]",
        r"[A-Za-z]{1,20}(?: [A-Za-z'-]{1,20}){1,30}[.!?][\\\x22'`]",
        r"(?:is|can't|cannot|can not|must|should|has|was|too) [a-z]",
    )
)
_STANDS_FOR_ONE = "|".join(
    (
        _any_case("string|str|text|varchar|number|integer|int|boolean|bool|object|array|bytes?|binary"),
        _any_case("example|sample|dummy|placeholder|change[_-]?me"),
        rf"{_any_case('your')}[_ -]?(?:[A-Za-z]{{1,12}}[_ -]){{0,3}}"
        rf"(?:{_any_case('password|passwd|pass|pwd|secret|token|key|here')})",
        r"\$(?:env:)?[A-Z_][A-Z0-9_]{1,40}|%[A-Z_][A-Z0-9_]{1,40}%|<[A-Za-z][^<>\n]{0,60}>",
    )
)
"""Types, words that stand in documents, `changeme` too, and variables."""
_ITSELF = rf"(?!(?:{_STANDS_FOR_ONE})(?:[ \t\x22'`\\,;()\]}}<&]|(?![^\n])))"
"""Not where something stands in place of a value."""
_GIVEN = rf"{_ITSELF}(?!(?:{_LEFT_OUT})(?:[^A-Za-z0-9]|(?![^\n]))|\$[({{]|\{{\{{|{_PATH}|{_SENTENCE})"
"""Where a value was not left out, and is no path nor what is said of one."""
_NO_CALL = r"(?![A-Za-z_][A-Za-z0-9_.?]{0,60}[(\[](?![^ \t\n()\[\]\x22'`]{1,60}[)\]][A-Za-z0-9!@#$%^*+~]))"
"""Not where a program computes a value."""
_LETTER = r"(?:[^ \t\n\x22'`,;&<>(){}\[\]|]|&(?![A-Za-z0-9_.-]{1,60}[=;]))"
"""Not the `&` before the next part of an address, nor one of HTML's."""
_GOES_ON = "(?=[A-Za-z0-9!@#$%^*])"
_IN_QUOTES = r"[^\x22'`\\\n]"
_NEXT = r"(?![,;]{0,3}[\x22']?[A-Za-z_][A-Za-z0-9_. -]{0,40}[\x22']?[ ]?[=:])"
"""Not before the name of another value."""
_INNER = "|".join(
    (
        _LETTER,
        rf"[,;]{_NEXT}(?=[,;]{{0,3}}[A-Za-z0-9!@#$%^*+~_-])",
        rf"[()\[\]{{}}\x22'`|]{_NEXT}{_GOES_ON}",
    )
)
_LETTERS = rf"(?:{_INNER})"
"""Those of a value: also a sign that has more of it behind it."""
_STRONG = rf"(?={_LETTERS}{{0,60}}[0-9!@#$%^*+~]|[a-z]{{1,30}}[A-Z])"
"""What prose does not look like: with a digit, a sign, or a capital within."""
_NO_STATE = "|".join(
    (
        "incorrect|correct|wrong|fail(?:ed|s|ure)|accepted|changed|unchanged|reset|unknown|weak|strong|optional",
        "disabled|enabled|denied|rejected|default|string|text|password|please|varchar|forgotten|forgot|known",
        "number|object|bytes|boolean|encrypted|hashed|matches|match|valid|works|working|locked|given|blank",
        "error|leer|falsch|correcto|incorrecta|wird|protected|manager|policy|prompt|authentication|length",
        "nothing|bearer|basic|never|always|again|still|twice|thanks|hello|visible|saved|stored|update|updated",
    )
)
_WORD = rf"(?!(?:{_any_case(_NO_STATE)})(?![A-Za-z0-9]))[A-Za-z]{{5,40}}(?=[ \t]{{0,3}}(?:\n|(?![^\n])))"
"""A word alone at the end of its line that says nothing of a password."""
_PASSWORD = "|".join(
    (
        _any_case("password|passwd|passwort|kennwort|passphrase|pwd|mot[ ]de[ ]passe"),
        "(?:পাসওয়ার্ড|পাসওয়ার্ড)(?:টি|টা)?",
    )
)
_ENDS_LINE = r"(?=[ \t]{0,3}(?![^\n]))"
_MIXED = rf"(?={_LETTERS}{{0,60}}[0-9!@#$%^*+~])(?={_LETTERS}{{0,60}}[A-Za-z])"
_NO_PARTICIPLE = r"(?![a-z]{1,30}(?:ed|ing|able|ible|ful|less|ory|ally)(?![A-Za-z0-9]))"
_HIDDEN = "[Pp]assword"
_COUNT = r"(?![0-9]{1,9}(?:\.[0-9]{1,9})?(?:[mun]?s|m|h|min|sec|[kKMG][bB]|k|%)(?![A-Za-z0-9_.!@#$%^*+~-]))"
"""Not a number with its unit."""
_GROUP = "[0-9]{1,9}|root|www-data|nobody|nogroup|users|staff|wheel|daemon|node|nginx|apache|app|docker"
"""What containers run as, behind a user."""
_SAYS = (
    _any_case("is|was|ist|war|es|est|lautet")
    + "|(?:t[ai] )?(?:holo|hocche|chilo)|è|är|হল|হলো|হচ্ছে|ছিল|->|→|-"
)
_SPOKEN = (
    r"(?=[A-Z0-9!@#$%^*+~_&-]{0,40}[a-z])(?=[A-Za-z_&-]{0,40}[0-9!@#$%^*+~])[A-Za-z0-9!@#$%^*+~_&-]{8,60}"
    r"(?![A-Za-z0-9!@#$%^*+~_&-]|[.:/][A-Za-z0-9/])"
)
"""A password in the midst of words, and no version, host or path."""
_MARKS = r"[\x22'`*_.| \t]|</?[a-z]{1,6}>"
_SHORT = _any_case("pass|pw|p/w|mdp")
_OF = r"(?: ?[(\[][^()\[\]\n]{1,40}[)\]]| (?:for|of|to|on|für|de|del|von) [^\n:=]{1,40}?)"
"""What a password is for."""
_COLON = "[:ঃ：]"
"""Also in Bengali, where a letter looks like one, and in Chinese."""
_CODE = (
    _any_case(
        "(?:verification|security|one[- ]time|2fa|mfa|otp|login|sms|recovery|backup) (?:codes?|password|pin)"
    )
    + "|"
    + _any_case("otp|passcode|cvv2?|cvc2?")
    + "|\\bPIN|ওটিপি|পাসকোড|পিন(?: কোড| নম্বর)?"
)
"""What numbers are called that are secrets wherever they stand."""
_DIGIT = r"(?=[A-Za-z_%.~+/=-]{0,80}[0-9])"
_IS = r"[\x22'`]?[ \t]{0,3}(?:=>|:=|=)[ \t]{0,3}"
_QUOTED = r"\\?[\x22'`]?[ \t]{0,3}(?:=>|:=|=|:)[ \t]{0,3}\\?[\x22'`]"
_W = "[A-Za-z0-9_-]"
_A = "[A-Za-z0-9]"

_ISSUED = "|".join(
    (
        r"A(?:KIA|SIA|ROA|IDA)[A-Z0-9]{16}\b",
        rf"gh[pousr]_{_A}{{20,255}}",
        r"github_pat_[A-Za-z0-9_]{20,255}",
        rf"gl(?:pat|dt|ft|rt|cbt|ptt|soat|agent|oas|imt)-{_W}{{20,300}}",
        r"xox[a-z](?:\.xox[bp])?-[A-Za-z0-9-]{10,300}",
        r"xapp-[A-Za-z0-9-]{10,300}",
        rf"(?:(?:sk|rk|pk)_(?:live|test)|whsec)_{_A}{{16,255}}",
        r"sk-(?=[A-Za-z_-]{0,60}[0-9])(?![a-z0-9]{1,15}(?:-[a-z0-9]{1,15}){2,20}(?![A-Za-z0-9_-]))"
        rf"{_W}{{20,300}}",
        rf"AIza{_W}{{35}}",
        rf"1//0{_W}{{20,200}}",
        r"IQoJb3JpZ2lu[A-Za-z0-9/+=_-]{20,2000}",
        r"eyJhdXRocyI6[A-Za-z0-9/+=]{20,8000}",
        rf"(?:GR1348941|xai-|r8_|nvapi-|pplx-|AKCp){_W}{{20,100}}",
        r"(?:rubygems|lsv2_(?:pt|sk))_[a-f0-9_]{32,64}",
        rf"EAA[A-Z]{_A}{{30,300}}",
        rf"ya29\.{_W}{{20,500}}",
        rf"GOCSPX-{_W}{{20,60}}",
        rf"npm_{_A}{{30,60}}",
        rf"pypi-{_W}{{30,300}}",
        r"do[opr]_v1_[a-f0-9]{60,70}",
        rf"SG\.{_W}{{16,40}}\.{_W}{{16,60}}",
        r"key-[0-9a-f]{32}\b",
        rf"hf_{_A}{{30,60}}",
        rf"dckr_(?:pat|oat)_{_W}{{20,60}}",
        r"shp(?:at|ss|ca|pa)_[0-9a-fA-F]{32}",
        r"SK[0-9a-f]{32}\b",
        rf"[0-9]{{8,10}}:AA{_W}{{32,40}}",
        rf"[MNO]{_W}{{22,28}}\.{_W}{{6}}\.{_W}{{27,45}}",
        rf"sq0(?:atp|csp|idp)-{_W}{{20,60}}",
        rf"EAAA{_W}{{50,100}}",
        r"dapi[a-f0-9]{32}",
        rf"hv[sbr]\.{_W}{{20,300}}",
        r"dp\.(?:pt|st|ct|sa)\.[A-Za-z0-9.]{30,80}",
        rf"lin_api_{_A}{{30,60}}",
        rf"ntn_{_A}{{30,60}}",
        rf"secret_{_A}{{40,50}}",
        rf"ATATT3{_W}{{50,300}}",
        rf"ATBB{_A}{{24,40}}",
        r"glsa_[A-Za-z0-9_]{30,60}",
        r"glc_[A-Za-z0-9+/=]{30,300}",
        r"NRAK-[A-Z0-9]{27}",
        rf"sntry[su]_{_W}{{30,300}}",
        r"PMAK-[a-f0-9]{24}-[a-f0-9]{34}",
        rf"pat{_A}{{14}}\.[a-f0-9]{{64}}",
        rf"{_A}{{14}}\.atlasv1\.{_W}{{60,70}}",
        rf"pscale_(?:tkn|pw)_{_W}{{30,60}}",
        r"sbp_[a-f0-9]{40}",
        rf"fo1_{_W}{{40,60}}",
        rf"figd_{_W}{{35,60}}",
        rf"gsk_{_A}{{40,60}}",
        r"ops_eyJ[A-Za-z0-9+/=_-]{50,2000}",
        rf"eyJ{_W}{{8,4000}}\.{_W}{{8,8000}}(?:\.{_W}{{0,2000}}){{0,3}}",
    )
)
"""Tokens that are known by how they begin: AWS, GitHub, GitLab, Slack and so on, and JWT (RFC 7519)."""
_APART_BY = "(?:[ ._/\u00a0\u2013-]|  )?"
_BEHIND_FOUR = (
    rf"(?:{_APART_BY}[0-9]{{4}}){{2}}(?:{_APART_BY}[0-9]{{4}}{_APART_BY}[0-9]{{1,3}}|{_APART_BY}[0-9]{{1,4}})"
)
"""The rest of 13 to 19 digits."""
_CARDS = "|".join(
    (
        "(?:4[0-9]{3}|5[1-5][0-9]{2}|2[2-7][0-9]{2}|6011|508[0-9]|6[05][0-9]{2}|8[12][0-9]{2}|35[2-8][0-9])"
        rf"(?:{_APART_BY}[0-9]{{4}}){{3}}",
        rf"3[47][0-9]{{2}}{_APART_BY}[0-9]{{6}}{_APART_BY}[0-9]{{5}}",
        rf"3(?:0[0-5]|[68][0-9])[0-9]{_APART_BY}[0-9]{{6}}{_APART_BY}[0-9]{{4}}",
        rf"62[0-9]{{2}}(?:{_APART_BY}[0-9]{{4}}){{3}}(?:{_APART_BY}[0-9]{{1,3}})?",
        rf"(?:50[123][08]|5[68][0-9]{{2}}|6304|6390|67[0-9]{{2}}){_BEHIND_FOUR}",
    )
)
"""Of Visa, Mastercard, Discover, RuPay, JCB, American Express, Diners Club, UnionPay and Maestro."""
_ANY_CARD = rf"(?:5[06-9]|6[0-9])[0-9]{{2}}(?:{_BEHIND_FOUR}|(?:{_APART_BY}[0-9]{{4}}){{2}})"
"""All that Maestro may have, from 12 digits on, which only a word in front of it tells from other numbers."""
_SESSION = "|".join(
    (
        r"PHPSESSID|JSESSIONID|jsessionid|ASPSESSIONID[A-Z]{0,8}|ASP\.NET_SessionId|connect\.sid"
        r"|laravel_session|ci_session",
        _any_case("session_?id") + r"|sessid|wordpress_(?:logged_in|sec)_[0-9a-f]{1,32}|_[a-z]{1,20}_session",
        r"AspNetCore\.[A-Za-z.]{1,40}|ASPXAUTH",
        rf"[A-Za-z_-]{{0,20}}(?:session|SESSION)(?=[\x22']?[=:] ?[\x22']?{_LETTER}{{16}})",
        rf"SID(?=[\x22']?[=:] ?[\x22']?(?!S-1-){_LETTER}{{16}})",
    )
)
_HOOKS = "|".join(
    (
        r"hooks\.slack\.com/(?:services|workflows)/|discord(?:app)?\.com/api/webhooks/",
        r"webhook\.office\.com/webhookb2/|api\.telegram\.org/bot",
    )
)
_SIGNED = "sig|signature|code|key|auth|jwt|ticket|otp|X-Amz-Signature|X-Amz-Security-Token|X-Goog-Signature"

# Addresses (RFC 5321, 4.1.2; RFC 4291, 2.2), and what stands before numbers that are none.
_MAIL = (
    r"(?!(?:git|hg)@)[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}"
    r"(?!(?:service|socket|timer|slice|mount|target|png|jpe?g|svg|webp|gif)\b)[A-Za-z]{2,24}"
    r"(?![A-Za-z0-9_@-]|\.[A-Za-z0-9]|:[/~])"
)
_COUNTED = "|".join(
    (
        _any_case("versions?|release|build|update|firmware|rev|ver|section|chapter|clause|paragraph"),
        r"সংস্করণ|§|[A-Za-z][/-]|\b[Vv]",
    )
)
_OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_IP4 = (
    r"(?!(?:0|127|255)\.)(?![0-9](?:\.[0-9]){3}(?![0-9]))"
    rf"{_OCTET}(?:\.{_OCTET}){{3}}(?![A-Za-z0-9_]|\.[A-Za-z0-9]|-[A-Za-z])"
)
"""Not the machine itself, nor four single digits: a version, or a public resolver."""
_H = "[0-9A-Fa-f]{1,4}"
_IP6 = (
    r"(?:[A-Fa-f]{0,3}[0-9][0-9A-Fa-f]{2,3}|[Ff][CcDdEe][0-9A-Fa-f]{2})"
    rf"(?:(?::{_H}){{7}}|(?::{_H}){{0,6}}::(?:{_H}(?::{_H}){{0,5}})?)(?![A-Za-z0-9_]|:[0-9A-Fa-f:]|\.[0-9])"
)

# Lines of keys (RFC 7468; RFC 4880, 6.2), also quoted, indented, escaped or put together by a program. Words
# and paths are none: a short line is of a key only before its end.
_APART = r"(?:[ \t\n>|#*+,;\x22']|\\[nrt]?|-(?!-)){1,80}"
_OF_KEY = "|".join(
    (
        r"(?:Proc-Type|DEK-Info|Version|Comment|Charset|Hash): [^\n\\]{1,200}",
        r"(?:[A-Za-z0-9+/=]{60,8000}|(?=[A-Za-z+/]{0,80}[0-9])(?=[a-z0-9+/]{0,80}[A-Z])[A-Za-z0-9+/=]{24,59})"
        r"(?![A-Za-z0-9._:@]|-(?!-))",
    )
)
_KEY_BEGINS = "|".join(
    (
        r"MI[IG][A-Za-z0-9+/]{1,4}A[A-Za-z0-9+/]{0,3}(?:BAAKCA|ADANBgkqhkiG9w0BAQEFAASC|AgEAMBMGByqGSM49)",
        r"MI[IG][A-Za-z0-9+/]{1,3}IBA(?:AKCA|DANBgkqhkiG9w0BAQEFAASC)|MIGHAgEAMBMGByqGSM49|MHcCAQEE"
        r"|MC4CAQAwBQYDK2VwBCIE",
        r"b3BlbnNzaC1rZXktdjE|LS0tLS1CRUdJTi(?:BSU0EgUFJ|BQUklW|BFQyBQ|BPUEVOU1NI|BFTkNSWVB)",
    )
)
"""In base64: PKCS #1 and #8 (RFC 8017, A.1.2; RFC 5958), of curves (RFC 5915), OpenSSH's, and a BEGIN."""
_LAST = rf"[A-Za-z0-9+/=]{{1,64}}(?={_APART}(?:=[A-Za-z0-9+/]{{4}}{_APART})?-----END )"


def _password(pattern: str, needs: tuple[str, ...] = _NAMED_NEEDS) -> SecretRule:
    return SecretRule("password", pattern, needs)


_RULES = (
    SecretRule(
        "key",
        r"(---- ?-?BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)? ?-?----)"
        rf"((?:{_APART})?(?:{_OF_KEY})(?:{_APART}(?:{_OF_KEY})){{0,400}}(?:{_APART}{_LAST}){{0,2}})",
        ("--begin", "-- begin"),
    ),
    # One that was cut in two: by how what is inside begins, and by how all of it ends.
    SecretRule(
        "key",
        rf"(\b(?={_KEY_BEGINS}))((?:{_OF_KEY})(?:{_APART}(?:{_OF_KEY})){{0,400}})",
        ("mi", "mh", "mc4", "b3blbnnz", "ls0tls1c"),
    ),
    SecretRule(
        "key",
        r"((?:^|\n)[ \t>|]{0,8})((?:[A-Za-z0-9+/=]{40,80}[ \t]{0,3}\n[ \t>|]{0,8}){0,60}"
        r"[A-Za-z0-9+/=]{1,80}(?=[ \t]{0,3}\n[ \t>|]{0,8}-----END [A-Z ]{0,30}PRIVATE KEY))",
        ("--end",),
    ),
    SecretRule("key", r"(Private-Lines: [0-9]{1,4})((?:\n[A-Za-z0-9+/=]{1,200}){1,200})", ("private-lines",)),
    SecretRule("key", r"(AGE-SECRET-KEY-)(1[A-Z0-9]{40,80})", ("age-secret-key",)),
    SecretRule(None, r"(--- PASS: |\bPASS: (?=[Tt]est))([^ \n]{1,200})", ("pass",)),
    SecretRule(
        None,
        r"((?:[Uu]nexpected|[Ii]llegal|[Uu]nrecognized|[Uu]nknown) token[: ]{1,3}[\x22'`]?)([^ \n]{1,60})",
        (" token",),
    ),
    # What stands before the host in addresses, also in those of databases and brokers (RFC 3986, 3.2.1).
    _password(
        r"(://[^ \t\n/:@\x22'<>]{0,100}:)((?![0-9]{1,5}[/?#])(?:[^ \t\n/\x22'<>]{1,200}|"
        r"[^ \t\n@\x22'<>]{1,200})(?=@))",
        ("://",),
    ),
    _password(
        r"((?:jdbc:oracle:[a-z]{1,10}:|sqlplus )[^ \t\n/@:]{1,60}/)([^ \t\n/@]{1,200}(?=@))",
        ("jdbc:oracle", "sqlplus"),
    ),
    SecretRule(
        "cookie",
        rf"({_any_case('(?:set-)?cookie')}[\x22']? ?[:=] ?[\x22']?)((?=[^\n=]{{1,100}}=)"
        rf"[^\n\x22']{{8,4000}})",
        ("cookie",),
    ),
    SecretRule(
        "cookie",
        rf"(\b(?:{_SESSION})[\x22']?[=:] ?[\x22']?)((?={_LETTER}{{0,40}}[0-9]){_LETTER}{{8,4000}})",
        ("sess", "sid", "wordpress_", "asp"),
    ),
    SecretRule(
        "token",
        rf"({_any_case('authorization')}[\x22']?[:=] ?[\x22']?[A-Za-z0-9-]{{3,20}} )"
        r"((?=[^\n]{1,2000}(?:[Rr]esponse|[Ss]ignature)=)[^\n]{20,4000})",
        ("authorization",),
    ),
    SecretRule(
        "token",
        rf"({_any_case('authorization')}[\x22']?[:=] ?[\x22']?(?:[A-Za-z]{{3,12}} )?)"
        rf"({_DIGIT}[A-Za-z0-9._~+/=:-]{{8,4000}})",
        ("authorization",),
    ),
    SecretRule(
        "token",
        rf"({_any_case('authorization')}[\x22']?[:=] ?[\x22']?(?:{_any_case('bearer|basic|token')}) )"
        rf"((?!{_any_case('auth')})[A-Za-z0-9._~+/=:-]{{12,4000}})",
        ("authorization",),
    ),
    SecretRule(
        "token",
        rf"(\b(?:{_any_case('bearer|basic')})(?::? |%20))"
        rf"((?![a-z_]{{1,20}}=[0-9]){_DIGIT}[A-Za-z0-9._~+/=-]{{12,4000}})",
        ("bearer", "basic"),
    ),
    # In one pass over the text, which is faster than one for each.
    SecretRule(
        "token",
        r"(\bA[KS]IA[A-Z0-9]{16}[ \t,:;|\x22']{1,4})([A-Za-z0-9/+]{40}(?![A-Za-z0-9/+]))",
        ("akia", "asia"),
    ),
    SecretRule("token", rf"(\b)({_ISSUED})", ("",)),
    SecretRule(
        "token",
        r"([A-Za-z_-](?:[Kk]ey|KEY)[\x22']? ?[:=] ?[\x22']?)((?!MII|MIG|MFk|AAAA)"
        r"(?=[a-z0-9+/_-]{0,60}[A-Z])(?=[A-Za-z+/_-]{0,60}[0-9])"
        r"[A-Za-z0-9+/_-]{32,300}={0,2}(?![A-Za-z0-9+/_.-]))",
        ("key",),
    ),
    SecretRule("token", rf"({_HOOKS})([A-Za-z0-9_/:@-]{{20,300}})", ("hooks.slack", "webhook", "telegram")),
    SecretRule("token", rf"([?&;](?:{_SIGNED})=)({_DIGIT}[A-Za-z0-9_%.~+/=-]{{16,4000}})", ("=",)),
    SecretRule("token", rf"(https?://)({_DIGIT}[A-Za-z0-9_-]{{20,200}}(?=@))", ("://",)),
    # "key": "value", key=value, key: value, and what people make of it.
    _password(
        rf"((?:{_NAMED}[\x22'`]?[ \t]{{0,3}}(?:=>|:=|=|:)|[\x22'](?:pass|pw)[\x22'] ?:)[ \t]{{0,3}}\x22)"
        rf"({_GIVEN}{_COUNT}(?:[^\x22\\\n]|\\[^\n]){{3,2000}}(?=\x22))"
    ),
    _password(
        r"((?:PASSWORD|PASSWD|_PASS|SECRET|TOKEN)=)"
        rf"({_GIVEN}(?![\x22'`])(?![^ \t\n(\[]{{0,60}}[(\[][^ \t\n)]{{0,60}}[)\]])"
        rf"(?:{_INNER}|[()\[\]{{}}]){{3,2000}})"
    ),
    _password(
        rf"((?:{_any_case('key|name')})[\x22']? ?[:=] ?[\x22'][A-Za-z0-9_.:-]{{0,60}}{_NAMED}[\x22'],?"
        rf"[ \t\n]{{0,40}}"
        rf"[\x22']?{_any_case('value')}[\x22']? ?[:=] ?[\x22'])({_GIVEN}[^\x22'\n]{{3,400}})",
        ("value",),
    ),
    _password(
        rf"((?:<[A-Za-z0-9_.:-]{{0,40}}{_NAMED}(?: [^<>\n]{{1,200}})?"
        rf"|<[a-z]{{1,20}} (?:key|name)=[\x22'][A-Za-z0-9_.:-]{{0,60}}{_NAMED}[\x22'][^<>\n]{{0,100}})>"
        rf"(?:<value>)?)"
        rf"({_GIVEN}(?!{_NAMED}:?<)[^< \n]{{3,400}}(?=<))"
    ),
    _password(
        r"(\b(?:mysqli?(?:_connect)?|connect|PDO|log_?in|signIn|authenticate|[A-Za-z]{0,30}Credentials?)"
        r"\((?:[\x22'][^\x22'\n]{0,200}[\x22'], ?){1,2}[\x22'])"
        r"((?=[^\x22'\n]{0,60}[0-9!@#$%^*+~])(?=[^\x22'\n]{0,60}[A-Za-z])[^ \x22'\n/:.]{5,200}(?=[\x22']))",
        ("(\x22", "('"),
    ),
    _password(
        rf"((?:define|env)\( ?[\x22'][A-Za-z0-9_]{{0,60}}(?:{_NAMED}|_KEY|_SALT)[\x22'], ?[\x22'])"
        rf"({_GIVEN}[^\x22'\n]{{3,400}})",
        ("define(", "env("),
    ),
    _password(
        r"(\b[A-Za-z0-9_.-]{1,60}:)([^ \t\n/@\x22'():]{1,100}(?=@(?:tcp|unix)\())", ("@tcp(", "@unix(")
    ),
    _password(
        rf"((?:^|[^A-Za-z])(?:{_any_case('password|passwd|passwort|kennwort|pwd')}"
        r"|[Пп]ароль|[Cc]ontraseña): {1,3})"
        rf"({_GIVEN}{_WORD})"
    ),
    # By a name that only programs have: with `_` or a capital in its midst.
    _password(
        rf"((?:^|\n)[ \t-]{{0,16}}(?=[A-Za-z0-9.-]{{0,40}}(?:[a-z][A-Z]|[A-Za-z]_))"
        rf"[A-Za-z0-9_.-]{{0,40}}?{_NAMED}: {{1,3}})"
        rf"({_GIVEN}{_WORD})"
    ),
    # Also with more behind the quotes, as shells take it, or cut off.
    _password(
        rf"({_NAMED}{_QUOTED})({_GIVEN}(?:(?:{_IN_QUOTES}|[\x22'`]{_GOES_ON}|''"
        rf"(?={_IN_QUOTES}{{1,60}}')){{3,2000}}(?=[\\\x22'`](?!{_GOES_ON}))"
        rf"|{_IN_QUOTES}{{1,200}}[\x22'`]{_GOES_ON}{_LETTERS}{{1,200}}|{_IN_QUOTES}{{3,2000}}{_ENDS_LINE}))"
    ),
    _password(rf"({_NAMED}{_IS})({_GIVEN}{_NO_CALL}{_LETTER}{_LETTERS}{{2,1999}})"),
    _password(
        rf"({_NAMED}[\x22'`]?[ \t]{{0,3}}{_COLON}[ \t]{{0,3}})"
        rf"({_GIVEN}{_STRONG}{_LETTER}{_LETTERS}{{3,1999}})"
    ),
    _password(
        rf"((?:{_NAMED}|\b(?:{_SHORT}))"
        rf"(?:{_OF} ?(?:{_COLON}|=|(?:{_SAYS})[: ])| (?:(?:{_SAYS})|(?:for|of|für) [^ \t\n:]{{1,60}})"
        rf"[: ]) ?[\x22'`]?)"
        rf"({_STRONG}{_LETTER}{_LETTERS}{{3,199}})"
    ),
    _password(
        rf"(\b(?:{_PASSWORD}|{_SHORT}) (?:{_SAYS}):? [\x22'`])({_GIVEN}[^\x22'`\n]{{3,100}}(?=[\x22'`]))"
    ),
    _password(
        rf"((?:{_any_case('pass ?phrase')}|(?:{_any_case('seed|recovery|mnemonic')}) (?:phrase|words)"
        rf"(?: is)?)"
        r"[\x22']?[ :=]{1,3}[\x22']?)([a-z]{3,12}(?: [a-z]{3,12}){3,30})",
        ("phrase", "words"),
    ),
    _password(
        rf"((?:{_PASSWORD})(?: [A-Za-z]{{1,12}}){{1,5}} (?:is|was|to):? [\x22'`]?)({_SPOKEN})",
        ("passw", "kennwort", "pwd"),
    ),
    _password(
        rf"(\b(?:[Uu]sed?|[Tt]yped?|[Ee]nter(?:ed)?|[Tt]ry|tried|and|with) [\x22'`]?)"
        rf"({_SPOKEN}(?=[\x22'`]? as (?:[a-z]{{1,5}} )?(?:{_PASSWORD})))",
        ("passw", "kennwort", "pwd"),
    ),
    # A user's name with it, as people write both.
    _password(
        rf"((?:(?:{_any_case('log ?in|sign ?in|credentials?|username|user/pw|user/pass')})[ :]{{1,2}}"
        r"(?:[a-z]{2,5} ){0,2}[A-Za-z0-9_.@-]{1,60} ?[/:](?!/)|\b(?:admin|root|administrator|sa)[/:]) ?)"
        rf"((?=[^ \t\n]{{0,40}}[!@#$%^*])(?=[^ \t\n]{{0,40}}[A-Za-z])(?=[^ \t\n]{{0,40}}"
        rf"[0-9]){_LETTER}{_LETTERS}{{4,199}})",
        ("/", ":"),
    ),
    _password(
        rf"((?:{_PASSWORD})(?: [\u0980-\u09ff]{{1,12}})? (?:[–—-] )?[\x22'`]?)"
        rf"({_ITSELF}{_MIXED}{_LETTER}{_LETTERS}{{5,199}})"
    ),
    # As people say it, and as forms have it: a name, and what belongs to it on the next line.
    _password(
        rf"((?:[Ss]et|[Rr]eset|[Cc]hanged?) (?:[a-z]{{1,12}} ){{0,2}}(?:{_PASSWORD}) to [\x22'`]?)"
        rf"({_ITSELF}{_STRONG}{_LETTER}{_LETTERS}{{5,199}})"
    ),
    _password(rf"([Mm]y (?:{_PASSWORD}|pass|pw) (?:{_SAYS}) )({_NO_PARTICIPLE}{_GIVEN}{_WORD})"),
    _password(
        rf"((?:^|\n)[ \t>]{{0,8}}(?:{_PASSWORD})[ \t]{{0,3}}:?[ \t]{{0,3}}\n[ \t>]{{0,8}})"
        rf"({_GIVEN}{_MIXED}{_LETTER}{_LETTERS}{{5,63}}{_ENDS_LINE})"
    ),
    _password(
        rf"({_NAMED}%(?:25){{0,2}}3[Dd])((?:[A-Za-z0-9_.~!*+$@-]|%(?!(?:25)?(?:2[06]|0[AaDd]))"
        rf"[0-9A-Fa-f]{{2}}){{3,200}})",
        ("%3d", "%253d"),
    ),
    _password(
        rf"((?:<input[^<>\n]{{0,200}} value=[\x22']"
        rf"(?=[^\x22'\n]{{1,400}}[\x22'][^<>\n]{{0,200}}type=[\x22']?{_HIDDEN})"
        rf"|type=[\x22']?{_HIDDEN}[\x22']?[ ][^<>\n]{{0,200}}value=[\x22']))([^\x22'\n]{{3,400}})",
        ("value=",),
    ),
    # What Docker and npm keep, and the codes of wireless networks.
    SecretRule(
        "token",
        r"([\x22']auth[\x22'] ?: ?[\x22'])((?=[a-z0-9+/]{0,400}[A-Z])(?=[A-Za-z+/]{0,400}[0-9=])"
        r"[A-Za-z0-9+/]{8,4000}={0,2}(?=[\x22']))",
        ("auth",),
    ),
    SecretRule("token", r"(\b_auth ?= ?[\x22']?)([A-Za-z0-9+/=_-]{8,4000})", ("_auth",)),
    _password(
        r"(WIFI:(?:[A-OQ-Z]:(?:[^\\;\n]|\\[^\n]){0,80};){0,6}P:)((?:[^\\;\n]|\\[^\n]){1,100}(?=;))",
        ("wifi:",),
    ),
    SecretRule(
        "token",
        rf"({_NAMED} )((?=[A-Za-z]{{0,60}}[0-9])(?=[0-9]{{0,60}}[A-Za-z]){_A}{{16,300}}\b)",
        _NAMED_NEEDS,
    ),
    _password(
        rf"((?:\b|_)(?:{_SHORT})[\x22'`]?[ \t]{{0,3}}[:=][ \t]{{0,3}}[\x22'`]?)"
        rf"({_ITSELF}{_COUNT}{_MIXED}{_LETTER}{_LETTERS}{{3,199}})",
        ("pass", "pw", "p/w", "mdp"),
    ),
    _password(
        rf"((?:(?:\b(?:{_any_case('pin(?: code)?|tan')}))(?: (?:{_SAYS})|{_COLON}|=|[\x22'] ?: ?[\x22']?)"
        rf"|(?:{_CODE})(?: (?:{_SAYS})|{_COLON}|=|[\x22'] ?: ?[\x22']?)?) ?)"
        r"([0-9]{3,10}\b(?! (?:errors?|times|digits))(?:[ ,]{1,2}[0-9]{6,10}\b){0,20})",
        ("pin", "otp", "tan", "cv", "code", "password", "পিন", "ওটিপি", "পাসকোড"),
    ),
    _password(
        rf"((?:(?:{_any_case('licence|license|product|activation')})[ _-](?:{_any_case('key|code')})"
        rf"|{_CODE})[: =]{{1,3}})"
        r"((?=[A-Za-z-]{0,40}[0-9])[A-Za-z0-9]{4,8}(?:-[A-Za-z0-9]{4,8}){1,7}\b)",
        ("licen", "product", "activation", "code"),
    ),
    # As in what Kubernetes is told.
    _password(
        rf"(name: [\x22']?[A-Za-z0-9_]{{0,60}}{_NAMED}[\x22']?\n[ ]{{0,40}}value: [\x22']?)"
        rf"({_GIVEN}{_LETTER}{{4,400}})",
        ("value: ",),
    ),
    # With marks around it, in a table, or behind dots.
    _password(
        rf"((?:{_NAMED})(?:{_MARKS}){{0,12}}[:|\t](?:{_MARKS}){{0,12}})"
        rf"({_GIVEN}{_MIXED}{_LETTER}{_LETTERS}{{3,199}})"
    ),
    # The arguments of commands.
    _password(rf"(--?[A-Za-z_-]{{0,24}}(?:{_NAMED}|pass) )([\x22']?{_GIVEN}{_LETTER}{{4,400}})"),
    _password(
        rf"((?:-u|--user|--proxy-user)[ =][\x22']?(?![^ \t\n:]{{1,60}}:(?:{_GROUP})(?![^ \t\n\x22']))"
        r"[^ \t\n:\x22']{1,60}:)"
        r"([^ \t\n\x22']{3,200})",
        ("-u", "--user", "--proxy-user"),
    ),
    _password(
        r"((?:sshpass -p ?|net user [^ \t\n]{1,60} |htpasswd(?: [^\n ]{1,60}){3} "
        r"|(?:(?:docker|podman|az|oc) login|mongo(?:sh|dump|restore)?|redis-cli)(?: [^\n ]{1,60}){0,8} -[pa] "
        r"|net use(?: [^\n ]{1,80}){1,3} |(?:sqlcmd|bcp|osql|isql)(?: [^\n ]{1,60}){1,8} -P ?)[\x22']?)"
        rf"({_STRONG}[^ \t\n\x22'/*\\][^ \t\n\x22']{{3,200}})",
        ("sshpass", "net ", "sqlcmd", "bcp", "osql", "isql", "htpasswd", "login", "mongo", "redis-cli"),
    ),
    _password(
        r"(mysql(?:dump|admin|sh)?(?: [^\n ]{1,60}){0,6} -p[\x22']?)([^ \t\n\x22']{3,200})", ("mysql",)
    ),
    _password(r"(echo [\x22']?)([^ \t\n\x22'|$]{3,200}(?=[\x22']? ?\| ?sudo -S))", ("sudo -s",)),
    # What directory servers, Redis and routers are told.
    _password(
        r"((?:^|\n)[ \t]{0,8}(?:rootpw|bindpw|requirepass|masterauth|enable (?:secret|password)(?: [0-9])?"
        r"|snmp-server community|set password ENC|username [^ \n]{1,60} (?:secret|password) [0-9])"
        r"[ \t]{1,8}[\x22']?)"
        r"([^ \t\n\x22']{4,200})",
        ("pw ", "pass ", "masterauth", "enable ", "snmp-server", "password"),
    ),
    _password(
        rf"({_any_case('identified')} {_any_case('by')} [\x22'])([^\x22'\n]{{1,200}})", ("identified",)
    ),
    _password(
        rf"(login [^ \t\n]{{1,80}}[ \n]password |user [^ \t\n]{{1,80}} pass(?:word)? {_MIXED})"
        r"([^ \t\n]{1,200})",
        ("pass",),
    ),
    # What is kept of passwords: crypt(3), Argon2, and the like.
    _password(
        r"(\$(?:2[abxy]|[1567]|apr1|y|argon2(?:id|i|d)|pbkdf2-sha(?:1|256|512)|scrypt)\$"
        r"|pbkdf2_sha(?:1|256|512)\$|\{S?SHA[0-9]{0,3}\})"
        r"([A-Za-z0-9./$,=+]{20,300})",
        ("$2", "$1", "$5", "$6", "$7", "$apr1", "$y", "$argon2", "pbkdf2", "$scrypt", "sha"),
    ),
    SecretRule(
        "card",
        rf"([Cc]ard[A-Za-z_ ]{{0,10}}[\x22']?[ :=]{{1,3}}[\x22']?)((?:{_CARDS}|{_ANY_CARD})(?!"
        rf"[A-Za-z0-9_-]))",
        ("card",),
        luhn=True,
    ),
    SecretRule(
        "card",
        rf"((?:^|[^A-Za-z0-9_./:-]))((?:{_CARDS})(?![A-Za-z0-9_-]))",
        ("2", "3", "4", "5", "6"),
        luhn=True,
    ),
    SecretRule("email", rf"((?:^|[^A-Za-z0-9._%+/@-]))({_MAIL})", ("@",)),
    SecretRule("ip", rf"((?:^|[^A-Za-z0-9_.:]))({_IP6})", (":",)),
    SecretRule(None, rf"((?:{_COUNTED})[ \t:=]{{0,3}}[Vv]?)([0-9]{{1,4}}(?:\.[0-9]{{1,6}}){{3}})", (".",)),
    SecretRule("ip", rf"((?:^|[^A-Za-z0-9_.]))({_IP4})", (".",)),
)
SECRETS = Secrets(
    mask="*****",
    rules=_RULES,
    offered=("email", "ip"),
    offered_in=("subject", "paragraph"),
    unseen="\u00ad\u180e\u200b\u200c\u200d\u2060\ufeff",
    digits=("০১২৩৪৫৬৭৮৯", "０１２３４５６７８９"),
)
_READ = str.maketrans("".join(SECRETS.digits), "0123456789" * len(SECRETS.digits), SECRETS.unseen)


@lru_cache(maxsize=64)
def secrets_in(text: str, detail: str) -> tuple[Secret, ...]:
    """The secrets of a text in a kind of detail, in its order; none overlaps another."""
    offering = detail in SECRETS.offered_in
    found: list[_Match] = []
    read = text.translate(_READ)
    low = read.lower()
    for rule in SECRETS.rules:
        wanted = offering or rule.kind not in SECRETS.offered
        if wanted and any(need in low for need in rule.needs):
            found = sorted((*found, *_free(_matches(rule, read), found)))
    places = _places(text) if len(read) < len(text) else range(len(text) + 1)
    known = ((places[start], places[end - 1] + 1, kind) for start, end, kind in found if kind)
    return tuple(Secret(start, end, kind, text[start:end]) for start, end, kind in known)


def _places(text: str) -> list[int]:
    """Where the characters stand that are read."""
    return [place for place, letter in enumerate(text) if letter not in SECRETS.unseen]


def is_shown(secret: Secret, turned: Collection[str]) -> bool:
    """Whether a secret stays as it is, where customers `turned` what is done with some, by their texts."""
    return (secret.kind in SECRETS.offered) != (secret.text in turned)


def masked(text: str, secrets: Iterable[Secret], turned: Collection[str]) -> str:
    """A text with its secrets masked, also one that goes beyond its end, but for those that are shown."""
    pieces, end = [], 0
    for secret in secrets:
        shown = text[secret.start : secret.end] if is_shown(secret, turned) else SECRETS.mask
        pieces += [text[end : secret.start], shown]
        end = secret.end
    return "".join((*pieces, text[end:]))


def _matches(rule: SecretRule, text: str) -> Iterator[_Match]:
    for match in _compiled(rule.pattern).finditer(text):
        secret = match[2]
        if secret != SECRETS.mask and not (rule.luhn and not _checks(secret)):
            yield _Match(*match.span(2), rule.kind)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


def _free(more: Iterable[_Match], known: Sequence[_Match]) -> Iterator[_Match]:
    """Those that share no letter with what is known; both come in their order."""
    at = 0
    for match in more:
        while at < len(known) and known[at].end <= match.start:
            at += 1
        if at == len(known) or match.end <= known[at].start:
            yield match


def _checks(number: str) -> bool:
    """Whether a number has the check digit of ISO/IEC 7812."""
    digits = [int(digit) for digit in number if digit.isdecimal()][::-1]
    doubled = (digit * 2 - 9 * (digit > 4) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0
