"""Lines as customers paste them: with a secret in them of each public shape, and ordinary ones without any.

No value here was ever in use: all are drawn by a seed. What the lines are meant for is measured by
`tests.wizard.test_secrets`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from uuid import UUID

LOWER = "abcdefghijklmnopqrstuvwxyz"
UPPER = LOWER.upper()
DIGITS = "0123456789"
HEX = DIGITS + "abcdef"
BASE32 = UPPER + DIGITS
WORD = LOWER + UPPER + DIGITS
BASE64 = WORD + "+/"
URL64 = WORD + "-_"

# In each shape, `{S}` is the secret; what it is made of stands beside it.
Shape = tuple[str, str, int, str]
"""The line, the letters of the secret, how many, and what comes before them in the secret."""

SHAPES: tuple[Shape, ...] = (
    ("password={S}", WORD, 12, "1"),
    ("password: {S}", WORD, 10, "1"),
    ("DB_PASSWORD={S}", WORD, 16, ""),
    ('  "password": "{S}",', WORD, 8, ""),
    ("'passwd' => '{S}',", WORD, 9, ""),
    ("pwd={S};", WORD, 9, "1"),
    ("Server=tcp:db.example,1433;User ID=app;Password={S};Encrypt=True;", WORD, 14, ""),
    ("spring.datasource.password={S}", WORD, 12, ""),
    ("PGPASSWORD={S} psql -h db.example app", WORD, 12, ""),
    ("passwort: {S}", WORD, 9, "7"),
    ("My password is {S}", WORD, 9, "9"),
    ("the password was {S} and it worked before", WORD, 9, "3"),
    ("পাসওয়ার্ড: {S}", WORD, 9, "4"),
    ("<password>{S}</password>", WORD, 10, ""),
    ("ansible_ssh_pass={S}", WORD, 10, ""),
    ("client_secret={S}", URL64, 40, ""),
    ("clientSecret: '{S}'", URL64, 32, ""),
    ("app_secret: {S}", HEX, 32, "0"),
    ("SECRET_KEY = '{S}'", WORD, 50, ""),
    ("SECRET_KEY_BASE={S}", HEX, 128, ""),
    ("api_key={S}", HEX, 32, ""),
    ('"apiKey": "{S}"', WORD, 32, ""),
    ("X-Api-Key: {S}", WORD, 32, "0"),
    ("x-auth-token: {S}", HEX, 32, "1"),
    ("access_token={S}", URL64, 60, ""),
    ('{"access_token":"{S}","expires_in":3600}', URL64, 60, ""),
    ('"refresh_token": "{S}"', URL64, 60, ""),
    ("auth_token: {S}", HEX, 40, "3"),
    ("private_key: {S}", BASE64, 44, "2"),
    ("encryption_key={S}", HEX, 64, ""),
    ("AWS_SECRET_ACCESS_KEY={S}", BASE64, 40, ""),
    ("aws_secret_access_key = {S}", BASE64, 40, ""),
    ("AccountName=x;AccountKey={S};EndpointSuffix=core.windows.net", BASE64, 86, ""),
    ("Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=a;SharedAccessKey={S}", BASE64, 43, ""),
    ("https://x.blob.core.windows.net/c/f?sv=2022-11-02&sig={S}&se=2026", WORD, 43, "0"),
    ("https://b.s3.amazonaws.com/k?X-Amz-Signature={S}", HEX, 64, "0"),
    ("https://admin:{S}@git.example/repo.git", WORD, 12, ""),
    ("postgres://app:{S}@db.example:5432/app", WORD, 16, ""),
    ("mongodb+srv://root:{S}@cluster0.example.net/db?retryWrites=true", WORD, 14, ""),
    ("redis://:{S}@cache.example:6379/0", WORD, 16, ""),
    ("amqp://guest:{S}@mq.example//", WORD, 10, ""),
    ("jdbc:mysql://db.example/app?user=root&password={S}", WORD, 10, ""),
    ("Authorization: Bearer {S}", URL64, 40, "0"),
    ("authorization: Basic {S}=", WORD, 20, "0"),
    ("curl -H 'Authorization: Token {S}' https://api.example", HEX, 40, "0"),
    ("curl -u admin:{S} https://api.example", WORD, 10, ""),
    ("mysql -u root -p{S} app", WORD, 10, "1"),
    ("sshpass -p {S} ssh root@host", WORD, 10, "1"),
    ("docker login --username x --password {S}", WORD, 12, ""),
    ("vault login --token {S}", WORD, 26, ""),
    ("CREATE USER app IDENTIFIED BY '{S}';", WORD, 12, ""),
    ("machine api.example login me password {S}", WORD, 12, ""),
    ("AKIA{S}", BASE32, 16, "|"),
    ("aws_access_key_id = ASIA{S}", BASE32, 16, "|"),
    ("remote: ghp_{S}", WORD, 36, "|"),
    ("gho_{S}", WORD, 36, "|"),
    ("github_pat_{S}", WORD + "_", 82, "|"),
    ("glpat-{S}", URL64, 20, "|"),
    ("gldt-{S}", URL64, 20, "|"),
    ("xoxb-{S}", DIGITS + LOWER + "-", 50, "|"),
    ("xoxp-{S}", DIGITS + LOWER + "-", 60, "|"),
    ("https://hooks.slack.com/services/T{S}", BASE32, 40, "|"),
    ("https://discord.com/api/webhooks/{S}", DIGITS, 60, "|"),
    ("sk_live_{S}", WORD, 24, "|"),
    ("rk_test_{S}", WORD, 24, "|"),
    ("whsec_{S}", WORD, 32, "|"),
    ("sk-{S}", WORD, 48, "|"),
    ("sk-ant-api03-{S}", URL64, 90, "|"),
    ("AIza{S}", URL64, 35, "|"),
    ("ya29.{S}", URL64, 80, "|"),
    ("GOCSPX-{S}", URL64, 28, "|"),
    ("//registry.example/:_authToken=npm_{S}", WORD, 36, "|"),
    ("pypi-AgEIcHlwaS5vcmc{S}", URL64, 100, "|"),
    ("dop_v1_{S}", HEX, 64, "|"),
    ("SG.{S}.c2lnbmF0dXJlLWFuZC1tb3Jl", URL64, 22, "|"),
    ("key-{S}", HEX, 32, "|"),
    ("hf_{S}", WORD, 34, "|"),
    ("dckr_pat_{S}", URL64, 27, "|"),
    ("shpat_{S}", HEX, 32, "|"),
    ("SK{S}", HEX, 32, "|"),
    ("bot token 123456789:AA{S}", URL64, 33, "|"),
    ("sq0atp-{S}", URL64, 22, "|"),
    ("dapi{S}", HEX, 32, "|"),
    ("hvs.{S}", URL64, 90, "|"),
    ("dp.pt.{S}", WORD, 43, "|"),
    ("lin_api_{S}", WORD, 40, "|"),
    ("ATATT3{S}", URL64, 180, "|"),
    ("glsa_{S}", WORD, 40, "|"),
    ("NRAK-{S}", BASE32, 27, "|"),
    ("pscale_tkn_{S}", URL64, 43, "|"),
    ("sbp_{S}", HEX, 40, "|"),
    ("figd_{S}", URL64, 40, "|"),
    ("eyJhbGciOiJIUzI1NiJ9.{S}.c2lnbmF0dXJl", URL64, 60, "|"),
    ("Set-Cookie: sid={S}; Path=/; HttpOnly", WORD, 32, ""),
    ("Cookie: theme=dark; session={S}", WORD, 32, ""),
    ("PHPSESSID={S}", LOWER + DIGITS, 26, "0"),
    ("JSESSIONID={S}", BASE32, 32, "0"),
    ("connect.sid={S}", WORD, 40, "0"),
    ("-----BEGIN RSA PRIVATE KEY-----\n{S}\n-----END RSA PRIVATE KEY-----", BASE64, 64, ""),
    ("-----BEGIN OPENSSH PRIVATE KEY-----\n{S}\n-----END OPENSSH PRIVATE KEY-----", BASE64, 64, ""),
    ("root:$6$abcdefgh${S}:19000:0:99999:7:::", WORD + "./", 86, "|"),
    ("$2b$12${S}", WORD + "./", 53, "|"),
    ("    client-key-data: {S}", BASE64, 200, "0"),
    ('wpa psk="{S}"', WORD, 20, ""),
    ("Passphrase: {S}", WORD, 12, "5"),
    ("License-Key: {S}", BASE32, 25, "5"),
    ("my pw: {S}", WORD, 9, "s7"),
    ('{"user":"asha","pass":"{S}"}', WORD, 9, "s7"),
    ("mdp: {S}", WORD, 9, "s7"),
    ("pswd={S}", WORD, 9, ""),
    ("DB_PASSWORD={S}&3x", WORD, 9, ""),
    ("The WLAN password {S} is on the router", WORD, 9, "s7"),
    ("Password for admin: {S}", WORD, 9, "s7"),
    ("user admin pass {S}", WORD, 9, "s7"),
    ("Das Kennwort lautet {S}", WORD, 9, "s7"),
    ("net user asha {S} /add", WORD, 9, "s7"),
    ("api-key {S}", HEX, 32, "a7"),
    ("the pin is {S}", DIGITS, 4, ""),
    ("CVV: {S}", DIGITS, 3, ""),
    ("SESSIONID={S}", HEX, 32, "0"),
    ("  - name: DB_PASSWORD\n    value: {S}", WORD, 12, ""),
    ("jdbc:oracle:thin:scott/{S}@db.example:1521:x", WORD, 9, ""),
)
CARDS = ("4{15}", "51{14}", "2221{12}", "34{13}", "37{13}", "6011{12}", "3530{12}")
# What stands in brackets is an address, and nothing else is.
_ADDRESSES = (
    "from <[asha.k+desk@mail.example.co.uk]> to [b_2@example.com].",
    "mailto:[help@example.org]",
    "login=[root@corp-1.example] failed",
    "ssh root@[10.0.0.5] -p 22",
    "http://[192.168.178.23]:8080/status",
    "[172.16.4.2] - - GET /",
    "allow [10.0.0.0]/8 and [203.0.113.7]-[203.0.113.99]",
    '{"ip":"[198.51.100.44]"}',
    "inet6 [fe80::1ff:fe23:4567:890a]/64, [2001:db8::8a2e:370:7334], [2001:0db8:85a3:0:0:8a2e:0370:7334]",
    "আমার ঠিকানা [asha@example.com], সার্ভার [10.20.30.40]।",
)
NO_ADDRESSES: tuple[str, ...] = (
    "version 10.20.30.40, Version: 10.20.30.41, v10.20.30.42 and build=10.20.30.43",
    "BizMic 1.2.3.4, Chrome/142.0.0.0, lib-12.4.0.1 was updated to release 12.4.0.2",
    "সংস্করণ 10.20.30.40",
    "Windows 10.0.19045.3, OID 1.3.6.1.4.1.311, §3.10.20.30",
    "listening on 127.0.0.1, 0.0.0.0 and ::1, netmask 255.255.255.0, resolver 8.8.8.8",
    "git@github.com:example/app.git, deploy@host.example:/var/www",
    "user@1000.service, icon@2x.png, app@v2.1, @media print, a@b",
    "std::vector<T>::push_back at 12:30:45, 00:1a:2b:3c:4d:5e, abc::def",
    "999.1.2.3, 10.0.0, 10.0.0.256",
)
ADDRESSES = {re.sub(r"[][]", "", line): re.findall(r"\[(.+?)\]", line) for line in _ADDRESSES}
"""Lines with the addresses that are in each."""


def _pasted(name: str) -> list[str]:
    """The lines of a file beside this one, in which `⏎` stands for a line's end."""
    file = Path(__file__).with_name(f"pasted_{name}.txt")
    return [line.replace("⏎", "\n") for line in file.read_text("utf-8").splitlines()]


PASTED: tuple[tuple[str, str], ...] = tuple(
    (line, secret) for line, _, secret in (text.rpartition("\t") for text in _pasted("secrets"))
)
"""Lines as people write them, each with its secret; not all of them can be told from others."""
EXACT: tuple[tuple[str, str], ...] = (
    ("password=Summer,2024", "Summer,2024"),
    ("password=Summer,2024, user=asha", "Summer,2024"),
    ("password=Summer;2024!", "Summer;2024!"),
    ("Password=Sum;mer1;User ID=app;", "Sum;mer1"),
    ('password=Su,m1,"user"="asha"', "Su,m1"),
    ("PASSWORD=Summer,2024", "Summer,2024"),
    ("DB_PASSWORD='Summer'2024", "Summer'2024"),
    ("DB_PASSWORD='Summer'2024 node app", "Summer'2024"),
    ("password='a\"bcd9'", 'a"bcd9'),
    ("password: Summer,2024", "Summer,2024"),
    ("pw: Summer,2024", "Summer,2024"),
    ("password is Summer,2024", "Summer,2024"),
    ("password=Sum(mer)2024", "Sum(mer)2024"),
    ("password=ab'cd1234", "ab'cd1234"),
    ("password=ab,cd1234", "ab,cd1234"),
    ("password=abc", "abc"),
    ('password="hunter2', "hunter2"),
    ('password="correct horse bat', "correct horse bat"),
    ("Login: asha\nPassword:\nHunter2!\nSend", "Hunter2!"),
    ("Password\nHunter2!", "Hunter2!"),
    ("mot de passe: hunter22", "hunter22"),
    ("Mot de passe : hunter22", "hunter22"),
    ("Password – Hunter2!", "Hunter2!"),
    ("my password is correcthorse", "correcthorse"),
    ("I set password to Hunter2!A", "Hunter2!A"),
    ("pass\u200bword=hunter22", "hunter22"),
    ("p\u00adassword=hun\u200dter22 on", "hun\u200dter22"),
    ('<input type="password" name="p" value="letmein">', "letmein"),
    ('<input value="letmein" type="password">', "letmein"),
    ("?next=%2Fin%3Fpassword%3DHunter2A%26user%3Dasha", "Hunter2A"),
    ("Authorization: Bearer abcdefghijKLMNOPqrst", "abcdefghijKLMNOPqrst"),
    ('{"auth":"YWxpY2U6aHVudGVyMg=="}', "YWxpY2U6aHVudGVyMg=="),
    ("//npm.example/:_auth=YWxpY2U6aHVudGVyMg==", "YWxpY2U6aHVudGVyMg=="),
    ("WIFI:T:WPA;S:net;P:hunter22;;", "hunter22"),
    ("paid by 6221 2612 3456 7897, twice", "6221 2612 3456 7897"),
    ("UnionPay 6221261234567890129", "6221261234567890129"),
    ("RuPay 5081.2612.3456.7898", "5081.2612.3456.7898"),
    ("Maestro 6759_6498_2643_8453", "6759_6498_2643_8453"),
    ("Visa 4111  1111  1111  1111", "4111  1111  1111  1111"),
    ("কার্ড ৪১১১ ১১১১ ১১১১ ১১১১ দিয়ে", "৪১১১ ১১১১ ১১১১ ১১১১"),
    ("４１１１１１１１１１１１１１１１", "４１１１１１１１１１１１１１１１"),
)
"""Lines in which all of the secret is masked and nothing else."""


def with_secrets(seed: int, of_each: int) -> Iterator[tuple[str, str]]:
    """Lines with the secret that is in each."""
    draw = Random(seed)
    for line, letters, count, before in SHAPES:
        for _ in range(of_each):
            drawn = "".join(draw.choices(letters, k=count))
            secret = drawn if "|" in before else before + drawn
            yield line.replace("{S}", secret), secret
    for form in CARDS:
        for _ in range(of_each):
            number = card(draw, form)
            groups = (number[:4], number[4:8], number[8:12], number[12:])
            yield f"I paid with {' '.join(groups) if len(number) == 16 else number}.", number


def card(draw: Random, form: str) -> str:
    """A card's number with its check digit, by its first digits and how many more there are."""
    begin, _, more = form.partition("{")
    digits = begin + "".join(draw.choices(DIGITS, k=int(more.rstrip("}")) - 1))
    reverse = [int(digit) for digit in digits[::-1]]
    total = sum(reverse[1::2]) + sum(digit * 2 - 9 * (digit > 4) for digit in reverse[::2])
    return f"{digits}{-total % 10}"


ORDINARY: tuple[str, ...] = (
    "{date}T{time}Z INFO  [main] com.example.App - Started in {n}.{n} seconds",
    "{date} {time},{n} ERROR worker-{n} Job {uuid} failed after {n} ms",
    "    at com.example.service.OrderService.place(OrderService.java:{n})",
    '  File "/usr/lib/python3/site-packages/app/views.py", line {n}, in dispatch',
    "TypeError: Cannot read properties of undefined (reading 'token')",
    "SyntaxError: Unexpected token < in JSON at position {n}",
    "Uncaught SyntaxError: Unexpected token: punc ())",
    "java.lang.IllegalStateException: Token has expired",
    "Traceback (most recent call last):",
    "commit {sha1}",
    "sha256:{sha256}",
    "SHA-512 checksum: {sha256}{sha256}",
    "Digest: {sha256} image {uuid}",
    "request_id={uuid} status={n} duration={n}ms",
    "trace_id={sha1} span_id={n} parent=0",
    '{ip} - - [{date}:{time} +0000] "GET /wp-login.php?reauth=1 HTTP/1.1" 200 {n}',
    '{ip} - asha [{date}:{time} +0600] "POST /api/v1/orders?id={n} HTTP/1.1" 500 {n}',
    "data:image/png;base64,{base64}",
    '<img src="data:image/svg+xml;base64,{base64}">',
    "The password field is empty, and the page says that a password is required.",
    "It asks for my password again and again. I reset the password twice.",
    "Password: incorrect",
    "password: required",
    "Invalid password. Please try again in {n} minutes.",
    "Error: password must be at least 8 characters",
    "token: expired",
    "WARN token=null user=asha",
    "password=*****",
    "password=${DB_PASSWORD}",
    "secret: [redacted]",
    "max_tokens={n} temperature=0.7",
    "tokens: {n}, cost: {n}",
    "token_type=bearer expires_in={n}",
    "The secret of its success is patience.",
    "key={n} value={n}",
    "Key: value pairs are listed below.",
    "primary key (id), foreign key (order_id)",
    "GET https://api.example/v1/items?page={n}&sort=asc",
    "https://example.org/docs/authentication#bearer-tokens",
    "ssh: connect to host {ip} port 22: Connection refused",
    "Permission denied (publickey,password).",
    "kernel: [{n}.{n}] usb 1-1: new high-speed USB device number {n}",
    "systemd[1]: Started Session {n} of user root.",
    "nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)",
    "npm ERR! code ELIFECYCLE errno {n}",
    "ORA-01017: invalid username/password; logon denied",
    'FATAL: password authentication failed for user "app"',
    "MySQL ERROR 1045 (28000): Access denied for user 'root'@'localhost' (using password: YES)",
    "0x{n} <+{n}>: callq 0x{n}",
    "order number {n}{n}{n}{n} of {date}",
    "IBAN DE89 3704 0044 0532 0130 00, invoice {n}-{n}",
    "Tel. +880 1722 {n} {n}",
    "version 3.{n}.{n}-rc{n}+build.{n}",
    'ETag: "{sha1}"',
    "Content-Length: {n}",
    "X-Request-Id: {uuid}",
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/{n}.0.0.0 Safari/537.36",
    "mac address 00:1a:2b:{n}:4d:5e, serial C02{n}",
    "{uuid}",
    "{sha1}  release.tar.gz",
    "উৎপাদন বন্ধ হয়ে গেছে, কিছুই চলছে না। পাসওয়ার্ড ঠিক আছে।",
    "আপনার পাসওয়ার্ড: ভুল হয়েছে, আবার চেষ্টা করুন।",
    "Das Passwort wird nicht angenommen, seit dem Update am {date}.",
    "Session {n} opened for user asha(uid={n}) by (uid=0)",
    "session timeout: {n} seconds",
    "cookie: accepted",
    "Basic authentication is used; Bearer authentication is not.",
    "Authorization: failed for user asha",
    "Authorization header is missing",
    "see https://example.org:8443/path@v2 for more",
    "git@github.com:example/app.git",
    "docker pull registry.example/app@sha256:{sha256}",
    "rgb({n}, {n}, {n}) #a1b2c3",
    "{date} {time} cron[{n}]: (root) CMD (/usr/bin/backup --level {n})",
    "free: 1{n}{n} kB, used: {n}{n} kB",
    "timestamp 17{n}{n}{n}{n}",
    "tests: pass={n} fail=0 skip: {n}",
    "--- PASS: TestLogin ({n}.02s)",
    "pass: 12/14, pw: none",
    "pin {n} of the header is high",
    "Error: secret my-app-tls-2024-prod not found",
    "password for user{n} expired",
    "net user asha /add",
    "user root passes through, otp: sent",
    "GET /login?password=&user=asha&id={n}",
    "the password of asha: wrong",
    "PWD=/home/bob",
    "OLDPWD=/tmp",
    "PWD=/Users/bob/app-{n}",
    "--- PASS: TestLogin{n} (0.00s)",
    "tests: pass={n}ms",
    "index pk_customerorderitems on orders",
    '<div class="sk-folding-cube-rotation-one">',
    "User SID: S-1-5-21-{n}{n}{n}-{n}{n}{n}-{n}{n}{n}-1001",
    "(CONNECT_DATA=(SID=ORCLPDB{n}))",
    "docker run -u 1000:1000 app",
    "docker run --user root:root -u www-data:www-data app",
    '{"password": "string", "token": "<token>", "client_secret": "YOUR_CLIENT_SECRET"}',
    "password=changeme api_key=your-api-key-here --password $DB_PASSWORD, PASSWORD=%DB_PASSWORD%",
    "SyntaxError: Unexpected token: 'export'",
    '{"password":"This field is required."}',
    '{"password":["can not be blank"],"token":"is invalid"}',
    "fetch(url, { credentials: 'include' })",
    "private_key: /etc/ssl/x{n}.pem",
    "TOKEN=$(cat x), PASSWORD=getenv(x), password: nothing of it works",
    '"password": "${DB_PASSWORD}", "token": "{{ token }}"',
    "https://host:8080?email=bob@x.example",
    "My password is expired",
    "my password is compromised",
    "I set the password to something else",
    "Password:",
    "Username:",
    "Password\nForgot password?",
    "Password - must have 8 letters",
    "Authorization: Bearer authentication",
    '"auth":"required", "auth": "basic"',
    "password = hash(a)[0], password=os.environ.get('PASSWORD', None), password=decrypt(key(x))",
    '<input type="password" name="password" value="">',
    "{date} trace 17{n}{n}{n}{n} 17{n}{n}{n}{n}{n} rows 6{n}{n}",
    *_pasted("ordinary"),
)


def ordinary(seed: int, count: int) -> Iterator[str]:
    """Lines as they stand in logs, traces and letters."""
    draw = Random(seed)
    put: dict[str, Callable[[], str]] = {
        "n": lambda: str(draw.randrange(10, 999)),
        "date": lambda: f"2026-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}",
        "time": lambda: f"{draw.randrange(24):02}:{draw.randrange(60):02}:{draw.randrange(60):02}",
        "uuid": lambda: str(UUID(int=draw.getrandbits(128))),
        "sha1": lambda: "".join(draw.choices(HEX, k=40)),
        "sha256": lambda: "".join(draw.choices(HEX, k=64)),
        "base64": lambda: "".join(draw.choices(BASE64, k=120)),
        "ip": lambda: ".".join(str(draw.randrange(1, 255)) for _ in range(4)),
    }
    for number in range(count):
        line = ORDINARY[number % len(ORDINARY)]
        for name, make in put.items():
            while f"{{{name}}}" in line:
                line = line.replace(f"{{{name}}}", make(), 1)
        yield line
