/** Runs a command; a failure is told on the error output in the words made for it, and in the exit code. */
export async function exitWith(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
