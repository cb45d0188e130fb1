import { integer, measure } from '../../../loader/index.ts'

// refused: measure() takes a column without a purpose, such as integer(); this one is for measure already
measure(measure(integer()))
