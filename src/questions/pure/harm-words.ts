/**
 * The words that smell of harm, by sign, in Swedish and English. Each is the beginning of a word, in small letters; a
 * hyphen before it lets it stand inside a compound; a trailing space ends the word. A pair means both, anywhere.
 *
 * Bare pain and bare redness are no signs: "does it hurt" and "how red will I be" are what everybody asks before a
 * first visit. They become one with a word of time or of getting worse. The eye is one by itself, as the clinic's
 * red flags hold it, though many who write it mean the skin beside it.
 */
export type Sign =
  | 'breathing'
  | 'sight'
  | 'eye'
  | 'stroke'
  | 'blue-lips'
  | 'seizure'
  | 'despair'
  | 'infection'
  | 'blisters'
  | 'swelling-pain'
  | 'redness'
  | 'numbness'
  | 'other'

export type Smell = string | readonly [string, string]

/** Words that begin as a sign does and are none: what is drawn round the eye, and what is done against pain or dirt. */
export const harmless =
  /[öo]gonbryn\p{L}*|[öo]gonfrans\p{L}*|[öo]gonskugg\p{L}*|[öo]gonkr[äa]m\p{L}*|eyebrows?|eyelash\p{L}*|eyeliner|eye ?shadow|eye ?cream|numbing (?:cream|ointment|gel)|disinfect\p{L}*|desinfe\p{L}*|sm[äa]rtfri\p{L}*|painless\p{L}*|painkill\p{L}*/gu

/** Each of one with each of the other. */
const both = (ones: readonly string[], others: readonly string[]): Smell[] =>
  ones.flatMap((one) => others.map((other) => [one, other] as const))

/** Written side by side with a bar between, so that a sign's words can be read at a glance. */
const list = (words: string): Smell[] => words.split('|')

const lately = 'efter|sedan|sen |fortfarande|igår|i går|idag|i dag|dagar|timm|värre|ökar'.split('|')
const latelyInEnglish = 'after|since|still|yesterday|today|days|hours|worse|growing|spread'.split('|')

export const smells: Readonly<Record<Sign, readonly Smell[]>> = {
  breathing: [
    ...list('andas|andning|-andnöd|andfådd|kippa|kvävs|kvävning|svimm|-anafyla|allergichock'),
    ...list('allergisk chock|nässelutslag|nässelfeber|tungan|svalg|strup|svälja|medvetslös'),
    ...list('bröstsmärt|breath|choking|suffocat|wheez|fainted|fainting|feel faint|felt faint'),
    ...list('feeling faint|passed out|anaphyl|hives|tongue|throat|swallow|unconscious|chest pain'),
    ...list('ingen luft|inte luft|inte in luft|lite luft|luftbrist|svårt med luft|no air|get air'),
    ...list('enough air|short of air|gasping|cold sweat|kallsvett'),
    ...both(['luft ', 'luft.', 'luft,', 'luft!'], ['inte', 'ingen', 'knapp', 'svårt', 'dåligt', 'få ']),
    ...both(['bröst'], ['ont', '-tryck', '-smärt', 'värk', 'kramp', 'stick', 'hugg', 'tungt']),
    ...both(['chest'], ['pain', 'pressure', 'tight', 'hurt', 'ache', 'heavy', 'crush']),
    ...both(['-allerg'], ['-reaktion', 'reager', 'attack', 'react', 'shock', 'chock', 'fått', 'efter']),
    ...both(['-svull', '-sväll', 'tjock', 'uppsväll'], ['läpp', 'hals', 'tung', 'mun']),
    ...both(['swell', 'swollen', 'puffy'], ['lip', 'mouth', 'neck']),
  ],
  sight: [
    ...list('synen|synned|synfält|synstör|dimsyn|dubbelsyn|ser dubbelt|ser sudd|ser dimm'),
    ...list('ser dåligt|ser sämre|ser knappt|ser ingenting|suddig|blind|ljuskänslig i|vision'),
    ...list('eyesight|my sight|blurr|cannot see|cant see|can not see|see double|seeing double'),
    ...both(
      ['öga', 'ögon'],
      ['ont', '-smärt', 'värk', 'svider', '-svull', '-sväll', 'röd', 'rinner', 'skaver'],
    ),
    ...both(
      ['eye'],
      ['pain', 'hurt', 'ache', 'sting', 'swell', 'swollen', 'red ', 'redness', 'water', 'itch'],
    ),
  ],
  eye: ['öga', 'ögon', 'eye'],
  stroke: [
    ...list('-stroke |slaganfall|sluddr|förlam|hängande mun|mungipa|ansiktet hänger'),
    ...list('hänger ansiktet|slurr|drooping|droops|paraly|palsy|svårt att prata|svårt att tala'),
    ...list('trouble speaking'),
    ...both(['ansikt', 'mun'], ['snett', 'sned', 'skevt', 'hänger']),
    ...both(['face', 'mouth', 'smile'], ['drop', 'lopsided', 'crooked']),
    ...both(['domn', 'svag', 'kraftlös'], ['arm', 'ben ', 'benet']),
    ...both(['weak', 'numb'], ['arm ', 'my arm', 'one side', 'side of']),
  ],
  'blue-lips': [
    ...both(['blå', 'grå'], ['läpp']),
    ...both(['blue', 'grey', 'gray'], ['lip']),
    ...both(['salva', 'bedöv', 'emla', 'prilokain'], ['huvudvärk', 'yr ', 'yrsel', 'metallsmak', 'krampe']),
    ...both(['ointment', 'numbing', 'prilocaine'], ['headache', 'dizzy', 'metal', 'twitch']),
  ],
  seizure: [...list('kramp|epileptiskt|seizure|convuls|epileptic fit')],
  despair: [
    ...list('inte leva|inte vill leva|ta mitt liv|ta livet|självmord|självskad'),
    ...list('vill dö |vill dö.|vill dö,|vill bara dö|skada mig själv|skär mig|skära mig|suicid'),
    ...list('kill myself|end my life|want to die|want to live|be alive|hurt myself|harm myself'),
    ...list('self-harm|self harm|cut myself|cutting myself'),
  ],
  infection: [
    ...list('-feber|febr|varig|varar sig|varbild|varbö|varblås|varfyll|kommer var |ut var '),
    ...list('rinner var |av var |med var |var ur|var från|gult var |vätskar|gul vätska|vätska ur'),
    ...list('-infekt|-inflamm|blodförgift|sepsis|frossa|gul skorp|gula skorp|böld|röda strimm'),
    ...list('varm och hård|hård och varm|fever|feverish|pus |pus.|pus,|pus?|pustul|infect|oozing'),
    ...list('weeping|abscess|yellow crust|chills|temperature|red streak|warm and hard'),
    ...list('hot and hard|rinner gult|rinner grönt|gult ur|grönt ur|luktar illa|illaluktande'),
    ...list('smells bad|bad smell|smells foul|yellow fluid|discharge|39c|40c'),
    ...both(['38', '39', '40', '41'], ['grad', 'degree', 'celsius', '-°', 'c ', 'c.', 'temp']),
    ...both(['100', '101', '102', '103', '104', '105'], ['degree', 'fahrenheit', '-°', 'f ', 'f.']),
  ],
  blisters: ['blåsor', 'blåsa', 'blåsig', '-munsår', '-herpes', 'blister', 'cold sore'],
  'swelling-pain': [
    ...list('-svull|-sväll|jätteont|bultar|dunkar|knöl|utslag|klåd|kliar|swell|swollen|throb|lump'),
    ...list('bumps|rash|itch'),
    ...both(['ont', '-smärt', 'värk', 'ömm'], lately),
    ...both(['pain', 'hurts', 'hurting', 'sore', 'aches', 'aching'], latelyInEnglish),
  ],
  redness: [
    ...both(['rodna', 'röd ', 'röda ', 'rött '], ['sprid', 'värre', 'fortfarande', 'ökar']),
    ...both(['redness', 'red '], ['spread', 'worse', 'still', 'growing']),
    ...list('brännskad|bränt mig|burn on|burned|burnt|burns'),
  ],
  numbness: ['-domn', 'ingen känsel', 'inte känseln', 'pirr', 'numb', 'no feeling', 'tingl'],
  other: [
    ...list('akut|ambulans|blöder|slutar inte blöda|svartn|vävnadsdöd|emergency|ambulance'),
    ...list('bleeding|bleeds|turned black|necro|blivit svart|blir svart|blev svart|svarta sår'),
    ...list('svart sår|turning black|turns black|gone black|went black'),
  ],
}
