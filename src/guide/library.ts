import { readdir, readFile } from 'node:fs/promises'
import { type ArticleFile, readArticleFile } from './read-article-file.ts'
import { type Fact, readFactFiles } from './read-fact-file.ts'

const articles = new URL('./articles/', import.meta.url)
const factFiles = new URL('./facts/', import.meta.url)

/** The articles and facts that come with Lyster, read from their files. */
export async function readLibrary(): Promise<{
  readonly articles: readonly ArticleFile[]
  readonly facts: readonly Fact[]
}> {
  const texts = await readAll(articles, '.md')
  return { articles: texts.map(readArticleFile), facts: await readLibraryFacts() }
}

/** The facts that come with Lyster, as they came. */
export async function readLibraryFacts(): Promise<readonly Fact[]> {
  return readFactFiles(await readAll(factFiles, '.json'))
}

async function readAll(folder: URL, ending: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(ending)).toSorted()
  return Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')))
}
