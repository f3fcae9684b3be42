"""A real repository with a folder of sessions, in which nothing of this machine's own git settings counts."""

import subprocess
from pathlib import Path

from alignment_tui.domain.document import Document
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.reading import encoded
from tests.running import alignment, environment

_SETTINGS = {
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_SYSTEM": "/dev/null",
    "GIT_AUTHOR_NAME": "Kim",
    "GIT_AUTHOR_EMAIL": "kim@example.org",
    "GIT_COMMITTER_NAME": "Kim",
    "GIT_COMMITTER_EMAIL": "kim@example.org",
    "GIT_EDITOR": "true",
}


class Repository:
    """Sessions in git, with the driver set up."""

    def __init__(self, top: Path, *, set_up: bool = True) -> None:
        self.top = top
        self.folder = top / "sessions"
        self.folder.mkdir(parents=True)
        self.home = top.parent
        self.sessions = Sessions(self.folder, self.home / "cache")
        self.git("init", "-q", "-b", "main")
        if set_up:
            done = self.align("git-setup")
            assert done.returncode == 0, done.stderr

    def git(self, *arguments: str, fails: bool | None = False) -> str:
        """Run git and return what it said; it has to succeed, or to fail, or with `None` may do either."""
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.top,
            env={**environment(self.home), **_SETTINGS},
            capture_output=True,
            text=True,
            check=False,
        )
        assert fails is None or bool(done.returncode) == fails, f"git {arguments}: {done.stdout}{done.stderr}"
        return done.stdout + done.stderr

    def align(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the program on the folder."""
        return alignment(*arguments, "--dir", self.folder, home=self.home)

    def commit(self, **documents: Document | bytes) -> None:
        """Write session files and commit all there is."""
        for name, document in documents.items():
            data = document if isinstance(document, bytes) else encoded(document)
            (self.folder / f"{name}.json").write_bytes(data)
        self.git("add", "-A")
        self.git("commit", "-qm", "work", "--allow-empty")

    def branch(self, name: str, start: str, **documents: Document | bytes) -> None:
        """Begin a branch at `start` and commit these session files in it."""
        self.git("checkout", "-q", "-B", name, start)
        if documents:
            self.commit(**documents)

    def data(self, name: str) -> bytes:
        """Return a session file as it is in the work tree."""
        return (self.folder / f"{name}.json").read_bytes()

    def document(self, name: str = "x") -> Document:
        """Return a session as the program opens it."""
        return self.sessions.load(name).document
