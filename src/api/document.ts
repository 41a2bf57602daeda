import type { Api } from './refuse.ts'

const description = `Lets a clinic's own site, or another program, book. Times are RFC 3339 in the clinic's offset; \
ids are opaque; cookies are ignored. A refusal names its code, says why in words, and where it can the field.`

/** The OpenAPI 3.1 document, made of the schemas that the routes themselves check with. */
export function documentOf(api: Api, url: string) {
  const document = api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Lyster',
      version: '1',
      description,
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url }],
  })
  const paths = Object.entries(document.paths ?? {}).map(([path, operations]) => [`/api${path}`, operations])
  return { ...document, paths: Object.fromEntries(paths) }
}
