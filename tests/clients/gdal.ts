import { execFile, execFileSync } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Whether GDAL's command line tools are there (Debian: gdal-bin). */
export const hasGdal = (() => {
  try {
    execFileSync('ogrinfo', ['--version'])
    return true
  } catch {
    return false
  }
})()

/** Output of a GDAL command; rejects when it fails. */
export async function gdal(
  command: 'ogrinfo' | 'ogr2ogr' | 'gdaltransform',
  ...args: string[]
): Promise<string> {
  const { stdout } = await run(command, args, { maxBuffer: 64 * 1024 * 1024 })
  return stdout
}

/** What GDAL is told about a layer: `ogrinfo -so`. */
export async function summaryOf(source: string, layer: string, ...options: string[]) {
  const text = await gdal('ogrinfo', '-al', '-so', ...options, source, layer)
  const [, west, south, east, north] =
    /Extent: \(([\d.-]+), ([\d.-]+)\) - \(([\d.-]+), ([\d.-]+)\)/.exec(text)?.map(Number) ?? []
  return {
    count: Number(/Feature Count: (\d+)/.exec(text)?.[1]),
    geometry: /Geometry: (.+)/.exec(text)?.[1],
    extent: [west, south, east, north],
    fields: Object.fromEntries(
      [...text.matchAll(/^(\w+): (\w+(?:\(\w+\))?) \(\d/gm)].map(([, name, type]) => [name, type]),
    ),
  }
}
