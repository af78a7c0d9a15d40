from __future__ import annotations

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
