from __future__ import annotations

import socket
import threading

import pytest

from servanda.api import wire


def test_frames_come_out_whole_however_the_bytes_come_in() -> None:
    sent = [(wire.BEGIN, b"text/csv"), (wire.CHUNK, b"x" * 1000), (wire.CHUNK, b""), (wire.END, b"end")]
    stream = b"".join(wire.packed(kind, content) for kind, content in sent)
    for size in (1, 3, 7, 1000, len(stream)):
        frames = wire.Frames()
        found = [frame for i in range(0, len(stream), size) for frame in frames.feed(stream[i : i + size])]
        assert [kind for kind, _ in found if kind != wire.CHUNK] == [wire.BEGIN, wire.END]
        assert b"".join(content for kind, content in found if kind == wire.CHUNK) == b"x" * 1000
        assert (found[0], found[-1]) == (sent[0], sent[-1])


def task(content: bytes) -> bytes:
    return wire.packed(wire.TASK, content)


def test_tasks_come_in_their_order_however_large() -> None:
    ours, theirs = socket.socketpair()
    large = b"x" * 1_000_000
    with ours, theirs:
        inbox = wire.Inbox(theirs)
        sender = threading.Thread(target=ours.sendall, args=(task(b"one") + task(large) + task(b""),))
        sender.start()
        assert [inbox.take(), inbox.take(), inbox.take()] == [b"one", large, b""]
        sender.join()
        ours.close()
        with pytest.raises(EOFError):
            inbox.take()


@pytest.mark.parametrize(("asked", "left"), [(1, [b"two"]), (2, []), (3, [])])
def test_tasks_that_wait_are_given_back_when_asked_for(asked: int, left: list[bytes]) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        inbox = wire.Inbox(theirs)
        ours.sendall(task(b"one") + task(b"two") + task(b"three"))
        assert inbox.take() == b"one"
        ours.sendall(wire.packed(wire.ASK_BACK, wire.NUMBER.pack(asked)) + task(b"four"))
        assert [inbox.take() for _ in [*left, b"four"]] == [*left, b"four"]
        assert ours.recv(1 << 16) == wire.packed(wire.GIVEN_BACK, b"")
        ours.close()
        with pytest.raises(EOFError):
            inbox.take()
