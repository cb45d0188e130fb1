import { integer, natural, nullable } from '../../../loader/index.ts'

// refused: natural() takes no nullable column
natural(nullable(integer()))
