import { data, type RouterContextProvider } from 'react-router'
import { type Act, may } from '#clinic/pure'
import { type AtWork, staffContext } from './staff-context.ts'

/** Who is at work, if her role may do this; otherwise the answer is 403. Asked by every loader and every action. */
export function atWorkFor(context: Readonly<RouterContextProvider>, act: Act): AtWork {
  const atWork = context.get(staffContext)
  if (!may(atWork.staff.role, act)) throw data({ refused: 'not-yours' }, { status: 403 })
  return atWork
}
