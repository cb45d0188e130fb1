/** A length of time as a definition writes it: `'10 minutes'`. */
export type Duration = `${number} ${'second' | 'minute' | 'hour' | 'day'}${'s' | ''}`

const seconds: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600, day: 86_400 }

/** Whole seconds of a {@link Duration}; null for what is none: a fraction, a sign, another word. */
export function durationSeconds(text: string): number | null {
  const [, amount = '', word = ''] = /^(\d{1,6}) (second|minute|hour|day)s?$/.exec(text) ?? []
  const unit = seconds[word]
  return unit === undefined ? null : Number(amount) * unit
}
