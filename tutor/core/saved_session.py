"""The session of a walk, and the document that it is kept in."""

from collections.abc import Mapping
from concurrent.futures import Future

from tutor.core.session import Session, load
from tutor.core.store.port import Attempt, Store


class SavedSession:
    """Read from its document as soon as the store can be read, and written with each change.

    Until then nothing is written: what was saved before would be lost.
    """

    def __init__(self, store: Store, document: str, versions: Mapping[str, str]) -> None:
        self._store, self._document, self._versions = store, document, versions
        self.session = Session().migrate(versions)
        self.is_read = False

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever saved."""
        return self._store.get(self._document) is None

    def read(self) -> bool:
        """Whether what was saved before has been read just now; what was done meanwhile goes on from there."""
        if self.is_read or not self._store.ready:
            return False
        stored, begun = load(self._store.get(self._document)).migrate(self._versions), self.session
        self.session = stored if begun == Session().migrate(self._versions) else stored.merged(begun)
        self.is_read = True
        return True

    def save(self, attempt: Attempt | None = None, more: Mapping[str, str] | None = None) -> "Future[None]":
        """With an attempt that goes on record and `more` documents, all in one; done once it is on disk."""
        documents = {self._document: self.session.dump(), **(more or {})} if self.is_read else {}
        if attempt is not None:
            return self._store.add(attempt, documents)
        return self._store.put(self._document, documents[self._document]) if documents else self._store.remove([])
