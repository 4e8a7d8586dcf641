"""SQL of pictures. One has one, and its name stands with the person."""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from sandbox.tenfold.tables.organizations import users
from sandbox.tenfold.tables.pictures import pictures


@dataclass(frozen=True)
class Picture:
    name: str
    media_type: str
    content: bytes


class PictureStore:
    def __init__(self, rows: Connection) -> None:
        self._rows = rows

    def find(self, name: str) -> Picture | None:
        wanted = select(pictures.c.name, pictures.c.media_type, pictures.c.content).where(pictures.c.name == name)
        row = self._rows.execute(wanted).one_or_none()
        return Picture(*row) if row else None

    def put(self, user_id: str, picture: Picture | None) -> None:
        """In place of the one there was; None leaves the person without."""
        self._rows.execute(delete(pictures).where(pictures.c.user_id == user_id))
        if picture:
            self._rows.execute(insert(pictures).values(user_id=user_id, **vars(picture)))
        self._rows.execute(update(users).where(users.c.id == user_id).values(picture_name=picture and picture.name))
