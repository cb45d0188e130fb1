export const schoolNames = [
  'University of Massachusetts',
  'Kent State University',
  'Ohio State University',
  'Université de Montréal',
  'Universität Zürich',
  "St. John's College",
  'Rutgers University',
  'Łódź University of Technology',
  'Florida Atlantic University',
  'University of Otago',
  '東京大学',
  'Arizona State University',
  'Trinity College Dublin',
  'Universidad de Cádiz',
] as const

export const cities = [
  ['Amherst', 'MA'],
  ['Kent', 'OH'],
  ['Columbus', 'OH'],
  ['Montréal', null],
  ['Zürich', null],
  ['New Brunswick', 'NJ'],
  ['Boca Raton', 'FL'],
  ['Tempe', 'AZ'],
  ['Cádiz', null],
  ['Dublin', null],
] as const

export const firstNames = [
  'anna',
  'björn',
  'chloé',
  'david',
  'elif',
  'felix',
  'greta',
  'hugo',
  'inés',
  'jan',
  'kaja',
  'łukasz',
  '美咲',
] as const
export const lastNames = [
  'müller',
  'schmidt',
  'novak',
  'jensen',
  'rossi',
  'garcía',
  'kowalski',
  'dubois',
  "o'brien",
  'okafor',
] as const
export const categories = ['study guide', 'lecture notes', 'flashcards', 'video help', 'past exam'] as const
export const subjects = [
  'Calculus',
  'Organic Chemistry',
  'Microeconomics',
  'Psychology',
  'Linear Algebra',
  'Art History',
  'C++',
  'Biology 📗',
] as const
