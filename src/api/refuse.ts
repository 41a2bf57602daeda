import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Clinic } from '#clinic/contract'
import type { HttpEnv } from '#platform/http'
import type { Language } from '#platform/language'
import { type BadInput, faultFrom } from './input-faults.ts'
import { type RefusalCode, refusalTexts } from './refusal-texts.ts'
import type { Course, Move, Refused } from './shapes.ts'

/** What the door (door.ts) has found out before a route answers. */
export type ApiEnv = {
  Bindings: HttpEnv['Bindings']
  Variables: HttpEnv['Variables'] & { clinic: Clinic; language: Language }
}

export type Api = OpenAPIHono<ApiEnv>

type More = {
  readonly path?: string
  readonly visit?: number
  readonly courses?: Course[]
  readonly moves?: Move[]
}

/** An api whose bad input is answered with the path of the field that is at fault. */
export function newApi(): Api {
  const api: Api = new OpenAPIHono<ApiEnv>({
    defaultHook: (result, c) => (result.success ? undefined : refuseInput(c, result)),
  })
  api.onError(refuseBody)
  return api
}

export function refuse<Code extends RefusalCode>(c: Context<ApiEnv>, code: Code, more: More = {}) {
  const refusal = refusalTexts[code]
  const status: (typeof refusalTexts)[Code]['status'] = refusal.status
  const path = 'path' in refusal ? { path: refusal.path } : {}
  const body: Refused = { refused: code, message: refusal[c.get('language')], ...path, ...more }
  return c.json(body, status)
}

function refuseInput(c: Context<ApiEnv>, input: BadInput) {
  const { code, path } = faultFrom(input)
  return refuse(c, code, { path })
}

/** What Hono throws about a body before there is anything to validate; the rest is breakage and goes on. */
function refuseBody(error: Error, c: Context<ApiEnv>): Response {
  if (error instanceof HTTPException && error.status === 415) return refuse(c, 'not-json')
  if (error instanceof HTTPException && error.status === 400) return refuse(c, 'broken-json')
  throw error
}
