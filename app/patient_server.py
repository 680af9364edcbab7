"""A server that, before a reload, answers requests which are on their way."""

import asyncio
import socket

import uvicorn

# Seconds that a connection has to send its first request: a browser opens some in
# advance, which must not delay a reload.
FIRST_REQUEST = 0.3


class PatientServer(uvicorn.Server):
    """Uvicorn resets connections that it accepted and has read nothing from."""

    #: Set when another process goes on at the same socket.
    reloads = False

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Accept no more, before a reload answer what was accepted, then end."""
        if self.reloads:
            await self._answer_accepted()
        await super().shutdown(sockets)

    async def _answer_accepted(self) -> None:
        for server in self.servers:
            server.close()
        loop = asyncio.get_running_loop()
        deadline = loop.time() + FIRST_REQUEST
        while True:
            await asyncio.sleep(0.01)
            connections = self.server_state.connections
            is_new = any(connection.cycle is None for connection in connections)
            if not is_new or loop.time() > deadline:
                break
