/** A photo as it is kept: JPEG without any metadata. */
export type CleanPhoto = { content: Uint8Array<ArrayBuffer>; width: number; height: number }

/** Longest side, in pixels: enough to see a playground, little to send. */
const longest = 1600
/** A picture that claims to be larger is a trap for the memory. */
const mostPixels = 60_000_000
const formats: readonly string[] = ['jpeg', 'png', 'webp']

/**
 * Reads a photo by what its bytes are, whatever its name says, turns it upright and writes it anew, smaller. That
 * leaves nothing of its metadata: no place, no time, no device, no thumbnail.
 * @returns null when the bytes are no JPEG, PNG or WebP, or are damaged
 */
export async function cleanPhoto(bytes: Uint8Array): Promise<CleanPhoto | null> {
  // large, and wanted by photos alone
  const { default: sharp } = await import('sharp')
  try {
    const picture = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' })
    const { format } = await picture.metadata()
    if (!formats.includes(format)) return null
    const { data, info } = await picture
      .rotate()
      .resize({ width: longest, height: longest, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 80, mozjpeg: true })
      .toBuffer({ resolveWithObject: true })
    return { content: new Uint8Array(data), width: info.width, height: info.height }
  } catch (error) {
    // sharp tells of unreadable bytes by plain errors only
    if (error instanceof Error) return null
    throw error
  }
}
