import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { BoundaryProblem } from './boundaries-problem'

const OfficialFile = z.object({
  /** Name of the file at the source. */
  path: z.string().regex(/^\d{5}_[a-z_]+\.geojson$/),
  code: z.string().regex(/^\d{5}$/),
  name: z.string().min(1),
  /** Official area. */
  areaKm2: z.number().positive(),
  /** How far the polygon's area may lie from it, as a share, where the usual share is too small, and why. */
  areaTolerance: z.number().positive().optional(),
  note: z.string().optional(),
  /** A point that lies inside. */
  seat: z.tuple([z.number(), z.number()]),
  /** SHA-256 of the file in hexadecimal; null until a verified download recorded it. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
})

const OfficialManifest = z.object({
  vintage: z.literal('2025'),
  source: z.string().min(1),
  licence: z.string().min(1),
  repository: z.url(),
  commit: z.string().min(1),
  baseUrl: z.url(),
  areaTolerance: z.number().positive(),
  files: z.array(OfficialFile).min(1),
})

/** One commune of the official map: where it is found, and by which figures it is recognised. */
export type OfficialFile = z.infer<typeof OfficialFile>

/** The official map of 2025 as published file by file at a pinned commit. */
export type OfficialManifest = z.infer<typeof OfficialManifest>

/** @throws BoundaryProblem when the manifest is missing or damaged */
export function readManifest(path: string): OfficialManifest {
  try {
    return OfficialManifest.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new BoundaryProblem(
      'usage',
      {
        vi: `Không đọc được danh mục ranh giới "${path}": ${why}. Hãy lấy lại tệp này từ bản phát hành.`,
        en: `The boundary manifest "${path}" cannot be read: ${why}. Restore it from the release.`,
      },
      [],
      { cause },
    )
  }
}

/** Writes the manifest with the given checksums, all or nothing. */
export function recordChecksums(path: string, checksums: ReadonlyMap<string, string>): void {
  const manifest = readManifest(path)
  const files = manifest.files.map((file) => ({ ...file, sha256: checksums.get(file.path) ?? file.sha256 }))
  writeFileSync(`${path}.part`, `${JSON.stringify({ ...manifest, files }, null, 2)}\n`)
  renameSync(`${path}.part`, path)
}
