import { once } from 'node:events'
import type { Socket } from 'node:net'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SignedIn } from '../../../tests/accounts/sign-in'
import { reportsOf } from '../office'

/** How others fared meanwhile: answers they got, the slowest in milliseconds, and what went wrong. */
export type Probed = { answers: number; slowest: number; faults: string[] }

const bigAnswer = '/api/indicators/play-areas-villages.geojson?vintage=2024'

/** Asks again and again while the work goes on; every answer has to come whole. */
export async function probedDuring(url: string, work: () => Promise<unknown>): Promise<Probed> {
  const probed: Probed = { answers: 0, slowest: 0, faults: [] }
  let isOver = false
  const running = work().finally(() => (isOver = true))
  do {
    const began = performance.now()
    try {
      const reply = await fetch(`${url}/api/catalogue`, { headers: { Connection: 'close' } })
      const { indicators } = (await reply.json()) as { indicators?: unknown[] }
      if (!reply.ok || !indicators?.length) probed.faults.push(`the catalogue: ${reply.status}`)
    } catch (error) {
      probed.faults.push(`the catalogue: ${String(error)}`)
    }
    probed.answers += 1
    probed.slowest = Math.max(probed.slowest, performance.now() - began)
    await sleep(100)
  } while (!isOver)
  await running
  return probed
}

/** A connection that survives being cut off, as these will be. */
async function opened(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}

/** Clients that write the head of a request sign by sign, and others that never read what they asked for. */
export async function slowClients(url: string, count: number, seconds: number): Promise<void> {
  const head = `GET ${bigAnswer} HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(2000)}\r\n\r\n`
  const writers = await Promise.all(Array.from({ length: count }, () => opened(url)))
  const readers = await Promise.all(Array.from({ length: count }, () => opened(url)))
  for (const reader of readers) {
    reader.pause()
    reader.write(`GET ${bigAnswer} HTTP/1.1\r\nHost: x\r\n\r\n`.repeat(5))
  }
  for (let at = 0; at < seconds * 10; at++) {
    for (const writer of writers) if (writer.writable) writer.write(head.charAt(at))
    await sleep(100)
  }
  for (const socket of [...writers, ...readers]) socket.destroy()
}

/**
 * Files whose sender goes away in the middle.
 * @returns how many of them became reports all the same
 */
export async function abortedUploads(url: string, who: SignedIn, count: number): Promise<number> {
  const before = (await reportsOf({ url, who })).length
  const begin =
    '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nMã;villages\n' +
    '02839;20\n'.repeat(20_000)
  for (let at = 0; at < count; at++) {
    const socket = await opened(url)
    socket.write(
      `POST /api/imports HTTP/1.1\r\nHost: ${new URL(url).host}\r\nCookie: ${who.Cookie}\r\nOrigin: ${who.Origin}\r\n` +
        `Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 10000000\r\n\r\n${begin}`,
    )
    await sleep(20)
    socket.destroy()
  }
  await sleep(500)
  return (await reportsOf({ url, who })).length - before
}

/**
 * Connections on which nothing is said, held for a while.
 * @returns how many the machine allowed
 */
export async function idleConnections(url: string, count: number, seconds: number): Promise<number> {
  const sockets: Socket[] = []
  try {
    while (sockets.length < count) {
      const more = Math.min(200, count - sockets.length)
      sockets.push(...(await Promise.all(Array.from({ length: more }, () => opened(url)))))
    }
  } catch (error) {
    // no more files or ports for this process: as many as there are will do
    if (!(error instanceof Error && 'code' in error)) throw error
  }
  await sleep(seconds * 1000)
  const held = sockets.length
  for (const socket of sockets) socket.destroy()
  return held
}
