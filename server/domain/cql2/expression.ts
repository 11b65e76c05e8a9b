import type { Geometry } from 'geojson'
import type { Bilingual } from '../measures'
import { InputError } from '../input-problem'

/** Where in a filter something stands: the place of its first character (from 1), or a path into the JSON. */
export type Place = number | string

export type Scalar =
  | { kind: 'property'; name: string; at: Place }
  | { kind: 'literal'; value: string | number | boolean; at: Place }
  /** ISO 8601, as written. */
  | { kind: 'date' | 'timestamp'; value: string; at: Place }
  /** Without regard to case, or to diacritics. */
  | { kind: 'casei' | 'accenti'; of: Scalar; at: Place }

export type Shape =
  | { kind: 'property'; name: string; at: Place }
  /** Coordinates as written, in the order of the axes of the filter's reference system. */
  | { kind: 'geometry'; geometry: Geometry; at: Place }
  | { kind: 'bbox'; bbox: Box; at: Place }

/** Least and greatest of the first axis and of the second: first least, second least, first most, second most. */
export type Box = [number, number, number, number]

export const comparisons = ['=', '<>', '<', '>', '<=', '>='] as const
export type Comparison = (typeof comparisons)[number]

/** A filter after OGC 21-065r2 (CQL2): what a feature must fulfil. */
export type Predicate =
  | { op: 'and' | 'or'; args: Predicate[] }
  | { op: 'not'; arg: Predicate }
  | { op: Comparison; left: Scalar; right: Scalar }
  | { op: 'like'; value: Scalar; pattern: Scalar }
  | { op: 'between'; value: Scalar; low: Scalar; high: Scalar }
  | { op: 'in'; value: Scalar; list: Scalar[] }
  | { op: 'isNull'; value: Scalar }
  | { op: 's_intersects'; left: Shape; right: Shape }
  | { op: 'constant'; value: boolean }
  /** A property that is true or false by itself. */
  | { op: 'isTrue'; value: Scalar }

/** Deeper than anyone writes by hand; deeper ones could exhaust the stack. */
export const deepest = 60

/** The refusal of a filter: where it is wrong, and what would be right. */
export function refusal(at: Place, message: Bilingual): InputError {
  const [vi, en] =
    typeof at === 'number'
      ? [`Ký tự ${at}`, `Character ${at}`]
      : [`Tại ${at || 'gốc'}`, `At ${at || 'the root'}`]
  return new InputError([
    {
      kind: 'invalid-filter',
      at: typeof at === 'number' ? `filter:${at}` : `filter/${at}`,
      message: { vi: `${vi}: ${message.vi}`, en: `${en}: ${message.en}` },
    },
  ])
}
