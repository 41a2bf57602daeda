/** The door for the client's own steps, from the public pages and the API. */
export { cancelVisits } from './cancel-visits.ts'
export { extendHold, releaseHold } from './change-hold.ts'
export { confirmCourse } from './confirm-course.ts'
export { holdCourse, type Missed } from './hold-course.ts'
export { type OfferedCourse, offerCourses, offerNearest } from './offer-courses.ts'
export { type ReadCourse, readBookedCourse, readHold } from './read-course.ts'
