/**
 * What a browser calls itself, in the two words by which a person knows it. Only a label beside a time: whoever
 * stole a session can call herself anything. The order matters, since each of these claims to be those below it.
 */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'Mac'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

export type SeenBrowser = { readonly browser: string; readonly system: string | undefined }

/** Undefined when it says nothing that we know. */
export function browserFrom(userAgent: string): SeenBrowser | undefined {
  const text = userAgent.slice(0, 500)
  const browser = browsers.find(([pattern]) => pattern.test(text))?.[1]
  return browser ? { browser, system: systems.find(([pattern]) => pattern.test(text))?.[1] } : undefined
}
