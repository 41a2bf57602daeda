import { describe, expect, test } from 'vitest'
import { factsOf, smellsOfHarm } from './smells-of-harm.ts'

describe('a question that smells of an emergency', () => {
  test.each([
    'Jag har svårt att andas sedan i morse',
    'Mina läppar har svullnat upp',
    'Halsen känns tjock',
    'Jag svimmade efteråt',
    'Jag ser suddigt på ena ögat',
    'Det gör ont i ögat',
    'Ansiktet hänger på ena sidan och jag sluddrar',
    'Armen är domnad',
    'LÄPPARNA ÄR BLÅ',
    'I can’t breathe properly',
    'My lips are swollen',
    'blurry vision since the treatment',
    'My eye hurts a lot',
    'my speech is slurred',
    'I fainted on the way home',
    'Jag får ingen luft',
    'Jag får inte luft',
    'jag far inte luft',
    'andnod sedan i morse',
    'Ont i bröstet',
    'Det trycker över bröstet',
    'Jag tror att det är en allergisk reaktion',
    'I am having an allergic reaction',
    'I cant see',
    'I can’t see properly',
    'ogat gor ont',
    'my face has dropped',
    'Ansiktet är snett',
    'Jag har kramper',
    'I had a seizure',
    'Jag är yr och kallsvettig',
    'Jag vill inte leva längre',
    'I dont want to live anymore',
  ])('%s', (text) => {
    expect(smellsOfHarm(text)?.urgency).toBe('emergency')
  })
})

describe('a question that smells of harm', () => {
  test.each([
    'Jag har fått feber',
    'Är 38,5 graders feberkänsla normalt?',
    'Det kommer var ur ett sår',
    'Det är varigt och varmt',
    'Kan det vara en hudinfektion?',
    'Jag har fått blåsor runt munnen',
    'Min kind är svullen',
    'Det gör fortfarande ont efter tre dagar',
    'Rodnaden sprider sig',
    'Det kliar och jag har utslag',
    'Jag är bortdomnad',
    'Det blöder',
    'Kan ni behandla under ögonen?',
    'There is pus coming out',
    'I have a fever of 38',
    'My cheek is still red and it is spreading',
    'It has been painful since yesterday',
    'Is this rash normal?',
    'can you treat around the eyes',
    'Det rinner gult',
    'det luktar illa ur såret',
    'jag har 39 grader',
    'I have 39.5 degrees',
    'huden har blivit svart',
    'My skin has turned black',
    'det ar svullet och svider',
    'jag har fatt blasor',
  ])('%s', (text) => {
    expect(smellsOfHarm(text)?.urgency).toBe('same-day')
  })
})

test.each([
  'Jag har ingen feber men undrar om smink',
  'Det är inte svullet alls',
  'No pus, no fever, all is well',
  'Jag har aldrig haft munsår',
])('a "no" before the word does not hide the advice: %s', (text) => {
  expect(smellsOfHarm(text)).toBeDefined()
})

test.each([
  'Gör det ont?',
  'Hur ont gör det?',
  'Vad kostar en behandling?',
  'Var i Malmö ligger ni?',
  'Kan ni behandla halsen och dekolletaget?',
  'Får jag färga ögonbrynen före besöket?',
  'Hjälper det mot akneärr och varför tar det tre besök?',
  'Hur röd blir jag?',
  'Vilka kläder ska jag ha?',
  'Jag har svart hud, passar det mig?',
  'Do you treat black skin?',
  'Får jag vara ute i friska luften?',
  'Jag är allergisk mot nickel, går det bra?',
  'Hjälper det mot svarta prickar?',
  'Far jag farga ogonbrynen?',
  'Jag ser inte var man bokar',
  'Does it hurt?',
  'How red will I be?',
  'How much does it reduce faint lines?',
  'Do you disinfect the pen?',
  'Which numbing cream do you use?',
  'Can I wear eyeliner?',
  'Is the opus of your campus here?',
])('what everybody asks before a first visit shows none: %s', (text) => {
  expect(smellsOfHarm(text)).toBeUndefined()
})

test('the facts of an emergency come first, each once, and every sign but one has its own', () => {
  const harm = smellsOfHarm('Feber, ont i ögat och svårt att andas')
  expect(harm && factsOf(harm)).toEqual(['emergency-allergy', 'emergency-eye', 'call-infection'])
  const bleeds = smellsOfHarm('Det blöder')
  expect(bleeds && factsOf(bleeds)).toEqual([])
})

test('line breaks, capitals and letters in two pieces are read as they look', () => {
  expect(smellsOfHarm('SVÅRT\nATT\nANDAS'.normalize('NFD'))?.signs).toEqual(['breathing'])
})
