"""Keeps each letter, and takes it to the SMTP server if one is set: off the event loop, and again by the world's clock."""

import asyncio
import contextlib
import threading
from datetime import datetime

from sqlalchemy import Connection
from starlette.requests import Request

from sandbox.mail.letter import Letter, one_line
from sandbox.mail.mail import Mail, NotSent, Status, after_attempt, next_attempt
from sandbox.mail.mime import message_text, sender_of
from sandbox.mail.store import MailStore
from sandbox.schedule.runner import schedule
from sandbox.schedule.task import Task
from sandbox.world import World

KIND = "mail.send"
AT_ONCE = 4
"""Mails on their way in the whole server; each holds a thread and a connection."""


def sealed(letter: Letter, *, mail_id: str, at: datetime) -> tuple[Mail, str]:
    """The mail, and its text as it is sent."""
    raw = message_text(letter, mail_id=mail_id, at=at)
    return Mail(id=mail_id, recipient=letter.recipient.address, subject=one_line(letter.subject), created_at=at, size=len(raw)), raw


class Postman:
    """One a server. Without an SMTP server nothing leaves: mail is kept, to be looked at."""

    def __init__(self, smtp_url: str | None) -> None:
        self._url, self._room = smtp_url, asyncio.Semaphore(AT_ONCE)

    def post(self, world: World, rows: Connection, mail: Mail, raw: str) -> None:
        """It is written in the transaction of `rows`, and so is the order to send it."""
        MailStore(rows).add(mail, raw)
        if self._url:
            schedule(world, rows, KIND, mail.created_at, mail=mail.id)

    async def work(self, world: World, task: Task) -> datetime | None:
        """The kind `mail.send`. What was removed meanwhile is not sent, nor anything once no server is set."""
        found = _waiting(world, task.payload["mail"])
        if not found or not self._url:
            return None
        mail, raw = found
        async with self._room:
            failure = await self._attempt(self._url, mail, raw)
        mail = after_attempt(mail, failure)
        with world.database.begin() as rows:
            MailStore(rows).save(mail)
        return next_attempt(mail, world.clock.now())

    @staticmethod
    async def _attempt(url: str, mail: Mail, raw: str) -> NotSent | None:
        """A thread of its own, which the end of the server does not wait for as it does for those of a pool."""
        done: asyncio.Future[NotSent | None] = asyncio.get_running_loop().create_future()
        threading.Thread(target=_send, args=(url, mail, raw, done), daemon=True).start()
        return await done


def _waiting(world: World, mail_id: str) -> tuple[Mail, str] | None:
    with world.database.read() as rows:
        mail = MailStore(rows).find(mail_id)
        return (mail, MailStore(rows).raw(mail)) if mail and mail.status is Status.KEPT else None


def _send(url: str, mail: Mail, raw: str, done: "asyncio.Future[NotSent | None]") -> None:
    from sandbox.mail.smtp import MailServer  # late: most servers never send any

    failure = None
    try:
        MailServer(url).send(sender_of(raw), mail.recipient, raw.encode("ascii"))
    except NotSent as error:
        failure = error
    except Exception as error:
        failure = NotSent(f"{type(error).__name__}: {error}", lasts=True)
    with contextlib.suppress(RuntimeError):  # the server has ended meanwhile; the work is begun again at its restart
        done.get_loop().call_soon_threadsafe(_settle, done, failure)


def _settle(done: "asyncio.Future[NotSent | None]", failure: NotSent | None) -> None:
    if not done.done():  # the work was broken off meanwhile
        done.set_result(failure)


def postman_of(request: Request) -> Postman:
    postman: Postman = request.scope["sandbox.postman"]
    return postman
