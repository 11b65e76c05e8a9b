declare module 'mapshaper' {
  const mapshaper: {
    /** Runs commands as on the command line; files are read from `input` and written to the answer. */
    applyCommands(
      commands: string,
      input: Record<string, string | Uint8Array>,
    ): Promise<Record<string, Uint8Array>>
  }
  export default mapshaper
}
