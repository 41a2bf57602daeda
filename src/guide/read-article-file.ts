import { parse } from 'yaml'
import { z } from 'zod'
import { languages } from '#platform/language'
import { concerns } from './contract.ts'

const frontMatter = z.strictObject({
  article: z.string().regex(/^[a-z0-9-]+$/),
  language: z.enum(languages),
  slug: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string().min(1),
  summary: z.string().min(1),
  concern: z.enum(concerns),
  /** Who wrote it: a name, or Lyster for the texts that come with it. Never who approves it. */
  author: z.string().min(1),
  published: z.iso.date(),
  questions: z.array(z.strictObject({ question: z.string().min(1), answer: z.string().min(1) })),
})

export type ArticleFile = z.infer<typeof frontMatter> & {
  /** Markdown, with marks such as `[^fact-id]` behind the sentences that owe a source. */
  readonly body: string
}

/** An article as reviewers keep it: YAML front matter, then Markdown. Throws with the field that is wrong. */
export function readArticleFile(text: string): ArticleFile {
  const [, head, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text.replaceAll('\r\n', '\n')) ?? []
  if (head === undefined || body === undefined)
    throw new Error('An article begins with its front matter between --- lines.')
  return { ...frontMatter.parse(parse(head)), body: body.trim() }
}
