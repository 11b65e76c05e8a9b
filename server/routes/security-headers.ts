/** What decides the headers of an installation. */
export type Protection = {
  /** Whether readers reach the installation by TLS; then their browsers are told to use nothing else. */
  isSecure: boolean
  /** Sites that may show the embeddable map in a frame, as sources of a policy; none but this site by default. */
  frameAncestors: readonly string[]
  /** Hashes of the style sheets and scripts that the page's document brings with it, as sources of a policy. */
  inline?: { styles: readonly string[]; scripts: readonly string[] }
}

/** Nothing but what this site serves and its document holds; MapLibre's worker and the pictures the page draws are blobs of its own. */
const pagePolicy = ({ styles, scripts }: NonNullable<Protection['inline']>) => [
  "default-src 'none'",
  ["script-src 'self'", ...scripts].join(' '),
  "worker-src 'self' blob:",
  ["style-src 'self'", ...styles].join(' '),
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
]

/** Workers of the page ask only this site; the solver of budgets is WebAssembly, which pages may not run. */
const workerPolicy = ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "connect-src 'self'"]

/** A picture carries its own style sheet and fonts; in a sandbox, without scripts and without the site's cookies. */
const picturePolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'font-src data:',
  'img-src data:',
  'sandbox',
]

/** Headers that go with every answer. */
export function securityHeaders({ isSecure }: Pick<Protection, 'isSecure'>): Record<string, string> {
  return {
    'X-Content-Type-Options': 'nosniff',
    ...(isSecure ? { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' } : {}),
  }
}

/** Headers of what browsers show as documents; beside figures they would say nothing and travel with each of them. */
const ofDocuments = {
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(self), geolocation=(self), microphone=(), payment=(), usb=()',
}

/**
 * What a document may load and who may frame it, and what it may do; none for answers that browsers never show as
 * documents of this site.
 * @param type the media type of the answer
 */
export function documentHeaders(type: string, path: string, protection: Protection): Record<string, string> {
  const policy = contentPolicy(type, path, protection)
  return policy === null ? {} : { ...ofDocuments, 'Content-Security-Policy': policy }
}

function contentPolicy(
  type: string,
  path: string,
  { frameAncestors, inline = { styles: [], scripts: [] } }: Protection,
): string | null {
  if (type.startsWith('image/svg+xml')) return picturePolicy.join('; ')
  if (path.startsWith('/assets/worker-')) return workerPolicy.join('; ')
  if (!type.startsWith('text/html')) return null
  const ancestors = path === '/embed' && frameAncestors.length > 0 ? frameAncestors.join(' ') : "'none'"
  return [...pagePolicy(inline), `frame-ancestors ${ancestors}`].join('; ')
}
