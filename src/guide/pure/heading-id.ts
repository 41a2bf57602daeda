/**
 * A heading's address in the page. Letters lose their rings and dots, so that an address can be read aloud and
 * typed on any keyboard; a second heading with the same words gets a number.
 */

export function headingId(title: string, taken: ReadonlySet<string>): string {
  const base =
    title
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'part'
  if (!taken.has(base)) return base
  const numbered = (again: number): string =>
    taken.has(`${base}-${again}`) ? numbered(again + 1) : `${base}-${again}`
  return numbered(2)
}
