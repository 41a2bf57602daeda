/** The door of the course search: values in, values out. */
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
export { type Calendar, findPlaces, type OpenStart, type PlaceSearch, type Wish } from './find-places.ts'
export { contains, type Interval, type Minute, normalise, overlap, subtract } from './interval.ts'
export {
  type Kind,
  minutesUntilClientLeaves,
  type Segment,
  type Stretch,
  segmentTimes,
  stretchesOf,
  totalMinutes,
} from './protocol.ts'
export { placeAtStart } from './place-at-start.ts'
export { type NotFree, occupancyOf, placeStands, type Resource, type VisitPlace } from './visit-place.ts'
