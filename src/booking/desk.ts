/** The door for whoever works here: the staff's pages, the set-up's files, the demonstration's season. */
export { bookForClient } from './book-for-client.ts'
export { countStandingVisits, handOverVisits, planHandOver } from './hand-over-visits.ts'
export { importVisits } from './import-visits.ts'
export { type DayVisit, readDay, readVisit, readVisitsOf } from './read-day.ts'
export { type CourseRecord, recordBookedCourses } from './record-booked-courses.ts'
