/**
 * Our own line icons, drawn on a square of 24 with lines of 1.5 px. They stand beside words and are hidden
 * from screen readers; only a lonely icon in a dense staff row is given a name.
 */
const shapes = {
  alert: ['M12 4 3 19.5h18Z', 'M12 10.5v4', 'M12 17.2v.1'],
  'arrow-left': ['M19 12H5', 'm11 6-6 6 6 6'],
  'arrow-right': ['M5 12h14', 'm13 6 6 6-6 6'],
  bed: ['M4 6v13', 'M4 16h16v3', 'M20 16v-2.5a3 3 0 0 0-3-3h-6V16', 'M7.5 13v.1'],
  calendar: [
    'M5 6.5h14a1 1 0 0 1 1 1V19a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7.5a1 1 0 0 1 1-1Z',
    'M4 11h16',
    'M8.5 4v4',
    'M15.5 4v4',
  ],
  check: ['m5 12.5 4.5 4.5L19 7.5'],
  clock: ['M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17Z', 'M12 7.5V12l3 2'],
  cross: ['m6.5 6.5 11 11', 'm17.5 6.5-11 11'],
  done: ['M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17Z', 'm8.3 12.3 2.6 2.6 4.8-5.2'],
  download: ['M12 4v11', 'm7.5 11 4.5 4.5 4.5-4.5', 'M5 19.5h14'],
  globe: [
    'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17Z',
    'M3.5 12h17',
    'M12 3.5c5 5 5 12 0 17',
    'M12 3.5c-5 5-5 12 0 17',
  ],
  info: ['M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17Z', 'M12 11v5', 'M12 8v.1'],
  mail: ['M5 6h14a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1Z', 'm4.5 7 7.5 6 7.5-6'],
  person: [
    'M12 4a3.75 3.75 0 1 1 0 7.5A3.75 3.75 0 0 1 12 4Z',
    'M4.8 20c.6-3.6 3.4-5.5 7.2-5.5s6.6 1.9 7.2 5.5',
  ],
  phone: ['M6 4h3l1.5 4-2 1.5a11 11 0 0 0 6 6l1.5-2 4 1.5v3a2 2 0 0 1-2 2A14 14 0 0 1 4 6a2 2 0 0 1 2-2Z'],
  pin: [
    'M12 21c4.5-4.6 7-8 7-11a7 7 0 0 0-14 0c0 3 2.5 6.4 7 11Z',
    'M12 7.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Z',
  ],
  plus: ['M12 6v12', 'M6 12h12'],
  printer: ['M7 9V4h10v5', 'M7 17H4.5v-7a1 1 0 0 1 1-1h13a1 1 0 0 1 1 1v7H17', 'M7 14h10v6H7Z'],
} as const

export type IconShape = keyof typeof shapes

export function Icon({ shape, name }: { readonly shape: IconShape; readonly name?: string | undefined }) {
  const spoken = name ? { role: 'img', 'aria-label': name } : { 'aria-hidden': true }
  return (
    <svg className="icon" viewBox="0 0 24 24" focusable="false" {...spoken}>
      {shapes[shape].map((line) => (
        <path key={line} d={line} />
      ))}
    </svg>
  )
}
