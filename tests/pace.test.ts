import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createPace } from '../server/pace'

test('work that nobody waits for begins after the answers that readers wait for', async () => {
  const pace = createPace()
  const order: string[] = []
  const ask = (name: string) =>
    pace.answering(async () => {
      await setTimeout(5)
      order.push(name)
    })
  const first = ask('first')
  const rest = pace.rest().then(() => order.push('rest'))
  await first
  await ask('second')
  await rest
  expect(order).toEqual(['first', 'second', 'rest'])
})

test('an answer that failed holds nobody up', async () => {
  const pace = createPace()
  await expect(pace.answering(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  await expect(pace.rest()).resolves.toBeUndefined()
})
