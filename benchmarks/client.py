"""A lean HTTP client that keeps its connection: its own cost is some tens of microseconds a request."""

from __future__ import annotations

import socket
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

_HEAD_ENDS = b"\r\n\r\n"
_BUFFER = 1 << 20  # bytes


class Connection:
    """One connection; a request at a time."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, method: str, path: str, body: bytes = b"") -> tuple[int, bytes]:
        """Send a request and return status and body."""
        head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\n"
        if body:
            head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        self._socket.sendall(head.encode() + b"\r\n" + body)
        received = bytearray()
        while (end := received.find(_HEAD_ENDS)) < 0:
            received += self._read()
        fields = bytes(received[:end]).lower()
        length = int(fields.split(b"content-length:")[1].split(b"\r\n")[0])
        while len(received) < end + len(_HEAD_ENDS) + length:
            received += self._read()
        return int(fields.split(b" ", 2)[1]), bytes(received[end + len(_HEAD_ENDS) :])

    def close(self) -> None:
        """End the connection."""
        self._socket.close()

    def _read(self) -> bytes:
        part = self._socket.recv(_BUFFER)
        if not part:
            raise ConnectionError("the server closed the connection")
        return part


@dataclass(frozen=True)
class Timing:
    """What a round of requests took: each in milliseconds, and all together in seconds."""

    each: NDArray[np.float64]
    wall: float


def timed(port: int, requests: Sequence[Sequence[tuple[str, str, bytes]]]) -> Timing:
    """Send lists of requests (method, path, body) side by side, one client a list, and time each.

    Raises
    ------
    RuntimeError
        If any answer is not 2xx.
    """
    found: list[list[float]] = [[] for _ in requests]
    wrong: list[str] = []
    started = threading.Barrier(len(requests) + 1)

    def run(client: int) -> None:
        connection = Connection(port)
        started.wait()
        for method, path, body in requests[client]:
            began = perf_counter()
            status, answer = connection.ask(method, path, body)
            found[client].append((perf_counter() - began) * 1e3)
            if status // 100 != 2:
                wrong.append(f"{method} {path}: {status} {answer[:200]!r}")
                break
        connection.close()

    clients = [threading.Thread(target=run, args=(number,)) for number in range(len(requests))]
    for client in clients:
        client.start()
    started.wait()
    began = perf_counter()
    for client in clients:
        client.join()
    wall = perf_counter() - began
    if wrong:
        raise RuntimeError(wrong[0])
    return Timing(np.concatenate([np.array(one) for one in found]), wall)
