r"""Logs of well-known programs, each by a grok pattern of its lines."""

from __future__ import annotations

from etl.catalog.crawler.classifiers.grok import grok_classifier

_IIS = ("clientip", "username", "date", "time", "service", "servername", "serverip", "timetaken", "received", "sent",
        "status", "windowsstatus", "method", "target", "parameters")  # fmt: skip

_PATTERNS = {
    "combined_apache": "%{COMBINEDAPACHELOG}",
    "apache": "%{COMMONAPACHELOG}",
    "linux_kernel": (
        r"%{SYSLOGTIMESTAMP:timestamp} %{SYSLOGHOST:logsource} kernel: \[ *%{NUMBER:uptime}\] %{GREEDYDATA:message}"
    ),
    "microsoft_log": f"{', '.join(f'%{{IISFIELD:{name}}}' for name in _IIS)},? *",
    "ruby_logger": (
        r"[DFEWIA], \[%{TIMESTAMP_ISO8601:timestamp} #%{POSINT:pid}\] +%{WORD:loglevel} -- %{DATA:program}: "
        "%{GREEDYDATA:message}"
    ),
    "squid": (
        r"%{NUMBER:timestamp} +%{INT:duration} %{IPORHOST:clientip} %{WORD:result}/%{INT:status} %{INT:bytes} "
        "%{NOTSPACE:method} %{NOTSPACE:url} %{NOTSPACE:user} %{WORD:hierarchy}/%{NOTSPACE:server} %{NOTSPACE:type}"
    ),
    "redismonlog": (
        r'%{NUMBER:timestamp} \[%{INT:database} %{NOTSPACE:client}\] "%{WORD:command}"%{GREEDYDATA:parameters}'
    ),
    "redislog": (
        r"(?:\[%{POSINT:pid}\]|%{INT:process}:%{WORD:role}) %{MONTHDAY:day} %{MONTH:month}(?: %{YEAR:year})? "
        "%{TIME:time} [-.*#] %{GREEDYDATA:message}"
    ),
}
_CUSTOM = {"microsoft_log": "IISFIELD [^,]+"}

LOG_CLASSIFIERS = tuple(grok_classifier(name, pattern, _CUSTOM.get(name, "")) for name, pattern in _PATTERNS.items())
"""In the order of Glue's built-in ones."""
