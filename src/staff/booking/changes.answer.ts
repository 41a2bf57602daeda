/**
 * Tells an open board that something in its clinic has changed, as server-sent events that say no more than that:
 * the board then asks for its version as anybody at work may. The stream ends after a few minutes and the browser
 * opens it anew, so that it passes the gate again: who has signed out hears nothing for long.
 */
import { requestContext } from '#platform/context'
import type { Changes } from '#platform/hear-changes'
import type { Route } from './+types/changes.answer'
import { atWorkFor } from '../may.server.ts'

const livesMilliseconds = 5 * 60_000
const heartbeatMilliseconds = 20_000
/** How long a browser waits before it opens a stream anew. */
const opening = 'retry: 3000\n\n'

export function loader({ request, context }: Route.LoaderArgs) {
  atWorkFor(context, 'see-day')
  const { changes, clinic } = context.get(requestContext)
  // Whoever would wait for the end of the answer is not one to be told things as they happen.
  if (!request.headers.get('accept')?.includes('text/event-stream'))
    return new Response(null, { status: 406 })
  if (!changes) return new Response(null, { status: 204 })
  return new Response(streamOf({ changes, clinic, gone: request.signal }), {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      // A proxy that gathers an answer before it passes it on would gather for ever.
      'X-Accel-Buffering': 'no',
    },
  })
}

type Heard = { readonly changes: Changes; readonly clinic: string; readonly gone: AbortSignal }

function streamOf({ changes, clinic, gone }: Heard): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let stop = (): void => undefined
  return new ReadableStream<Uint8Array>({
    start: (controller) => {
      const say = (text: string) => controller.enqueue(encoder.encode(text))
      const leave = changes.subscribe(clinic, {
        changed: () => say('event: changed\ndata: \n\n'),
        ended: () => end(),
      })
      const beats = setInterval(() => say(': still here\n\n'), heartbeatMilliseconds)
      const life = setTimeout(() => end(), livesMilliseconds)
      stop = () => {
        clearInterval(beats)
        clearTimeout(life)
        leave()
      }
      const end = () => {
        stop()
        controller.close()
      }
      gone.addEventListener('abort', () => stop(), { once: true })
      say(opening)
    },
    cancel: () => stop(),
  })
}
