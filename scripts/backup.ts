import { runBackup } from './backup/command'
import { exitWith } from './backup/exit'

await exitWith(() => runBackup(process.argv.slice(2), process.env, console.log))
