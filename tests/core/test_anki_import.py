"""The deck taken in by Anki's own package, where that is installed: twice, and no note is doubled."""

import pytest

from tutor.core.exchange import anki
from tutor.core.exchange.items import review_items
from tutor.core.store.memory import MemoryStore

collection = pytest.importorskip("anki.collection", reason="needs Anki's own package: pip install anki")


def test_anki_takes_the_deck_and_renews_it(course, tmp_path):
    path = tmp_path / "deck.apkg"
    path.write_bytes(anki.to_deck(review_items(MemoryStore(), course, "alpha", 1)[0]))
    kept = collection.Collection(str(tmp_path / "mine.anki2"))
    request = collection.ImportAnkiPackageRequest(package_path=str(path), options=collection.ImportAnkiPackageOptions())
    counts = [len(kept.import_anki_package(request).log.new) for _ in range(2)]
    assert counts == [8, 0]
    assert kept.card_count() == 8
    kept.close()
