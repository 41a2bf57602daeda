/**
 * The one script of the staff pages, on two of them. It asks our server what to sign, lets the browser ask the
 * person, and hands the answer back. Where the browser does not know passkeys the buttons stay hidden.
 */
const canDoIt =
  typeof PublicKeyCredential === 'function' && 'parseCreationOptionsFromJSON' in PublicKeyCredential

if (canDoIt) for (const place of document.querySelectorAll('[data-passkey]')) offer(place)

function offer(place: Element): void {
  if (!(place instanceof HTMLElement)) return
  const button = place.querySelector('button')
  const failed = place.querySelector('p')
  if (!button || !failed) return
  place.hidden = false
  button.addEventListener('click', () => {
    button.disabled = true
    failed.hidden = true
    go(place).catch(() => {
      button.disabled = false
      failed.hidden = false
    })
  })
}

async function go({ dataset }: HTMLElement): Promise<void> {
  const address = `/staff/passkey/${dataset['passkey'] === 'add' ? 'add' : 'sign-in'}`
  const asked: unknown = await (await post(address, { step: 'ask' })).json()
  const credential = dataset['passkey'] === 'add' ? await make(asked) : await sign(asked)
  if (!(credential instanceof PublicKeyCredential)) throw new Error('no passkey')
  await post(address, { step: 'answer', answer: credential.toJSON() })
  location.assign(dataset['next'] ?? '/staff')
}

function make(asked: unknown): Promise<Credential | null> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    asked as PublicKeyCredentialCreationOptionsJSON,
  )
  return navigator.credentials.create({ publicKey })
}

function sign(asked: unknown): Promise<Credential | null> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    asked as PublicKeyCredentialRequestOptionsJSON,
  )
  return navigator.credentials.get({ publicKey })
}

async function post(address: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${answer.status}`)
  return answer
}
