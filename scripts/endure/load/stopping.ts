import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:http'
import type { Child } from '../child'

/** What became of requests that ran when the server was asked to end. */
export type Stopped = { running: number; whole: number; exitCode: number | null; faults: string[] }

const question = JSON.stringify({ vintage: '2025', preset: null })

/**
 * Asks the server to end in the middle of requests: of some it has taken the head and waits for the body, of some it
 * is sending the answer. All of them have to be answered whole.
 */
export async function stopWhileRunning(child: Child, count: number): Promise<Stopped> {
  const faults: string[] = []
  const sending = await Promise.all(Array.from({ length: count }, () => begun(child.url)))
  const answers = await Promise.all(Array.from({ length: count }, () => reading(child.url)))
  const exit = child.stop()
  const all = [...sending.map(({ finish }) => finish()), ...answers.map(({ finish }) => finish())]
  let whole = 0
  for (const outcome of await Promise.allSettled(all)) {
    if (outcome.status === 'fulfilled') whole += 1
    else faults.push(`cut off by the stop: ${String(outcome.reason)}`)
  }
  return { running: all.length, whole, exitCode: await exit, faults }
}

/** A request whose head the server has surely taken, since it says so. */
async function begun(url: string) {
  const sent = request(`${url}/api/priority`, {
    method: 'POST',
    agent: false,
    headers: {
      Expect: '100-continue',
      'Content-Type': 'application/json',
      'Content-Length': question.length,
    },
  })
  const answer = answered(sent)
  sent.flushHeaders()
  await once(sent, 'continue')
  return {
    finish: async () => {
      sent.end(question)
      return bodyOf(await answer)
    },
  }
}

/** A request whose answer has begun and is not read on yet. */
async function reading(url: string) {
  const sent = request(`${url}/api/indicators/play-areas-villages.geojson?vintage=2024`, { agent: false })
  const answer = answered(sent)
  sent.end()
  const begunAnswer = await answer
  begunAnswer.pause()
  return { finish: () => bodyOf(begunAnswer) }
}

const answered = (sent: ReturnType<typeof request>): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => sent.on('response', resolve).on('error', reject))

/** @throws Error when the answer is cut off, is no JSON or says that the server failed */
async function bodyOf(answer: IncomingMessage): Promise<void> {
  const pieces: Buffer[] = []
  for await (const piece of answer) pieces.push(piece as Buffer) // without an encoding they are bytes
  if (!answer.complete) throw new Error('the answer is cut off')
  JSON.parse(Buffer.concat(pieces).toString())
  if ((answer.statusCode ?? 500) >= 500) throw new Error(`answered ${answer.statusCode}`)
}
