r"""The patterns that a grok pattern may name, by the names that AWS documents.

Source: https://docs.aws.amazon.com/glue/latest/dg/custom-classifier.html#classifier-builtin-patterns
"""

from __future__ import annotations

_HEX = "[0-9A-Fa-f]"
_OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_PADDED_OCTET = r"(?:25[0-5]|2[0-4]\d|[01]?\d{1,2})"
_LEVELS = ("alert", "trace", "debug", "notice", "info", "warn?(?:ing)?", "err?(?:or)?", "crit?(?:ical)?", "fatal", "severe", "emerg(?:ency)?")  # fmt: skip  # noqa: E501
_MONTHS = "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:tember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"  # noqa: E501


def _ipv6() -> str:
    """Return the pattern of an address, by how many groups stand before the one that may be left out."""
    group, tail = rf":{_HEX}{{1,4}}", rf":{_OCTET}(?:\.{_OCTET}){{3}}"
    before = rf"(?:{_HEX}{{1,4}}:)"
    short = "|".join(
        (f"{before}{{{n}}}" if n else ":") + f"(?:(?:{group}){{1,{7 - n}}}|(?:{group}){{0,{5 - n}}}{tail}|:)"
        for n in range(5, -1, -1)
    )
    whole = f"{before}{{7}}(?:{_HEX}{{1,4}}|:)|{before}{{6}}(?:{group}|{tail.removeprefix(':')}|:)"
    return f"(?:{whole}|{short})(?:%.+)?"


def _in_one_case(level: str) -> str:
    return f"[{level[0].upper()}{level[0]}]{level[1:]}|{level.upper()}"


_PLAIN = {
    "USERNAME": r"[\w.-]+",
    "INT": r"[+-]?\d+",
    "BASE10NUM": r"(?<![\d.+-])(?>[+-]?(?:\d+(?:\.\d+)?|\.\d+))",
    "BASE16NUM": rf"(?<!{_HEX})[+-]?(?:0x)?{_HEX}+",
    "BASE16FLOAT": rf"\b(?<![0-9A-Fa-f.])[+-]?(?:0x)?(?:{_HEX}+(?:\.{_HEX}*)?|\.{_HEX}+)\b",
    "BOOLEAN": "(?i:true|false)",
    "POSINT": r"\b[1-9]\d*\b",
    "NONNEGINT": r"\b\d+\b",
    "WORD": r"\b\w+\b",
    "NOTSPACE": r"\S+",
    "SPACE": r"\s*",
    "DATA": ".*?",
    "GREEDYDATA": ".*",
    "QUOTEDSTRING": r"""(?<!\\)(?:"(?:[^"\\]++|\\.)*+"|'(?:[^'\\]++|\\.)*+'|`(?:[^`\\]++|\\.)*+`)""",
    "UUID": rf"{_HEX}{{8}}-(?:{_HEX}{{4}}-){{3}}{_HEX}{{12}}",
    "CISCOMAC": rf"(?:{_HEX}{{4}}\.){{2}}{_HEX}{{4}}",
    "WINDOWSMAC": rf"(?:{_HEX}{{2}}-){{5}}{_HEX}{{2}}",
    "COMMONMAC": rf"(?:{_HEX}{{2}}:){{5}}{_HEX}{{2}}",
    "IPV6": _ipv6(),
    "IPV4": rf"(?<!\d){_PADDED_OCTET}(?:\.{_PADDED_OCTET}){{3}}(?!\d)",
    "HOSTNAME": r"\b[0-9A-Za-z][\w-]{0,62}(?:\.[0-9A-Za-z][\w-]{0,62})*\.?",
    "UNIXPATH": r"(?>/(?>[\w%!$@:.,~-]+|\\.)*)+",
    "WINPATH": r"(?>[A-Za-z]+:|\\)(?:\\[^\\?*]*)+",
    "TTY": r"/dev/(?:pts|tty[pq]?)\w*/?\d+",
    "URIPROTO": r"[A-Za-z]+(?:\+[A-Za-z+]+)?",
    "URIPATH": r"(?:/[\w$.+!*'(){},~:;=@#%-]*)+",
    "URIPARAM": r"\?[\w$.+!*'|(){},~@#%&/=:;?\[\]-]*",
    "MONTH": rf"\b(?:{_MONTHS})\b",
    "MONTHNUM": "(?:0?[1-9]|1[0-2])",
    "MONTHNUM2": "(?:0[1-9]|1[0-2])",
    "MONTHDAY": "(?:0[1-9]|[12][0-9]|3[01]|[1-9])",
    "DAY": "(?:Mon(?:day)?|Tue(?:sday)?|Wed(?:nesday)?|Thu(?:rsday)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)",
    "YEAR": r"(?:\d\d){1,2}",
    "HOUR": "(?:2[0-3]|[01]?[0-9])",
    "MINUTE": "[0-5][0-9]",
    "SECOND": "(?:[0-5]?[0-9]|60)(?:[:.,][0-9]+)?",
    "TZ": "(?:[PMCE][SD]T|UTC)",
    "PROG": r"[\w./%-]+",
    "LOGLEVEL": "|".join(map(_in_one_case, _LEVELS)),
}
_COMPOSED = {
    "USER": "%{USERNAME}",
    "NUMBER": "%{BASE10NUM}",
    "MAC": "%{CISCOMAC}|%{WINDOWSMAC}|%{COMMONMAC}",
    "IP": "%{IPV6}|%{IPV4}",
    "HOST": "%{HOSTNAME}",
    "IPORHOST": "%{HOSTNAME}|%{IP}",
    "HOSTPORT": "%{IPORHOST}:%{POSINT:PORT}",
    "PATH": "%{UNIXPATH}|%{WINPATH}",
    "URIHOST": "%{IPORHOST}(?::%{POSINT:port})?",
    "URIPATHPARAM": "%{URIPATH}(?:%{URIPARAM})?",
    "URI": "%{URIPROTO}://(?:%{USER}(?::[^@]*)?@)?(?:%{URIHOST})?(?:%{URIPATHPARAM})?",
    "TIME": r"%{HOUR}:%{MINUTE}:%{SECOND}(?!\d)",
    "DATE_US": "%{MONTHNUM}[/-]%{MONTHDAY}[/-]%{YEAR}",
    "DATE_EU": "%{MONTHDAY}[./-]%{MONTHNUM}[./-]%{YEAR}",
    "DATESTAMP_US": "%{DATE_US}[- ]%{TIME}",
    "DATESTAMP_EU": "%{DATE_EU}[- ]%{TIME}",
    "ISO8601_TIMEZONE": "(?:Z|[+-]%{HOUR}:?%{MINUTE})",
    "ISO8601_SECOND": "%{SECOND}",
    "TIMESTAMP_ISO8601": "%{YEAR}-%{MONTHNUM}-%{MONTHDAY}[T ]%{HOUR}:?%{MINUTE}(?::?%{SECOND})?%{ISO8601_TIMEZONE}?",
    "DATESTAMP_RFC822": "%{DAY} %{MONTH} %{MONTHDAY} %{YEAR} %{TIME} %{TZ}",
    "DATESTAMP_RFC2822": "%{DAY}, %{MONTHDAY} %{MONTH} %{YEAR} %{TIME} %{ISO8601_TIMEZONE}",
    "DATESTAMP_OTHER": "%{DAY} %{MONTH} %{MONTHDAY} %{TIME} %{TZ} %{YEAR}",
    "DATESTAMP_EVENTLOG": "%{YEAR}%{MONTHNUM2}%{MONTHDAY}%{HOUR}%{MINUTE}%{SECOND}",
    "CISCOTIMESTAMP": "%{MONTH} %{MONTHDAY} %{TIME}",
    "SYSLOGTIMESTAMP": "%{MONTH} +%{MONTHDAY} %{TIME}",
    "SYSLOGPROG": r"%{PROG:program}(?:\[%{POSINT:pid}\])?",
    "SYSLOGHOST": "%{IPORHOST}",
    "SYSLOGFACILITY": "<%{NONNEGINT:facility}.%{NONNEGINT:priority}>",
    "HTTPDATE": "%{MONTHDAY}/%{MONTH}/%{YEAR}:%{TIME} %{INT}",
    "QS": "%{QUOTEDSTRING}",
    "SYSLOGBASE": "%{SYSLOGTIMESTAMP:timestamp} (?:%{SYSLOGFACILITY} )?%{SYSLOGHOST:logsource} %{SYSLOGPROG}:",
    "MESSAGESLOG": "%{SYSLOGBASE} %{DATA}",
    "COMMONAPACHELOG": (
        r"%{IPORHOST:clientip} %{USER:ident} %{USER:auth} \[%{HTTPDATE:timestamp}\] "
        r'"(?:%{WORD:verb} %{NOTSPACE:request}(?: HTTP/%{NUMBER:httpversion})?|%{DATA:rawrequest})" '
        "%{NUMBER:response} (?<bytes>%{NUMBER}|-)"
    ),
    "COMMONAPACHELOG_DATATYPED": (
        r"%{IPORHOST:clientip} %{USER:ident;boolean} %{USER:auth} "
        r"\[%{HTTPDATE:timestamp;date;dd/MMM/yyyy:HH:mm:ss Z}\] "
        r'"(?:%{WORD:verb;string} %{NOTSPACE:request}(?: HTTP/%{NUMBER:httpversion;float})?|%{DATA:rawrequest})" '
        "%{NUMBER:response;int} (?:%{NUMBER:bytes;long}|-)"
    ),
    "COMBINEDAPACHELOG": "%{COMMONAPACHELOG} %{QS:referrer} %{QS:agent}",
}

BUILT_IN = {**_PLAIN, **_COMPOSED}
"""By name; what a pattern is made of is named as in a grok pattern."""
