import { createRoute, z } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { cleanPhoto } from '../intake/places/photo'
import { addPhoto, photoBytes, photoOf } from '../store/places-photos'
import { permitted } from './account'
import { json, restricted } from './intake'
import type { PlaceOffice } from './place-proposals'
import { mostPhotoBytes, noRoomForPhotos, tooLargePhoto, unreadablePhoto } from './place-refusals'
import type { Refusal } from './problem'
import { problemJson, problemOf, problemResponse } from './problem'
import { newRouter } from './router'

/** Room for all photos together. */
const mostBytes = 1024 ** 3

const postPhoto = createRoute({
  method: 'post',
  path: '/places/photos',
  summary: 'Send a photo of a facility in; a proposal then names its id',
  description:
    'JPEG, PNG or WebP, told by its bytes. It is turned upright, made smaller and written anew, so that place, time and device are not kept.',
  tags: ['places'],
  middleware: bodyLimit({
    // room for the borders of the form
    maxSize: mostPhotoBytes + 64 * 1024,
    onError: (c) => c.json(problemOf(c, tooLargePhoto), 413, problemJson),
  }),
  request: {
    body: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: z.object({
            photo: z.instanceof(File).openapi({ type: 'string', format: 'binary' }),
          }),
        },
      },
    },
  },
  responses: {
    201: {
      description: 'Kept',
      ...json(z.object({ id: z.string(), width: z.number().int(), height: z.number().int() })),
    },
    ...restricted,
    413: problemResponse('The photo is too large'),
    422: problemResponse('The photo cannot be read'),
    507: problemResponse('There is no room for more'),
  },
})

const getPhoto = createRoute({
  method: 'get',
  path: '/places/photos/{id}',
  summary: 'A photo of a facility',
  tags: ['places'],
  request: { params: z.object({ id: z.string().regex(/^[0-9a-f]{64}$/) }) },
  responses: {
    200: {
      description: 'The photo',
      content: { 'image/jpeg': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...restricted,
    404: problemResponse('There is no such photo'),
  },
})

export const placePhotoRoutes = ({ store }: PlaceOffice) =>
  newRouter()
    .openapi(postPhoto, async (c) => {
      const allowed = permitted(c, 'edit-places')
      if ('refusal' in allowed)
        return c.json(problemOf(c, allowed.refusal), allowed.refusal.status, problemJson)
      if ((await photoBytes(store)) > mostBytes)
        return c.json(problemOf(c, noRoomForPhotos), 507, problemJson)
      const { photo } = c.req.valid('form')
      const clean = await cleanPhoto(new Uint8Array(await photo.arrayBuffer()))
      if (clean === null) return c.json(problemOf(c, unreadablePhoto), 422, problemJson)
      const { account } = allowed
      const id = await addPhoto(store, { ...clean, by: { id: account.id, name: account.name } })
      return c.json({ id, width: clean.width, height: clean.height }, 201, { 'Cache-Control': 'no-store' })
    })
    .openapi(getPhoto, async (c) => {
      const { id } = c.req.valid('param')
      const photo = await photoOf(store, id)
      if (photo === null) return c.json(problemOf(c, unknownPhoto), 404, problemJson)
      if (!photo.isPublished) {
        // seen by those who review it, before it belongs to a facility on record
        const allowed = permitted(c, 'edit-places')
        if ('refusal' in allowed) {
          return c.json(problemOf(c, allowed.refusal), allowed.refusal.status, problemJson)
        }
      }
      return c.body(new Uint8Array(photo.content), 200, {
        'Content-Type': 'image/jpeg',
        'Cache-Control': photo.isPublished ? 'public, max-age=31536000, immutable' : 'no-store',
      })
    })

const unknownPhoto: Refusal<404> = {
  kind: 'unknown-place',
  status: 404,
  detail: { vi: 'Không có ảnh này.', en: 'There is no such photo.' },
}
