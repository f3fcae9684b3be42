"""Pages and examples that are made from the source are as the source makes them now."""

from pathlib import Path

import pytest

from tests.rebuild import made


@pytest.mark.parametrize("path", made(), ids=lambda path: path.name)
def test_is_as_make_docs_writes_it(path: Path) -> None:
    assert path.exists(), "make docs writes it"
    assert path.read_bytes() == made()[path](), "run make docs"
