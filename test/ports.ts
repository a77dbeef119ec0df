import {createServer} from "node:net"

/// A port of the loopback that nobody listens at.
export function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer()
    server.once("error", failed)
    server.listen(0, "127.0.0.1", () => {
      const at = server.address()
      server.close(() => (at && typeof at === "object" ? done(at.port) : failed(new Error("no port"))))
    })
  })
}
