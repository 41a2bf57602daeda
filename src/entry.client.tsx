// React Router asks for this file; no page loads it.
export {}
