import { units } from '../../../loader/index.ts'
import { brand, school } from '../star.ts'

// refused: 'scool' does not exist
units({ brand, school }, { scool: { active: false } })
