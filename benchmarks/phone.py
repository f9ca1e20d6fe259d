"""A phone without a screen: speaks the protocol of Streamlit's pages as a browser does; forty fit on a machine."""

import asyncio
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

WAIT = 30.0  # seconds until a phone gives up


class Phone:
    """One visitor. `elements` is what its page shows now, by place; it answers the page's own reruns like a browser."""

    def __init__(self, address: str, query: str, page: str = "") -> None:
        self._address, self.query = address.replace("http://", "ws://"), query
        self._page, self._page_hash = page, ""  # by its name until the server has said which it is
        self.elements: dict[tuple[int, ...], Element] = {}
        self._values: dict[str, Any] = {}
        self._changed = asyncio.Event()
        self._reruns: dict[str, asyncio.Task[None]] = {}
        self.failed = ""

    async def __aenter__(self) -> "Phone":
        browserlike: Any = {"subprotocols": ["streamlit"], "max_size": None, "ping_interval": None}
        place = f"{self._address}/_stcore/stream"
        self._socket: ClientConnection = await connect(place, open_timeout=WAIT, close_timeout=1.0, **browserlike)
        self._reader = asyncio.create_task(self._read())
        await self._rerun()
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in (self._reader, *self._reruns.values()):
            task.cancel()
        await self._socket.close()

    async def press(self, label: str, texts: Mapping[str, str] = MappingProxyType({})) -> None:
        """Press a button, with texts typed into fields before it; both are named by how their labels begin."""
        button = await self.wait(lambda: self._labelled("button", label))
        for name, text in texts.items():
            field = await self.wait(lambda name=name: self._labelled("text_input", name))  # type: ignore[misc]
            self._values[field.id] = text
        await self._rerun(pressed=button.id)

    async def choose(self, label: str, number: int) -> None:
        """Choose one of several by its place, counted round."""
        radio = await self.wait(lambda: self._labelled("radio", label))
        self._values[radio.id] = radio.options[number % len(radio.options)]
        await self._rerun()

    async def sees(self, text: str) -> None:
        """Wait until the page says something."""
        await self.wait(lambda: any(text in _said(one) for one in list(self.elements.values())) or None)

    def shows(self, label: str) -> bool:
        """Whether a button is there."""
        return self._labelled("button", label) is not None

    async def wait(self, found: Callable[[], Any], seconds: float = WAIT) -> Any:
        """Wait until something is there; TimeoutError after a while, ConnectionError where the server is gone."""
        async with asyncio.timeout(seconds):
            while (what := found()) is None:
                if self.failed:
                    raise ConnectionError(self.failed)
                self._changed.clear()
                await self._changed.wait()
        return what

    def _labelled(self, kind: str, label: str) -> Any:
        fields = (getattr(one, kind) for one in list(self.elements.values()) if one.WhichOneof("type") == kind)
        return next((field for field in fields if field.label.startswith(label) and not field.disabled), None)

    async def _rerun(self, pressed: str = "", fragment: str = "") -> None:
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string, asked.fragment_id = self.query, fragment
        asked.page_script_hash, asked.page_name = self._page_hash, "" if self._page_hash else self._page
        asked.is_auto_rerun = bool(fragment)
        for key, value in self._values.items():
            asked.widget_states.widgets.add(id=key, string_value=value)
        if pressed:
            asked.widget_states.widgets.add(id=pressed, trigger_value=True)
        await self._socket.send(message.SerializeToString())

    async def _read(self) -> None:
        try:
            async for raw in self._socket:
                message = ForwardMsg()
                message.ParseFromString(raw if isinstance(raw, bytes) else raw.encode())
                self._take(message)
                self._changed.set()
            self.failed = "the server closed the connection"
        except Exception as error:
            self.failed = f"{type(error).__name__}: {error}"
        self._changed.set()

    def _take(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session" and not message.metadata.run.fragment_ids:
            self.elements.clear()
            self._stop_reruns()
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self.elements[tuple(message.metadata.delta_path)] = message.delta.new_element
        elif kind == "navigation":
            self._page_hash = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "auto_rerun":
            fragment = message.auto_rerun.fragment_id
            if fragment not in self._reruns:
                self._reruns[fragment] = asyncio.create_task(self._again(fragment, message.auto_rerun.interval))

    def _stop_reruns(self) -> None:
        for task in self._reruns.values():
            task.cancel()
        self._reruns.clear()

    async def _again(self, fragment: str, every: float) -> None:
        while True:
            await asyncio.sleep(every)
            await self._rerun(fragment=fragment)


def _said(element: Element) -> str:
    kind = element.WhichOneof("type")
    if kind is None:
        return ""
    content = getattr(element, kind)
    return str(getattr(content, "body", "") or getattr(content, "label", ""))
