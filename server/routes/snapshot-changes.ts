import type { Published } from '../published'
import type { Picture, PictureUnit } from '../render/picture'
import type { Snapshot } from '../store/snapshots'
import type { Refusal } from './problem'
import { isRefusal } from './question'
import { draftOf, resolvePicture } from './snapshot-question'
import type { Changes, Figures } from './snapshot-schemas'
import { AskedSchema } from './snapshot-schemas'

/** What the picture shows of a unit. */
export const figuresOf = ({ value: all, isWithheld }: PictureUnit): Figures => {
  const { value, low, high, numerator, denominator, lacking, status } = all
  return { value, low, high, numerator, denominator, lacking, status, isWithheld }
}

/** The picture as it was frozen. */
export const frozenPicture = (snapshot: Snapshot): Picture =>
  // written by freezing alone, always as a picture
  JSON.parse(snapshot.picture) as Picture

/** Exactly the units whose figures are not today what the frozen picture shows, in the order of the picture. */
export function changesSince(id: string, then: Picture, now: Picture): Changes {
  const today = new Map(now.units.map((unit) => [unit.code, unit]))
  const before = new Map(then.units.map((unit) => [unit.code, unit]))
  const codes = new Set([...before.keys(), ...today.keys()])
  return {
    id,
    then: momentOf(then),
    now: momentOf(now),
    boundariesChanged: then.boundary.hash !== now.boundary.hash,
    units: [...codes].flatMap((code) => {
      const [old, fresh] = [before.get(code), today.get(code)]
      const unit = fresh ?? old
      const [was, is] = [old ? figuresOf(old) : null, fresh ? figuresOf(fresh) : null]
      if (!unit || JSON.stringify(was) === JSON.stringify(is)) return []
      return [{ code, name: unit.name, type: unit.type, then: was, now: is }]
    }),
  }
}

export const momentOf = ({ dataVersion, publishedAt, boundary }: Picture) => ({
  dataVersion,
  publishedAt,
  boundaryHash: boundary.hash,
})

/** Asks the frozen question again. Refused when what it names no longer exists. */
export function changesToday(published: Published, snapshot: Snapshot): Changes | Refusal<404> {
  const { title, district, target, method, breaks, ...asked } = AskedSchema.parse(JSON.parse(snapshot.asked))
  const then = frozenPicture(snapshot)
  const resolved = resolvePicture(published, {
    ...asked,
    // whatever provinces there are by now
    within: asked.within ?? then.province.code,
    title: title ?? undefined,
    district: district ?? undefined,
    target: target ?? undefined,
    method: method ?? undefined,
    breaks: breaks ?? undefined,
  })
  if (isRefusal(resolved)) return resolved
  return changesSince(snapshot.id, then, draftOf(resolved, then))
}
