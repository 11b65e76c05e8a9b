import { crc32 } from 'node:zlib'
import { Resvg } from '@resvg/resvg-js'
import type { Drawing } from './drawing'
import { toSvg } from './svg'
import { family, fontFiles } from './typeface'

/** A drawing as a PNG that knows how large it is meant to be on paper. @param width in pixels */
export function toPng(drawing: Drawing, width: number): Buffer {
  const image = new Resvg(toSvg(drawing, { withFonts: false }), {
    font: {
      loadSystemFonts: false,
      fontFiles: Object.values(fontFiles),
      defaultFontFamily: family,
      sansSerifFamily: family,
    },
    fitTo: { mode: 'width', value: width },
    background: '#ffffff',
  }).render()
  return withResolution(image.asPng(), width / (drawing.width / 72))
}

/** Adds the pHYs chunk (PNG specification, 11.3.4.3): pixels per metre in both directions. */
function withResolution(png: Buffer, dpi: number): Buffer {
  const data = Buffer.alloc(9)
  const perMetre = Math.round(dpi / 0.0254)
  data.writeUInt32BE(perMetre, 0)
  data.writeUInt32BE(perMetre, 4)
  data.writeUInt8(1, 8)
  const body = Buffer.concat([Buffer.from('pHYs', 'latin1'), data])
  const chunk = Buffer.alloc(body.length + 8)
  chunk.writeUInt32BE(data.length, 0)
  body.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(body), body.length + 4)
  // it has to stand before the image data: right after the signature (8 bytes) and the header chunk (25 bytes)
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)])
}
