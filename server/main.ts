import { readConfig } from './config'
import { start } from './start'

async function main() {
  const running = await start(readConfig(process.env))
  console.log(`Bản đồ Trẻ em: ${running.url}`)
  if (running.joinAddress !== null) {
    console.log(
      `\nChưa có quản trị viên. Mở đường dẫn này trong 48 giờ để tạo tài khoản quản trị đầu tiên (dùng một lần):\n` +
        `There is no administrator yet. Open this link within 48 hours to make the first one (it works once):\n` +
        `  ${running.joinAddress}\n`,
    )
  }

  const stop = (signal: string) => {
    console.log(`${signal}: đang dừng / stopping`)
    running.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.once('SIGINT', () => stop('SIGINT'))
  process.once('SIGTERM', () => stop('SIGTERM'))
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
