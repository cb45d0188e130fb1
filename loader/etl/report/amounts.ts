/** A count with its thousands apart: 12,345. */
export function count(value: number): string {
  return value.toLocaleString('en-US')
}

/** A time span for people: 0.3 s, 42 s, 3 min 05 s, 2 h 01 min. */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`
  const minutes = Math.round(seconds / 60)
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
}

/** A size for `--lookup-memory`, such as 256mb, of an amount that was estimated: a few percent more than that. */
export function memorySize(bytes: number): string {
  const megabytes = Math.ceil((bytes * 1.05) / 2 ** 20)
  return megabytes < 10_000 ? `${megabytes}mb` : `${Math.ceil(megabytes / 1024)}gb`
}
