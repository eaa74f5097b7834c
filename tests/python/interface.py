"""What the server offers, in the words of the Python original: the counterpart of `svc/interop.svc`."""
from abc import abstractmethod
from dataclasses import dataclass
from typing import Optional

from pydantic import BaseModel

from aspyx_service import Body, Component, Service, component, delete, get, post, put, rest, service


@dataclass
class Data:
    i: int
    f: float
    b: bool
    s: str
    str0: str
    str1: str
    str2: str
    str3: str
    str4: str
    str5: str
    str6: str
    str7: str
    str8: str
    str9: str


@dataclass
class Inner:
    int_attr: int
    float_attr: float
    bool_attr: bool
    str_attr: str


class InnerModel(BaseModel):
    int_attr: int
    float_attr: float
    bool_attr: bool
    str_attr: str


@dataclass
class Outer:
    id: int
    inner: Inner
    inners: list[Inner]
    ints: list[int]
    names: list[str]
    note: Optional[str]


class Model(BaseModel):
    id: int
    inner: InnerModel
    inners: list[InnerModel]
    ints: list[int]
    names: list[str]
    note: Optional[str] = None


@service(name="test-service", description="gives back what it gets")
@rest("/api")
class TestService(Service):
    @abstractmethod
    @get("/hello/{message}")
    def hello(self, message: str) -> str: ...

    @abstractmethod
    @get("/add")
    def add(self, a: int, b: int) -> int: ...

    @abstractmethod
    @get("/scalars")
    def scalars(self, i: int, f: float, b: bool, s: str) -> str: ...

    @abstractmethod
    @post("/data")
    def data(self, data: Body(Data)) -> Data: ...

    @abstractmethod
    @post("/outer")
    def outer(self, outer: Body(Outer)) -> Outer: ...

    @abstractmethod
    @post("/model")
    def model(self, model: Body(Model)) -> Model: ...

    @abstractmethod
    @post("/ints")
    def ints(self, values: Body(list[int])) -> list[int]: ...

    @abstractmethod
    @post("/inners")
    def inners(self, values: Body(list[Inner])) -> list[Inner]: ...

    @abstractmethod
    @put("/put/{message}")
    def put_it(self, message: str) -> str: ...

    @abstractmethod
    @delete("/delete/{message}")
    def delete_it(self, message: str) -> str: ...

    @abstractmethod
    @get("/fail")
    def fail(self, message: str) -> str: ...

    @abstractmethod
    @get("/sleep")
    def sleep(self, seconds: float) -> str: ...


@service(name="test-async-service", description="the same, in coroutines")
@rest("/async-api")
class TestAsyncService(Service):
    @abstractmethod
    @get("/hello/{message}")
    async def hello(self, message: str) -> str: ...

    @abstractmethod
    @post("/data")
    async def data(self, data: Body(Data)) -> Data: ...

    @abstractmethod
    @post("/outer")
    async def outer(self, outer: Body(Outer)) -> Outer: ...

    @abstractmethod
    @get("/fail")
    async def fail(self, message: str) -> str: ...


@component(name="test-component", services=[TestService, TestAsyncService])
class TestComponent(Component):
    pass
