import {
  listSchedules,
  openBroker,
  pauseSchedule,
  resumeSchedule,
  syncSchedules,
  triggerSchedule,
} from '../queue/index.ts'
import type { ScheduleCommand } from './command.ts'
import type { CommandContext, CommandEnd } from './command-context.ts'
import { scheduleText } from './schedule-text.ts'

/** `schedule`: looks at the schedules, sets them in Redis, or acts on one of them. Needs Redis alone. */
export async function scheduleCommand(command: ScheduleCommand, context: CommandContext): Promise<CommandEnd> {
  const { warehouse, terminal, notice } = context
  await using broker = await openBroker(warehouse, notice)
  const name = command.name ?? ''
  switch (command.action) {
    case 'ls': {
      const schedules = await listSchedules(broker)
      terminal.out(scheduleText(schedules))
      return { reason: 'done', document: { schedules } }
    }
    case 'sync': {
      const done = await syncSchedules(broker)
      const told = Object.entries(done).flatMap(([what, names]) => names.map((one: string) => `${one}: ${what}`))
      terminal.out(told.length === 0 ? 'Redis has the schedules as configured; nothing to do.' : told.join('\n'))
      return { reason: 'done', document: { ...done } }
    }
    case 'pause': {
      const changed = await pauseSchedule(broker, name)
      terminal.out(
        `${name} ${changed ? 'is paused' : 'was paused already'}: no refresh begins for it; one that runs goes on. To end that: run.ts schedule resume ${name}`,
      )
      return { reason: 'done', document: { schedule: name, paused: true, changed } }
    }
    case 'resume': {
      const changed = await resumeSchedule(broker, name)
      terminal.out(changed ? `${name} goes on with its next time.` : `${name} was not paused.`)
      return { reason: 'done', document: { schedule: name, paused: false, changed } }
    }
    case 'trigger': {
      const task = await triggerSchedule(broker, name)
      terminal.out(`Queued a refresh of ${name}, beside its times: task ${task}`)
      return { reason: 'done', document: { schedule: name, task } }
    }
  }
}
