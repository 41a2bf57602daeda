/**
 * Tells an open board that something in its clinic has changed, as server-sent events that say no more than that:
 * the board then asks for its version as anybody at work may. Before anything is said the session is asked for again,
 * so that whoever has signed out hears no more; and the stream ends after a few minutes and the browser opens it anew,
 * so that it passes the whole gate again.
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
  const { changes, clinic, auth } = context.get(requestContext)
  // Whoever would wait for the end of the answer is not one to be told things as they happen.
  if (!request.headers.get('accept')?.includes('text/event-stream'))
    return new Response(null, { status: 406 })
  if (!changes) return new Response(null, { status: 204 })
  const isSignedIn = async () => (await auth.findUser(request.headers)) !== undefined
  return new Response(streamOf({ changes, clinic, isSignedIn, gone: request.signal }), {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      // A proxy that gathers an answer before it passes it on would gather for ever.
      'X-Accel-Buffering': 'no',
    },
  })
}

type Heard = {
  readonly changes: Changes
  readonly clinic: string
  readonly isSignedIn: () => Promise<boolean>
  readonly gone: AbortSignal
}

function streamOf({ changes, clinic, isSignedIn, gone }: Heard): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let stopped = false
  let stop = (): void => undefined
  return new ReadableStream<Uint8Array>({
    start: (controller) => {
      const say = (text: string) => controller.enqueue(encoder.encode(text))
      const sayToHer = async (text: string) => {
        const isHers = await isSignedIn().catch(() => false)
        if (stopped) return
        if (isHers) say(text)
        else end()
      }
      const leave = changes.subscribe(clinic, {
        changed: oneAtATime(() => sayToHer('event: changed\ndata: \n\n')),
        ended: () => end(),
      })
      const beats = setInterval(() => void sayToHer(': still here\n\n'), heartbeatMilliseconds)
      const life = setTimeout(() => end(), livesMilliseconds)
      stop = () => {
        stopped = true
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

/** What is asked for meanwhile is done once, after it. */
function oneAtATime(work: () => Promise<void>): () => void {
  let isBusy = false
  let again = false
  const run = async (): Promise<void> => {
    do {
      again = false
      await work()
    } while (again)
    isBusy = false
  }
  return () => {
    again = true
    if (isBusy) return
    isBusy = true
    void run()
  }
}
