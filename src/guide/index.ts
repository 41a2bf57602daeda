export { listArticles } from './articles.store.ts'
export { publishDrafts, publishLibrary } from './publish-library.ts'
export { type Guide, readGuide } from './read-guide.ts'
export { readHealingModel } from './read-healing-model.ts'
