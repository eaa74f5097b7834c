"""Types that the original does not carry over each of its channels: the counterpart of `svc/probe.svc`.

In a module of its own, since the original closes a module's protobuf messages with the first component it prepares.
"""
from abc import abstractmethod
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Optional

from aspyx_service import Body, Component, Service, component, get, post, put, rest, service


@dataclass
class Leaf:
    int_attr: int
    float_attr: float
    bool_attr: bool
    str_attr: str


class Color(Enum):
    RED = "red"
    GREEN = "green"


@service(name="probe-service", description="gives back what it gets, if it can")
@rest("/probe")
class ProbeService(Service):
    @abstractmethod
    @get("/opt")
    def opt(self, value: Optional[str]) -> Optional[str]: ...

    @abstractmethod
    @get("/color")
    def color(self, color: Color) -> Color: ...

    @abstractmethod
    @get("/when")
    def when(self, when: datetime) -> datetime: ...

    @abstractmethod
    @post("/blob")
    def blob(self, blob: Body(bytes)) -> bytes: ...

    @abstractmethod
    @post("/dict")
    def dict_(self, value: Body(dict[str, int])) -> dict[str, int]: ...

    @abstractmethod
    @post("/optdata")
    def optdata(self, value: Body(Optional[Leaf])) -> Optional[Leaf]: ...

    @abstractmethod
    @get("/void")
    def void(self, message: str) -> None: ...

    @abstractmethod
    @get("/bigint")
    def bigint(self, value: int) -> int: ...

    @abstractmethod
    @get("/float")
    def flt(self, value: float) -> float: ...

    @abstractmethod
    @get("/bool")
    def boolean(self, value: bool) -> bool: ...

    @abstractmethod
    @get("/default")
    def default(self, a: str, b: str = "dflt") -> str: ...

    @abstractmethod
    @put("/putbody")
    def putbody(self, value: Body(Leaf)) -> Leaf: ...


@component(name="probe-component", services=[ProbeService])
class ProbeComponent(Component):
    pass
