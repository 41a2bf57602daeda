import { readdir, readFile } from 'node:fs/promises'
import { type ArticleFile, readArticleFile } from './read-article-file.ts'
import { type Fact, readFactFile } from './read-fact-file.ts'

const articles = new URL('./articles/', import.meta.url)
const factFile = new URL('./facts/clinical-facts.json', import.meta.url)

/** The articles and facts that come with Lyster, read from their files. */
export async function readLibrary(): Promise<{
  readonly articles: readonly ArticleFile[]
  readonly facts: readonly Fact[]
}> {
  const names = (await readdir(articles)).filter((name) => name.endsWith('.md')).toSorted()
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, articles), 'utf8')))
  return { articles: texts.map(readArticleFile), facts: readFactFile(await readFile(factFile, 'utf8')) }
}
