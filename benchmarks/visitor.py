"""A visitor without a browser: Streamlit's own websocket protocol, as its front end speaks it."""

import asyncio
import time
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

WAIT = 60.0  # seconds for a run of the page


class Visitor:
    """One session: opens the page, moves sliders, and looks again as often as the page asks for it."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._socket: ClientConnection | None = None
        self._sliders: dict[str, Any] = {}
        self._moved: dict[str, float] = {}
        self.headline = ""
        self._again: tuple[str, float] | None = None  # fragment to run again, and after how many seconds

    async def open(self) -> float:
        """Connect and see the page finished [seconds]."""
        place = self._address.replace("http", "ws", 1) + "/_stcore/stream"
        self._socket = await connect(place, subprotocols=["streamlit"], origin=self._address, max_size=None)  # type: ignore[arg-type,list-item]
        return await self._run()

    async def move(self, label: str, share: float) -> float:
        """Move a slider to a place of its range, 0 to 1, and see the page finished [seconds]."""
        slider = self._sliders[label]
        steps = round((slider.max - slider.min) / slider.step)
        self._moved[slider.id] = slider.min + round(share * steps) * slider.step
        return await self._run()

    async def think(self, seconds: float) -> None:
        """Do nothing for a while but look again where the page asks for it."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if self._again is None:
                await asyncio.sleep(left)
                return
            fragment, pause = self._again
            await asyncio.sleep(min(pause, left))
            if left > pause:
                await self._run(fragment)

    async def close(self) -> None:
        """Close the window."""
        if self._socket is not None:
            await self._socket.close()

    async def _run(self, fragment: str = "") -> float:
        assert self._socket is not None
        asked = BackMsg()
        asked.rerun_script.fragment_id = fragment
        for name, value in self._moved.items():
            state = asked.rerun_script.widget_states.widgets.add()
            state.id = name
            state.double_array_value.data.append(value)
        began = time.perf_counter()
        await self._socket.send(asked.SerializeToString())
        async with asyncio.timeout(WAIT):
            while True:
                said = ForwardMsg.FromString(await self._socket.recv())
                kind = said.WhichOneof("type")
                if kind == "delta":
                    self._note(said.delta.new_element)
                elif kind == "new_session" and not said.metadata.run.fragment_ids:
                    self._again = None  # a run of the whole page asks anew for looks
                elif kind == "auto_rerun":
                    self._again = said.auto_rerun.fragment_id, said.auto_rerun.interval
                elif kind == "script_finished":
                    if fragment and said.script_finished == ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY:
                        return time.perf_counter() - began
                    if said.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                        return time.perf_counter() - began
                    if said.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                        raise RuntimeError("the page failed")

    def _note(self, element: Any) -> None:
        kind = element.WhichOneof("type")
        if kind == "slider":
            self._sliders[element.slider.label] = element.slider
        elif kind == "heading" and element.heading.tag == "h1":
            self.headline = element.heading.body
        elif kind == "exception":
            raise RuntimeError(element.exception.message)
