import { runRestore } from './backup/command'
import { exitWith } from './backup/exit'

await exitWith(() => runRestore(process.argv.slice(2), process.env, console.log))
