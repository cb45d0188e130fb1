import { integer, key, reference, table } from '../../../loader/index.ts'

const schoolDim = table('school_dim', { school_key: key(), school_id: integer() })

// refused: school_dim has no natural key to look members up by
reference(schoolDim)
