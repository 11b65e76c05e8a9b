import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { SingleBar } from 'cli-progress'
import type { Detailed } from '#domain/detail'
import { eachDetail } from '#domain/detail'
import type { Vintage } from '#domain/units'
import { isVintage, vintages } from '#domain/units'
import { installSchematic } from '../../server/boundaries'
import type { Config } from '../../server/config'
import { readConfig } from '../../server/config'
import { consider } from '../../server/intake/boundaries-consider'
import { checksumsOf, downloadOfficial } from '../../server/intake/boundaries-download'
import { readBoundaryFile } from '../../server/intake/boundaries-file'
import { readManifest, recordChecksums } from '../../server/intake/boundaries-manifest'
import { mismatch } from '../../server/intake/boundaries-matching'
import { drawOfficial } from '../../server/intake/boundaries-official'
import { BoundaryProblem } from '../../server/intake/boundaries-problem'
import { shapeLines } from '../../server/intake/boundaries-shape'
import type { Shipped } from '../../server/intake/shipped'
import { readShipped } from '../../server/intake/shipped'
import type { NewBoundary } from '../../server/store/boundaries'
import { activateBoundary, boundaryVersions, installBoundary } from '../../server/store/boundaries'
import type { Store } from '../../server/store/connect'
import { openStore } from '../../server/store/connect'
import { migrate } from '../../server/store/migrate'

const help = `npm run boundaries                       tải và cài bản đồ chính thức 2025 / install the official map of 2025
npm run boundaries -- --record           … và ghi mã SHA-256 vào danh mục / … and record its checksums
npm run boundaries -- --file F --vintage 2024|2025 [--code-field X] [--crs EPSG:9208] [--layer L] [--encoding tcvn]
                                         cài bản đồ của bạn: GeoJSON, TopoJSON, Shapefile nén .zip, GeoPackage; WGS 84
                                         hoặc VN-2000 / install a map of your own in one of these formats
npm run boundaries -- --schematic        trở lại sơ đồ / go back to the schematic map
npm run boundaries -- --list             các bản đồ đã cài / the maps that were installed
npm run boundaries -- --use N            dùng lại bản đồ số N / use map N again

DATA_DIR: nơi lưu dữ liệu / where data are kept. BOUNDARIES_URL: nguồn khác / another source.
Mã thoát / exit code: 0 xong / done, 2 không kết nối được / unreachable, 3 sai nội dung / wrong content, 1 lỗi khác / other.`

const actor = 'npm run boundaries'

type Work = {
  config: Config
  store: Store
  shipped: Shipped
  print: (line: string) => void
  baseUrl: string | undefined
}

/**
 * The command with its arguments.
 * @param environment settings of the installation, as in `readConfig`, and `BOUNDARIES_URL`
 * @throws BoundaryProblem when no map was installed
 */
export async function run(
  args: string[],
  environment: NodeJS.ProcessEnv,
  print: (line: string) => void,
): Promise<void> {
  const asked = options(args)
  if (asked.help) return print(help)
  const config = readConfig(environment)
  const shipped = readShipped(config.shippedDir)
  const store = openStore(config.databaseFile)
  const work: Work = { config, store, shipped, print, baseUrl: environment['BOUNDARIES_URL'] }
  try {
    await migrate(store)
    if (asked.list) return await list(work)
    if (asked.use !== undefined) await use(work, asked.use)
    else if (asked.schematic) await installSchematic(store, shipped, vintages, actor)
    else if (asked.file !== undefined) {
      await installFile(work, asked.file, vintageIn(asked.vintage), asked)
    } else await installOfficial(work, asked.record ?? false)
    await list(work)
    print(
      'Máy chủ đang chạy cần khởi động lại để dùng bản đồ này. / A running server shows it after a restart.',
    )
  } finally {
    await store.destroy()
  }
}

function options(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        file: { type: 'string' },
        vintage: { type: 'string' },
        'code-field': { type: 'string' },
        crs: { type: 'string' },
        layer: { type: 'string' },
        encoding: { type: 'string' },
        record: { type: 'boolean' },
        schematic: { type: 'boolean' },
        list: { type: 'boolean' },
        use: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new BoundaryProblem('usage', { vi: `Sai cách gọi lệnh: ${why}`, en: `Wrong call: ${why}` }, [help])
  }
}

function vintageIn(text: string | undefined): Vintage {
  if (text !== undefined && isVintage(text)) return text
  throw new BoundaryProblem('usage', {
    vi: `Hãy cho biết bản đồ thuộc năm nào: --vintage ${vintages.join(' | ')}.`,
    en: `Say which vintage the map is of: --vintage ${vintages.join(' | ')}.`,
  })
}

async function installOfficial(
  { config, store, shipped, print, baseUrl }: Work,
  isRecording: boolean,
): Promise<void> {
  const manifestFile = join(config.shippedDir, 'boundaries/official-2025.json')
  const manifest = readManifest(manifestFile)
  const cacheDir = join(config.dataDir, 'boundaries-cache')
  const bar = process.stderr.isTTY
    ? new SingleBar({ format: '{bar} {value}/{total} tệp / files', clearOnComplete: true })
    : null
  bar?.start(manifest.files.length, 0)
  const communes = await downloadOfficial({
    manifest,
    baseUrl,
    cacheDir,
    onProgress: (done) => bar?.update(done),
  }).finally(() => bar?.stop())
  print('Đang ghép các xã thành bản đồ… / Joining the communes to a map…')
  const maps = await drawOfficial(communes, manifest, shipped)
  if (isRecording) recordChecksums(manifestFile, await checksumsOf(manifest, cacheDir))
  const place = `${manifest.repository} @ ${manifest.commit}`
  const source = `${manifest.source}; ${place}`
  const within = `Sơ đồ bên trong ranh giới chính thức của xã 2025 / schematic within the official communes of 2025; ${place}`
  const common = { store, actor }
  await install({ ...common, vintage: '2024', quality: 'schematic', source: within, map: maps['2024'] })
  await install({ ...common, vintage: '2025', quality: 'official', source, map: maps['2025'] })
}

async function installFile(
  { store, shipped, print }: Work,
  file: string,
  vintage: Vintage,
  { crs, layer, encoding, ...asked }: ReturnType<typeof options>,
): Promise<void> {
  const units = shipped.units.filter((unit) => unit.vintage === vintage)
  const communes = units.filter((unit) => unit.level === 'commune')
  const wishes = { crs, layer, encoding, count: communes.length }
  const reading = await readBoundaryFile(contentOf(file), basename(file), wishes)
  for (const { vi, en } of reading.notes) print(vi === en ? vi : `${vi} / ${en}`)
  for (const { place, name, text } of reading.faults) {
    print(`đối tượng / feature ${place} "${name}": ${text.vi} / ${text.en}`)
  }
  const options = { communes, spellings: shipped.variants, codeField: asked['code-field'] }
  const { matching, drawn } = await consider(reading, options, units)
  if (!drawn) throw mismatch(matching, communes, reading.faults)
  for (const line of shapeLines(drawn.report)) print(line)
  await install({ store, vintage, quality: 'user', source: basename(file), map: drawn.map, actor })
}

function contentOf(file: string): Uint8Array {
  try {
    return readFileSync(file)
  } catch (cause) {
    const why = existsSync(file) && cause instanceof Error ? cause.message : 'không có tệp / no such file'
    throw new BoundaryProblem('usage', {
      vi: `Không đọc được "${file}": ${why}`,
      en: `Cannot read "${file}".`,
    })
  }
}

type Drawn = Omit<NewBoundary, 'topology' | 'coarser'> & { store: Store; map: Detailed<object> }

function install({ store, map, ...boundary }: Drawn) {
  const { near: topology, coarser } = eachDetail(map, (one) => JSON.stringify(one))
  return installBoundary(store, { ...boundary, topology, coarser })
}

async function use({ store }: Work, id: string): Promise<void> {
  if (await activateBoundary(store, { id: Number(id), actor })) return
  throw new BoundaryProblem('usage', {
    vi: `Không có bản đồ số ${id}; xem: npm run boundaries -- --list`,
    en: `There is no map ${id}; see: npm run boundaries -- --list`,
  })
}

async function list({ store, print }: Work): Promise<void> {
  for (const vintage of vintages) {
    for (const { id, isActive, quality, installedAt, source } of await boundaryVersions(store, vintage)) {
      const mark = isActive ? '*' : ' '
      print(`${mark} ${String(id).padStart(3)}  ${vintage}  ${quality.padEnd(9)}  ${installedAt}  ${source}`)
    }
  }
}
