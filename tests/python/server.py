"""A server of the Python original, on a free port and without Consul.

Prints `READY <port>` once connections are accepted, and ends when its standard input does, so that it cannot outlive
whoever started it.
"""
import os
import socket
import sys
import threading
import time
from datetime import datetime
from typing import Optional

import uvicorn
from fastapi import FastAPI

from aspyx.di import create, module
from aspyx_service import (AbstractComponent, ChannelAddress, ComponentRegistry, FastAPIServer, HealthCheckManager,
                           ProtobufManager, RequestContext, ServiceManager, ServiceModule, SessionManager, health,
                           implementation)
from aspyx_service.service import LocalComponentRegistry

from interface import Data, Inner, Model, Outer, TestAsyncService, TestComponent, TestService
from probes import Color, Leaf, ProbeComponent, ProbeService

CHANNELS = ["rest", "dispatch-json", "dispatch-msgpack", "dispatch-protobuf"]


@implementation()
class TestServiceImpl(TestService):
    def hello(self, message: str) -> str:
        return f"hello {message}"

    def add(self, a: int, b: int) -> int:
        return a + b

    def scalars(self, i: int, f: float, b: bool, s: str) -> str:
        return f"{i!r} {f!r} {b!r} {s!r}"

    def data(self, data: Data) -> Data:
        return data

    def outer(self, outer: Outer) -> Outer:
        return outer

    def model(self, model: Model) -> Model:
        return model

    def ints(self, values: list[int]) -> list[int]:
        return values

    def inners(self, values: list[Inner]) -> list[Inner]:
        return values

    def put_it(self, message: str) -> str:
        return f"put {message}"

    def delete_it(self, message: str) -> str:
        return f"delete {message}"

    def fail(self, message: str) -> str:
        raise ValueError(message)

    def sleep(self, seconds: float) -> str:
        time.sleep(seconds)
        return f"slept {seconds}"


@implementation()
class TestAsyncServiceImpl(TestAsyncService):
    async def hello(self, message: str) -> str:
        return f"hello {message}"

    async def data(self, data: Data) -> Data:
        return data

    async def outer(self, outer: Outer) -> Outer:
        return outer

    async def fail(self, message: str) -> str:
        raise ValueError(message)


@implementation()
class ProbeServiceImpl(ProbeService):
    def opt(self, value: Optional[str]) -> Optional[str]:
        return value

    def color(self, color: Color) -> Color:
        return color

    def when(self, when: datetime) -> datetime:
        return when

    def blob(self, blob: bytes) -> bytes:
        return blob

    def dict_(self, value: dict[str, int]) -> dict[str, int]:
        return value

    def optdata(self, value: Optional[Leaf]) -> Optional[Leaf]:
        return value

    def void(self, message: str) -> None:
        return None

    def bigint(self, value: int) -> int:
        return value

    def flt(self, value: float) -> float:
        return value

    def boolean(self, value: bool) -> bool:
        return value

    def default(self, a: str, b: str = "dflt") -> str:
        return a + b

    def putbody(self, value: Leaf) -> Leaf:
        return value


class Everywhere(AbstractComponent):
    def get_addresses(self, port: int) -> list[ChannelAddress]:
        return [ChannelAddress(channel, f"http://127.0.0.1:{port}") for channel in CHANNELS]


@implementation()
@health("/health")
class TestComponentImpl(Everywhere, TestComponent):
    def __init__(self, checks: HealthCheckManager):
        super().__init__()
        self.checks = checks

    async def get_health(self) -> HealthCheckManager.Health:
        return await self.checks.check()


@implementation()
@health("/probe-health")
class ProbeComponentImpl(Everywhere, ProbeComponent):
    pass


app = FastAPI()
app.add_middleware(RequestContext)


@module(imports=[ServiceModule])
class ServerModule:
    @create()
    def create_server(self, manager: ServiceManager, registry: ComponentRegistry,
                      protobuf: ProtobufManager) -> FastAPIServer:
        return FastAPIServer(app, manager, registry)

    @create()
    def create_session_storage(self) -> SessionManager.Storage:
        return SessionManager.InMemoryStorage(max_size=10, ttl=60)

    @create()
    def create_registry(self) -> ComponentRegistry:
        return LocalComponentRegistry()


class Announced(uvicorn.Server):
    async def startup(self, sockets: Optional[list[socket.socket]] = None) -> None:
        await super().startup(sockets)
        print("READY", sockets[0].getsockname()[1], flush=True)


def end_with_standard_input() -> None:
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    threading.Thread(target=end_with_standard_input, daemon=True).start()
    listener = socket.create_server(("127.0.0.1", 0))
    FastAPIServer.boot(ServerModule, port=listener.getsockname()[1], start_thread=False)
    Announced(uvicorn.Config(app, log_level="warning", access_log=False)).run(sockets=[listener])
