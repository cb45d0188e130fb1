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

export const roles = ['student', 'seller', 'staff'] as const
export const brands = [
  'Noteworthy',
  'Crammer',
  'All-Nighter Press',
  'Étudié',
  'Prüfungsfit',
  'A+ Notes',
  '赤ペン',
  'Campus Ink',
  'Last Minute',
  'Blue Book',
  'Margin Notes',
  'Owl & Lamp',
] as const
export const departments = ['MATH', 'CHEM', 'ECON', 'PSYC', 'ARTH', 'CS', 'BIO', 'PHIL'] as const
export const courseTitles = [
  'Introduction',
  'Foundations',
  'Methods',
  'Seminar',
  'Théorie générale',
  'Übungen',
  'Laboratory',
  'Special Topics',
] as const
export const sites = [
  ['www.notes.example', 'web'],
  ['m.notes.example', 'mobile web'],
  ['app.notes.example', 'app'],
  ['partners.notes.example', 'partners'],
] as const
export const channels = ['blog', 'search', 'campus', 'newsletter', 'social'] as const
/** How one pays: code, name, who handles it. Sorted by code. */
export const paymentSources = [
  ['apple_pay', 'Apple Pay', 'stripe'],
  ['card', 'Credit card', 'stripe'],
  ['credit', 'Store credit', null],
  ['invoice', 'Invoice', null],
  ['paypal', 'PayPal', 'paypal'],
] as const
/** How sellers are paid. */
export const payoutCodes = ['ach', 'check', 'paypal', 'venmo'] as const
export const programRoles = ['student', 'note taker', 'coordinator'] as const
export const programNames = [
  'Note Taking Service',
  'Accessible Materials',
  'Captioning',
  'Assistive Technology',
  'Unterstützung & Beratung',
] as const
export const programStates = ['open', 'full', 'paused'] as const
export const campaignNames = [
  'Welcome',
  'Finals Week',
  'Refer a Friend',
  'Back to School',
  'Été indien',
  'Sorry!',
] as const
export const comments = [
  'Saved my semester',
  'Très clair, merci !',
  'Typos on every page.',
  '👍👍👍',
  'Not what the title says; "complete" it is not',
  'かなり役に立った',
  "It's ok\nbut the scans are crooked",
] as const
