"""A client of the Python original: calls all methods at an address over one channel.

    python client.py URL CHANNEL

Prints a line for each call: `ok` and its name, or what came instead of what was expected.
"""
import asyncio
import sys
from typing import Any, Callable

from aspyx.di import Environment, create, module
from aspyx_service import ComponentRegistry, ServiceManager, ServiceModule, SessionManager
from aspyx_service.service import ChannelInstances, LocalComponentRegistry

from interface import Data, Inner, InnerModel, Model, Outer, TestAsyncService, TestService

URL, CHANNEL = sys.argv[1:]


class OneAddress(LocalComponentRegistry):
    def get_addresses(self, descriptor: Any) -> list[ChannelInstances]:
        return [ChannelInstances(descriptor.name, CHANNEL, [URL])]


@module(imports=[ServiceModule])
class ClientModule:
    @create()
    def create_session_storage(self) -> SessionManager.Storage:
        return SessionManager.InMemoryStorage(max_size=10, ttl=60)

    @create()
    def create_registry(self) -> ComponentRegistry:
        return OneAddress()


def data(text: str) -> Data:
    return Data(i=-1, f=0.0, b=False, s="", **{f"str{n}": text for n in range(10)})


INNER = Inner(7, -0.25, False, "ü😀")
OUTER = Outer(0, INNER, [INNER, Inner(0, 0.0, False, "")], [0, -1, 2**31 - 1], ["", "ü"], "note")
WITHOUT_NOTE = Outer(0, INNER, [], [], [], None)
INNER_MODEL = InnerModel(int_attr=0, float_attr=1.5, bool_attr=True, str_attr="")
MODEL = Model(id=-2**31, inner=INNER_MODEL, inners=[INNER_MODEL], ints=[1], names=["n"], note=None)


def report(name: str, expected: Any, call: Callable[[], Any]) -> None:
    try:
        found = call()
    except Exception as error:
        found = error
    if isinstance(expected, type):
        good = isinstance(found, expected)
    else:
        good = found == expected
    print(f"ok {name}" if good else f"{name}: expected {expected!r}, found {found!r}")


def call_all(service: TestService) -> None:
    for text in ["world", "ü😀"]:  # A percent sign or a slash it does not encode in a path.
        report("hello", f"hello {text}", lambda: service.hello(text))
    report("put_it", "put m", lambda: service.put_it("m"))
    report("delete_it", "delete m", lambda: service.delete_it("m"))
    for a, b in [(2, -3), (0, 0), (2**31 - 1, -2**31)]:
        report("add", a + b, lambda: service.add(a, b))
    report("scalars", '0 -0.25 false ""', lambda: service.scalars(0, -0.25, False, ""))
    for text in ["", "ü", "0123456789é" * 10_000]:
        report("data", data(text), lambda: service.data(data(text)))
    report("outer", OUTER, lambda: service.outer(OUTER))
    report("outer without a note", WITHOUT_NOTE, lambda: service.outer(WITHOUT_NOTE))
    report("model", MODEL, lambda: service.model(MODEL))
    for ints in [[], [1, 2, 3], [-1, 0], list(range(10_000))]:
        report("ints", ints, lambda: service.ints(ints))
    for inners in [[], [INNER, INNER]]:
        report("inners", inners, lambda: service.inners(inners))
    report("sleep", "slept 0.0", lambda: service.sleep(0.0))
    report("fail", Exception, lambda: service.fail("boom"))


async def call_coroutines(service: TestAsyncService) -> None:
    async def outcome(call: Any) -> Any:
        try:
            return await call
        except Exception as error:
            return error

    for name, expected, found in [
        ("async hello", "hello you", await outcome(service.hello("you"))),
        ("async data", data("x"), await outcome(service.data(data("x")))),
        ("async outer", OUTER, await outcome(service.outer(OUTER))),
        ("async fail", Exception, await outcome(service.fail("boom"))),
    ]:
        report(name, expected, lambda: found)


if __name__ == "__main__":
    manager = Environment(ClientModule).get(ServiceManager)
    call_all(manager.get_service(TestService, CHANNEL))
    asyncio.run(call_coroutines(manager.get_service(TestAsyncService, CHANNEL)))
