import { errorText, type Proof } from '../etl/index.ts'
import type { CommandContext } from './command-context.ts'

/** Tells what was proved: to the log all of it, to people what stands in the way and, if `aloud`, what is well too. */
export function tellProof({ terminal, logger }: CommandContext, aloud: boolean): (proof: Proof) => void {
  return (proof) => {
    switch (proof.kind) {
      case 'reached': {
        const there = proof.standIn ? `${proof.place} is not there yet; a load makes it` : `${proof.place} is reached`
        logger.info({ where: proof.where, place: proof.place, stand_in: proof.standIn }, 'place-reached')
        if (aloud) terminal.out(`${proof.where}: ${there}`)
        return
      }
      case 'fits':
        logger.info({ unit: proof.unit, columns: proof.columns }, 'unit-fits')
        if (aloud) terminal.out(`${proof.unit}: ${proof.columns} source columns fit`)
        return
      case 'obstacle': {
        const { where, error } = proof.obstacle
        logger.error({ where, err: error }, 'obstacle')
        terminal.err(`${where}: ${errorText(error)}`)
      }
    }
  }
}
