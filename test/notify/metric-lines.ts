/** Prometheus' text format → value by name and labels, the labels in order: `name{a="1",b="2"}`. Throws on a line that is none, or of no declared type. */
export function metricLines(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>()
  const declared = new Set<string>()
  for (const line of text.split('\n')) {
    const type = /^# TYPE (\S+) (counter|gauge|histogram|summary)$/.exec(line)?.[1]
    if (type !== undefined) declared.add(type)
    if (line === '' || line.startsWith('# ')) continue
    const [, name = '', labels = '', value] = /^([a-z_:][a-z0-9_:]*)(?:\{(.*)\})? (\S+)$/i.exec(line) ?? []
    const known = declared.has(name) || declared.has(name.replace(/_(bucket|sum|count)$/, ''))
    if (value === undefined || !known) throw new Error(`No line of metrics: ${line}`)
    const sorted = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([pair]) => pair).sort()
    lines.set(sorted.length === 0 ? name : `${name}{${sorted.join(',')}}`, Number(value))
  }
  return lines
}
