import staffCss from './frame.css?url'

export function staffLinks() {
  return [
    { rel: 'stylesheet', href: staffCss },
    { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
  ]
}
