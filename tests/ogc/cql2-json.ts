import type { Predicate, Scalar, Shape } from '#domain/cql2/expression'
import { parseText } from '#domain/cql2/text'

/** The same filter in the other encoding: what is written as CQL2 text, as CQL2 JSON. */
export const inJson = (text: string): string => JSON.stringify(predicate(parseText(text)))

function predicate(filter: Predicate): unknown {
  switch (filter.op) {
    case 'constant':
      return filter.value
    case 'isTrue':
      return scalar(filter.value)
    case 'and':
    case 'or':
      return { op: filter.op, args: filter.args.map(predicate) }
    case 'not':
      return { op: 'not', args: [predicate(filter.arg)] }
    case 'isNull':
      return { op: 'isNull', args: [scalar(filter.value)] }
    case 'like':
      return { op: 'like', args: [scalar(filter.value), scalar(filter.pattern)] }
    case 'between':
      return { op: 'between', args: [filter.value, filter.low, filter.high].map(scalar) }
    case 'in':
      return { op: 'in', args: [scalar(filter.value), filter.list.map(scalar)] }
    case 's_intersects':
      return { op: 's_intersects', args: [shape(filter.left), shape(filter.right)] }
    default:
      return { op: filter.op, args: [scalar(filter.left), scalar(filter.right)] }
  }
}

function scalar(one: Scalar): unknown {
  switch (one.kind) {
    case 'property':
      return { property: one.name }
    case 'literal':
      return one.value
    case 'date':
    case 'timestamp':
      return { [one.kind]: one.value }
    case 'casei':
    case 'accenti':
      return { op: one.kind, args: [scalar(one.of)] }
  }
}

function shape(one: Shape): unknown {
  switch (one.kind) {
    case 'property':
      return { property: one.name }
    case 'bbox':
      return { bbox: one.bbox }
    case 'geometry':
      return one.geometry
  }
}
