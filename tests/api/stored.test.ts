import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { stored } from '../../server/routes/stored'

/** An application whose answers take a moment, and how often each was made. */
function slowApp(answer: (made: number) => Response) {
  const state = { version: 'a', made: 0, open: (): void => undefined }
  const gate = new Promise<void>((resolve) => (state.open = resolve))
  const app = new Hono()
  app.use(stored(() => state.version))
  app.get('/figures', async () => {
    state.made += 1
    const made = state.made
    await gate
    return answer(made)
  })
  const ask = async () => {
    const reply = await app.request('/figures?vintage=2024')
    return [reply.status, await reply.text()]
  }
  return { state, ask }
}

test('what many ask for at once is made once', async () => {
  const { state, ask } = slowApp((made) => Response.json({ made }))
  const asked = Array.from({ length: 20 }, ask)
  state.open()
  for (const answer of await Promise.all(asked)) expect(answer).toEqual([200, '{"made":1}'])
  expect(state.made).toBe(1)
})

test('who asks after a publication does not get what was begun before it', async () => {
  const { state, ask } = slowApp((made) => Response.json({ made }))
  const before = [ask(), ask()]
  state.version = 'b'
  const after = [ask(), ask()]
  state.open()
  expect(await Promise.all(before)).toEqual([
    [200, '{"made":1}'],
    [200, '{"made":1}'],
  ])
  expect(await Promise.all(after)).toEqual([
    [200, '{"made":2}'],
    [200, '{"made":2}'],
  ])
  expect(await ask()).toEqual([200, '{"made":2}'])
})

test('a refusal is given to who asked for it; the others ask for themselves', async () => {
  const { state, ask } = slowApp((made) =>
    made === 1 ? new Response('busy', { status: 503 }) : Response.json({ made }),
  )
  const [first, second] = [ask(), ask()]
  state.open()
  expect(await first).toEqual([503, 'busy'])
  expect(await second).toEqual([200, '{"made":2}'])
})
