import { units } from '../../../loader/index.ts'
import { brand, schools } from '../star.ts'

// refused: schools is no dimension and no fact
units({ brand, schools })
