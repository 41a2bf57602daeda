// oxlint-disable max-lines -- made by scripts/tables.ts from the migrations, one type a table; not edited
import type { ColumnType, Generated } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Localised } from './language.ts'

/** Read as a value, written as JSON text. */
export type Json<T> = ColumnType<T, string, string>
type JsonWithDefault<T> = ColumnType<T, string | undefined, string>
/** Ranges are written by SQL and read by their ends. */
type Range = ColumnType<string, never, never>
/** What a booked visit keeps of its protocol: minutes from its start. */
export type SegmentRow = {
  readonly name: Localised
  readonly from: number
  readonly until: number
  readonly holds: readonly ('therapist' | 'room' | 'device')[]
}

type Anaesthetic = {
  clinic_id: string
  anaesthetic_id: Generated<string>
  name: Json<Localised>
  minutes: number
  source: string
  grade: string
  reviewed_on: string
}

type Article = {
  clinic_id: string
  article_id: string
  language: string
  slug: string
  title: string
  summary: string
  body: string
  questions: Json<readonly { readonly question: string; readonly answer: string }[]>
  content_hash: string
  published_on: string
  concern: Generated<string>
  author: Generated<string>
  version: Generated<number>
}

type ArticleVersion = {
  clinic_id: string
  article_id: string
  language: string
  version: number
  saved_at: Temporal.Instant
  saved_by: string | null
  content_hash: string
  title: string
  summary: string
  body: string
  questions: Json<readonly { readonly question: string; readonly answer: string }[]>
  concern: string
}

type Audit = {
  clinic_id: string
  audit_id: Generated<string>
  at: Temporal.Instant
  actor: string
  act: string
  subject_id: string
  detail: JsonWithDefault<unknown>
}

type BusyBitmap = {
  clinic_id: string
  resource_id: string
  period: number
  bits: Uint8Array
  version: Generated<string>
}

type Client = {
  clinic_id: string
  client_id: Generated<string>
  name: string
  email: string
  phone: string
  contact: string
  language: string
  created_at: Temporal.Instant
  merged_into: string | null
}

type ClientMerge = {
  clinic_id: string
  merge_id: Generated<string>
  kept_id: string
  merged_id: string
  moved: Json<unknown>
  merged_by: string
  merged_at: Temporal.Instant
  undone_by: string | null
  undone_at: Temporal.Instant | null
}

type ClientNote = {
  clinic_id: string
  note_id: Generated<string>
  client_id: string
  body: string
  written_by: string
  written_at: Temporal.Instant
}

type ClientWord = {
  clinic_id: string
  word: string
  client_id: string
  is_mark: boolean
}

type Clinic = {
  clinic_id: string
  name: string
  street: string
  postcode: string
  city: string
  phone: string
  email: string
  time_zone: string
  currency: string
  languages: string[]
  demonstration: Generated<boolean>
  grid_minutes: Generated<number>
  hold_minutes: Generated<number>
  live_holds_per_address: Generated<number>
  lead_minutes: Generated<number>
  cors_origins: Generated<string[]>
  quiet_from: Generated<string>
  quiet_until: Generated<string>
  country: Generated<string>
  live: Generated<boolean>
  act_light: string | null
  act_dark: string | null
  warmth_light: string | null
  warmth_dark: string | null
  change_notice_hours: Generated<number>
  answer_within_days: Generated<number>
}

type ClinicLogo = {
  clinic_id: string
  kind: string
  bytes: Uint8Array
}

type Course = {
  clinic_id: string
  course_id: Generated<string>
  service_id: string
  client_id: string | null
  state: string
  held_until: Temporal.Instant | null
  held_for: string | null
  language: string | null
  price_minor: number
  currency: string
  vat_percent: number
  created_at: Temporal.Instant
  booked_at: Temporal.Instant | null
  secret_version: Generated<number>
}

type Fact = {
  clinic_id: string
  fact_id: string
  value: string
  unit: string
  wording: Json<Localised>
  source: string
  source_url: string | null
  grade: string
  reviewed_on: string
  reviewed_by: string | null
  version: Generated<number>
}

type FactVersion = {
  clinic_id: string
  fact_id: string
  version: number
  changed_at: Temporal.Instant
  changed_by: string | null
  value: string
  unit: string
  wording: Json<Localised>
  source: string
  source_url: string | null
  grade: string
}

type Faq = {
  clinic_id: string
  faq_id: Generated<string>
  language: string
  question: string
  answer: string
  content_hash: string
  written_by: string
  written_at: Temporal.Instant
  writers: Json<readonly string[]> | null
  withdrawn_at: Temporal.Instant | null
  withdrawn_by: string | null
}

type FaqReview = {
  clinic_id: string
  review_id: Generated<string>
  faq_id: string
  content_hash: string
  question: string
  answer: string
  reviewed_by: string
  reviewed_on: string
  next_review_on: string
}

type Idempotency = {
  clinic_id: string
  key: string
  request_hash: string
  course_id: string
  created_at: Temporal.Instant
}

type ImportedLine = {
  clinic_id: string
  line_key: string
  subject_id: string
  imported_at: Temporal.Instant
}

type Invitation = {
  clinic_id: string
  invitation_id: Generated<string>
  secret_hash: string
  name: string
  email: string
  role: string
  treats: boolean
  invited_by: string
  created_at: Temporal.Instant
  expires_at: Temporal.Instant
  used_at: Temporal.Instant | null
  withdrawn_at: Temporal.Instant | null
}

type Message = {
  clinic_id: string
  message_id: Generated<string>
  client_id: string
  kind: string
  language: string
  channel: string
  payload: Json<unknown>
  state: Generated<string>
  created_at: Temporal.Instant
  due_at: Generated<Temporal.Instant>
  useless_after: Temporal.Instant | null
  handed_until: Temporal.Instant | null
  sending_until: Temporal.Instant | null
  tries: Generated<number>
  doubts: Generated<number>
  sent_at: Temporal.Instant | null
  failure: string | null
  answer_code: number | null
  visit_id: string | null
  visit_start: Temporal.Instant | null
}

type Occupancy = {
  clinic_id: string
  resource_id: string
  during: Range
  visit_id: string
  held_until: Temporal.Instant | null
  starts: Generated<Temporal.Instant>
}

type OpeningHours = {
  clinic_id: string
  weekday: number
  opens: string
  closes: string
}

type Question = {
  clinic_id: string
  question_id: Generated<string>
  form_id: string
  article_id: string | null
  language: string
  body: string
  name: string
  way: string
  reach_at: string
  reach_when: string
  consent_at: Temporal.Instant
  urgency: string | null
  state: Generated<string>
  taken_by: string | null
  asked_at: Temporal.Instant
  answer_by: Temporal.Instant
  answered_at: Temporal.Instant | null
  waits_until: Temporal.Instant | null
  client_id: string | null
  blanked_at: Temporal.Instant | null
}

type QuestionAnswer = {
  clinic_id: string
  answer_id: Generated<string>
  question_id: string
  body: string
  way: string
  answered_by: string
  answered_at: Temporal.Instant
  message_id: string | null
}

type QuestionNote = {
  clinic_id: string
  note_id: Generated<string>
  question_id: string
  body: string
  written_by: string
  written_at: Temporal.Instant
}

type RateBucket = {
  clinic_id: string
  bucket: string
  tokens: number
  at: Temporal.Instant
}

type Resource = {
  clinic_id: string
  resource_id: Generated<string>
  kind: string
  name: string
  staff_id: string | null
  position: Generated<number>
  retired: Generated<boolean>
}

type Review = {
  clinic_id: string
  article_id: string
  language: string
  content_hash: string
  reviewer: string
  credential: Json<Localised>
  reviewed_on: string
  next_review_on: string
  fictitious: boolean
  review_id: Generated<string>
  approver: string | null
  approved_at: Generated<Temporal.Instant>
  snapshot: Json<unknown> | null
}

type ReviewRequest = {
  clinic_id: string
  request_id: Generated<string>
  article_id: string
  language: string
  content_hash: string
  asked_by: string
  asked_at: Temporal.Instant
}

type ReviewWithdrawal = {
  clinic_id: string
  review_id: string
  withdrawn_by: string
  withdrawn_at: Temporal.Instant
}

type ScreeningQuestion = {
  clinic_id: string
  question_id: string
  position: number
  question: Json<Localised>
  advice: Json<Localised>
  leads_to: string
  source: string
  grade: string
  reviewed_on: string
  facts: Generated<string[]>
}

type Segment = {
  clinic_id: string
  service_id: string
  position: number
  name: Json<Localised>
  minutes: number | null
  anaesthetic_id: string | null
  holds: string[]
  client_present: Generated<boolean>
}

type Service = {
  clinic_id: string
  service_id: Generated<string>
  kind: string
  name: Json<Localised>
  summary: Json<Localised>
  visits: number
  rest_least_days: number | null
  rest_most_days: number | null
  rest_ideal_days: number | null
  price_minor: number
  vat_percent: number
  position: Generated<number>
  retired: Generated<boolean>
}

type Staff = {
  clinic_id: string
  staff_id: Generated<string>
  user_id: string | null
  name: string
  title: Json<Localised>
  role: string
  left_on: string | null
  credential: Json<Localised> | null
}

type SuggestionCount = {
  clinic_id: string
  answer_key: string
  language: string
  shown: Generated<number>
  answered: Generated<number>
}

type Unavailable = {
  clinic_id: string
  unavailable_id: Generated<string>
  resource_id: string | null
  during: Range
  why: string
  is_block: Generated<boolean>
}

type Visit = {
  clinic_id: string
  visit_id: Generated<string>
  course_id: string
  position: number
  therapist_id: string | null
  room_id: string | null
  device_id: string | null
  starts: Temporal.Instant
  client_leaves: Temporal.Instant
  ends: Temporal.Instant
  segments: Json<readonly SegmentRow[]>
  state: string
  sequence: Generated<number>
  cancelled_at: Temporal.Instant | null
  cancelled_by: string | null
  cancel_reason: string | null
  override_reason: string | null
  left_in: string | null
  told_at: Temporal.Instant | null
}

type WorkingHours = {
  clinic_id: string
  resource_id: string
  weekday: number
  starts: string
  ends: string
  hours_id: Generated<string>
  every_weeks: Generated<number>
  anchor: string | null
  valid_from: string | null
  valid_until: string | null
}

export type Tables = {
  readonly anaesthetic: Anaesthetic
  readonly article: Article
  readonly article_version: ArticleVersion
  readonly audit: Audit
  readonly busy_bitmap: BusyBitmap
  readonly client: Client
  readonly client_merge: ClientMerge
  readonly client_note: ClientNote
  readonly client_word: ClientWord
  readonly clinic: Clinic
  readonly clinic_logo: ClinicLogo
  readonly course: Course
  readonly fact: Fact
  readonly fact_version: FactVersion
  readonly faq: Faq
  readonly faq_review: FaqReview
  readonly idempotency: Idempotency
  readonly imported_line: ImportedLine
  readonly invitation: Invitation
  readonly message: Message
  readonly occupancy: Occupancy
  readonly opening_hours: OpeningHours
  readonly question: Question
  readonly question_answer: QuestionAnswer
  readonly question_note: QuestionNote
  readonly rate_bucket: RateBucket
  readonly resource: Resource
  readonly review: Review
  readonly review_request: ReviewRequest
  readonly review_withdrawal: ReviewWithdrawal
  readonly screening_question: ScreeningQuestion
  readonly segment: Segment
  readonly service: Service
  readonly staff: Staff
  readonly suggestion_count: SuggestionCount
  readonly unavailable: Unavailable
  readonly visit: Visit
  readonly working_hours: WorkingHours
}
