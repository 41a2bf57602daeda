/** For pages that are not there: a thread that has come loose. Nothing is lost by it. */
export function LooseThread() {
  return (
    <svg className="loose-thread" viewBox="0 0 320 96" aria-hidden="true" focusable="false">
      <path d="M2 52 C 40 38 72 66 104 52 C 122 44 128 30 142 30 C 160 30 160 58 142 58 C 126 58 128 38 148 44 C 160 48 164 52 178 52" />
      <path d="M206 50 C 226 36 236 74 258 66 C 280 58 270 34 254 42 C 240 50 262 84 318 62" />
    </svg>
  )
}
