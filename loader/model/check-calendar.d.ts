import type { Calendar } from './calendar.ts'
/** Refuses days that do not exist, an order that is none, a fiscal month that is none, a locale that Intl does not know. */
export declare function checkCalendar(place: string, calendar: Calendar): void
