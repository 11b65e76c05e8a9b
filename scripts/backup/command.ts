import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../../server/config'
import { backUp } from '../../server/store/backup'
import { restore } from '../../server/store/restore'

const backupHelp = `npm run backup -- [--to THƯ_MỤC] [--keep N]
  Sao lưu khi máy chủ vẫn chạy; mặc định vào DATA_DIR/backups, giữ mọi bản.
  Backs up while the server runs; into DATA_DIR/backups by default, keeping all.`

const restoreHelp = `npm run restore -- --from TỆP.sqlite
  Đưa một bản sao lưu vào thay cho dữ liệu của DATA_DIR; dừng máy chủ trước. Dữ liệu cũ được cất lại bên cạnh.
  Puts a backup in the place of the data of DATA_DIR; stop the server first. The old data are put aside.`

type Print = (line: string) => void

/** `npm run backup`. @throws Error in both languages when nothing was backed up */
export async function runBackup(args: string[], environment: NodeJS.ProcessEnv, print: Print): Promise<void> {
  const asked = options(args, { to: 'string', keep: 'string', help: 'boolean' }, backupHelp)
  if (asked['help'] === true) return print(backupHelp)
  const config = readConfig(environment)
  const folder = resolve(String(asked['to'] ?? join(config.dataDir, 'backups')))
  const made = await backUp(config.databaseFile, folder, { keep: keepIn(asked['keep']) })
  print(
    `Đã sao lưu / backed up: ${join(folder, made.file)}\n` +
      `phiên bản dữ liệu / data version ${made.dataVersion}, ${made.bytes} byte, SHA-256 ${made.sha256}`,
  )
}

/** `npm run restore`. @throws Error in both languages when the store is as before */
export async function runRestore(
  args: string[],
  environment: NodeJS.ProcessEnv,
  print: Print,
): Promise<void> {
  const asked = options(args, { from: 'string', help: 'boolean' }, restoreHelp)
  if (asked['help'] === true) return print(restoreHelp)
  if (typeof asked['from'] !== 'string') throw new Error(restoreHelp)
  const { manifest, setAside } = await restore(readConfig(environment).databaseFile, resolve(asked['from']))
  print(
    `Đã khôi phục / restored: ${manifest.createdAt}, phiên bản dữ liệu / data version ${manifest.dataVersion}`,
  )
  if (setAside) print(`Dữ liệu trước đó được cất ở / the data from before were put in: ${setAside}`)
}

function keepIn(asked: string | boolean | undefined): number | null {
  if (asked === undefined) return null
  const keep = Number(asked)
  if (Number.isInteger(keep) && keep >= 1) return keep
  throw new Error(
    `--keep ${String(asked)}: cần một số nguyên từ 1 trở lên / a whole number of at least 1 is needed`,
  )
}

function options(args: string[], known: Record<string, 'string' | 'boolean'>, help: string) {
  try {
    const entries = Object.entries(known).map(([name, type]) => [name, { type }] as const)
    return parseArgs({ args, options: Object.fromEntries(entries) }).values
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`Sai cách gọi lệnh / wrong call: ${why}\n${help}`, { cause })
  }
}
