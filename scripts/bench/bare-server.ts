/** The limit on this machine: Node's own server, sending the same compressed bytes and nothing else. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const [origin = '', ...paths] = process.argv.slice(2)
const bodies = new Map<string, { body: Buffer; headers: Record<string, string> }>()
for (const path of paths) {
  // asked as it travels: `fetch` would unpack it
  const { request } = await import('node:http')
  const body = await new Promise<Buffer>((resolve, reject) => {
    request(origin + path, { headers: { 'accept-encoding': 'br' } }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => resolve(Buffer.concat(chunks)))
    })
      .on('error', reject)
      .end()
  })
  bodies.set(path, {
    body,
    headers: {
      'content-type': 'application/json',
      'content-encoding': 'br',
      'content-length': String(body.byteLength),
    },
  })
}

const server = createServer((incoming, outgoing) => {
  const found = bodies.get(incoming.url ?? '')
  if (!found) return void outgoing.writeHead(404).end()
  outgoing.writeHead(200, found.headers)
  outgoing.end(found.body)
})
server.listen(0, 'localhost', () => {
  console.log(JSON.stringify({ url: `http://localhost:${(server.address() as AddressInfo).port}` }))
})
process.on('disconnect', () => process.exit(0))
process.on('SIGTERM', () => process.exit(0))
