/**
 * The one script of the public guide, on the model's own page: the form answers while it is moved. It draws with the
 * same code as the server, so without it the form's button does the same.
 */
import {
  collagenView,
  drawCollagen,
  drawSkin,
  type HealingParameters,
  moments,
  sayMoment,
  saySkin,
  skinAt,
  type SkinWords,
  skinView,
} from '#guide/pure'
import { skinChoiceFrom } from './skin-choice.ts'

const form = document.querySelector('form[data-skin-model]')
if (form instanceof HTMLFormElement) explore(form)

function explore(asked: HTMLFormElement): void {
  const parameters: HealingParameters = JSON.parse(asked.dataset['parameters'] ?? '')
  const words: SkinWords = JSON.parse(asked.dataset['words'] ?? '')
  asked.querySelector('button')?.setAttribute('hidden', '')
  const show = () => {
    const choice = skinChoiceFrom(new FormData(asked))
    const days = moments[choice.moment] ?? 0
    const now = skinAt({ ...choice, days }, parameters)
    const said = sayMoment(days, words)
    draw('skin', drawSkin(now, { days }, words.decimal), skinView)
    draw('collagen', drawCollagen(parameters, { sessions: choice.sessions, days }), collagenView)
    put('moment', [said])
    put('says', saySkin(now, { ...choice, days }, words))
    document.querySelector('#moment')?.setAttribute('aria-valuetext', said)
  }
  // The slider stands by the picture and belongs to the form all the same.
  document.addEventListener('input', show)
  asked.addEventListener('submit', (event) => event.preventDefault())
  show()
}

/** The marks are our own, made of numbers; what stands before them (title, description) stays. */
function draw(name: string, marks: string, view: { readonly width: number; readonly height: number }): void {
  const place = document.querySelector(`[data-drawn="${name}"]`)
  const drawn = new DOMParser().parseFromString(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${view.width} ${view.height}">${marks}</svg>`,
    'image/svg+xml',
  )
  place?.replaceChildren(...drawn.documentElement.childNodes)
}

/** A sentence to each child that there is; sentences and children may differ in number. */
function put(name: string, sentences: readonly string[]): void {
  const place = document.querySelector(`[data-said="${name}"]`)
  if (!place) return
  if (place.tagName === 'STRONG') place.textContent = sentences.join(' ')
  else place.replaceChildren(...sentences.map(pointFrom))
}

function pointFrom(sentence: string): HTMLLIElement {
  const point = document.createElement('li')
  point.textContent = sentence
  return point
}
