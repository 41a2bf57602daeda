/** The door of the course search: values in, values out. */
export {
  bitsOfPeriod,
  type Occupied,
  PERIOD_TICKS,
  PERIOD_WORDS,
  periodsIn,
  rewriteRun,
  type Run,
  runsTouchedBy,
  wholePeriod,
} from './busy-period.ts'
export {
  bitResourceFrom,
  type BitResource,
  type Calendar,
  isFreeFor,
  type Resource,
} from './calendar.ts'
export { chooseTakers, type Taker, type VisitToHandOver } from './choose-taker.ts'
export {
  type DayWindow,
  hoursToIntervals,
  restDaysBetween,
  type WeeklyHours,
  windowInterval,
} from './clinic-days.ts'
export type { CourseRule } from './count-courses.ts'
export { type CourseOffer, type CourseSearch, findCourses, type Reason } from './find-courses.ts'
export { findPlaces, listStarts, type OpenStart, openStarts, type TherapistStarts } from './find-places.ts'
export { contains, type Interval, type Minute, normalise, overlap, subtract } from './interval.ts'
export { chooseMoves } from './choose-moves.ts'
export { type Mark, markable } from './markable.ts'
export { rulesBroken } from './rules-broken.ts'
export { daysAllowed, isTooLate, type Standing } from './late-change.ts'
export {
  type Around,
  type ChainVisit,
  listMoves,
  lookAround,
  type MovePlan,
  type PlannedMove,
  type PlannedVisit,
  placeFor,
  planLater,
  type StandingVisit,
  standAt,
} from './plan-move.ts'
export {
  KINDS,
  type Kind,
  minutesUntilClientLeaves,
  type Segment,
  type Stretch,
  segmentTimes,
  stretchesOf,
  totalMinutes,
} from './protocol.ts'
export { countSequences, type Sequences } from './list-courses.ts'
export { placeAtStart } from './place-at-start.ts'
export { type NotFree, occupancyOf, placeStands, type VisitPlace } from './visit-place.ts'
export {
  clearIntervals,
  emptyRow,
  type Horizon,
  horizonOf,
  hoursToBits,
  isFree,
  markIntervals,
  minuteOfTick,
  tickOfMinute,
} from './horizon.ts'
export {
  type Bits,
  clearTicks,
  countTicks,
  hasTick,
  hasTicks,
  nextTick,
  setTicks,
  TICK_MINUTES,
} from './ticks.ts'
export type { PlaceSearch, Wish } from './suitable-starts.ts'
