import type { Job } from './job'
import { bind, drawFile, drawPlateFile, pageBytes, zipped } from './job'
import { toPng } from './png'

/** Does one job; drawing takes long, so it happens in threads of its own. */
export default async function work(job: Job): Promise<Uint8Array> {
  if (job.kind === 'page') return pageBytes(job.picture, job.topology)
  if (job.kind === 'plate') return drawPlateFile(job.plate, job.topology, job.format, job.width)
  if (job.kind === 'png') return toPng(job.drawing, job.width)
  if (job.kind === 'zip') return zipped(job.files, job.date)
  if (job.kind === 'bind') return bind(job.pages, job.date)
  return drawFile(job.picture, job.topology, job.format, job.width)
}
