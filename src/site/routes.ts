import { index, type RouteConfigEntry, route } from '@react-router/dev/routes'

export const siteRoutes: RouteConfigEntry[] = [
  route('logo', 'site/logo.answer.ts'),
  route('theme.css', 'site/theme.answer.ts'),
  index('site/choose-language.answer.ts'),
  route(':language', 'site/site.page.tsx', [
    index('site/home.page.tsx'),
    route('guide', 'site/guide.page.tsx'),
    route('guide/skin-model', 'site/skin-model.page.tsx'),
    route('guide/:slug', 'site/article.page.tsx'),
    route('book', 'site/wishes.page.tsx'),
    route('book/questions', 'site/questions.page.tsx'),
    route('book/times', 'site/times.page.tsx'),
    route('hold/:hold', 'site/hold.page.tsx'),
    route('visits/:secret', 'site/visits.page.tsx'),
    route('visits/:secret/cancel', 'site/cancel.page.tsx'),
    route('visits/:secret/move', 'site/move.page.tsx'),
    route('contact', 'site/contact.page.tsx'),
    route('privacy', 'site/privacy.page.tsx'),
    route('*', 'site/lost.page.tsx'),
  ]),
  route(':language/visits/:secret/calendar.ics', 'site/calendar.answer.ts'),
]
