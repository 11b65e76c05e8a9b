import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { Hono } from 'hono'
import packageFile from '../../package.json'
import { apiDescription } from './api-description'

const swagger = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))

const assets = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
} as const

const page = `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>API · Bản đồ Trẻ em</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body><div id="api"></div><script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body>
</html>`

const start = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#api', deepLinking: true, validatorUrl: null })`

/** The machine-readable description of the API, and a page to read and try it that needs no network. */
export const docsRoutes = (app: OpenAPIHono) =>
  new Hono()
    .get('/openapi.json', (c) =>
      c.json(
        app.getOpenAPI31Document({
          openapi: '3.1.0',
          info: {
            title: 'Bản đồ Trẻ em',
            version: packageFile.version,
            description: apiDescription,
            license: { name: packageFile.license },
          },
        }),
      ),
    )
    .get('/docs', (c) => c.html(page))
    .get('/docs/start.js', (c) => c.body(start, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }))
    .get('/docs/:asset{swagger-ui(-bundle)?\\.(css|js)}', async (c) => {
      const name = c.req.param('asset') === 'swagger-ui.css' ? 'swagger-ui.css' : 'swagger-ui-bundle.js'
      return c.body(await readFile(join(swagger, name), 'utf8'), 200, {
        'Content-Type': assets[name],
        'Cache-Control': 'public, max-age=86400',
      })
    })
